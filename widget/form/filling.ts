/**
 * Filling in a form: what has been typed and what is wrong with it, moving from step to step, signing in, submitting.
 * Everything that is not rendering; the element reads it and calls it.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import { checkAnswers } from '../../catalogue/checker.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Stage, Step, UseCase } from '../../catalogue/definition.ts';
import { fieldsOf, stepOfField, stepsOf } from '../../catalogue/steps.ts';
import { Autosave } from '../drafts/autosave.ts';
import type { Values } from '../drafts/draft.ts';
import { same } from '../drafts/same.ts';
import type { Session } from '../login/session-types.ts';
import { DatapassEvent, type DatapassEventName, type DatapassEvents } from '../shared/events.ts';
import { focusHeading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import type { ProblemError } from '../shared/problems.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { contextWith, controlOf, fieldOf, stillWrong, wrongOf } from './check.ts';
import { focusField, type Wrong } from './errors.ts';
import type { FormContext } from './fields/field.ts';
import { planPrefill } from './prefill.ts';
import { type Promises, TERMS, unpromised } from './summary.ts';
import { positionAt, SUMMARY } from './wizard.ts';

/** Milliseconds before a count of characters is read out: at each key it would drown the typing. */
const SPOKEN_AFTER = 1000;

/** The element, as the controller sees it; see `form.ts` for what the properties are. */
export interface FormHost extends HTMLElement, ReactiveControllerHost {
  definition: ApiDefinition;
  stage: string;
  eligibility: EligibilityAnswers;
  useCase: string | undefined;
  request: { id: string } | undefined;
  session: Session;
  language: Language;
  headingLevel: number;
  openAt: string | undefined;
}

export class Filling implements ReactiveController {
  readonly host: FormHost;
  readonly autosave: Autosave;
  #opened: unknown;
  unreadable = '';
  position = '';
  /** Index of the furthest step reached. */
  reached = 0;
  wrong: Wrong[] = [];
  /** What the use case has filled, and where the person's own words were kept. */
  filled: string[] = [];
  typed: string[] = [];
  said = '';
  #speaking: ReturnType<typeof setTimeout> | undefined;
  failure = '';
  submitting = false;
  /** What to do once signed in: fill this person, or (empty) show that the way is free. */
  #awaiting: string | undefined;
  arrived = false;
  /** Where the focus goes after the next rendering. */
  #focus: (() => void) | undefined;
  #saved = '';

  constructor(host: FormHost) {
    this.host = host;
    this.autosave = new Autosave(host);
    host.addController(this);
  }

  hostUpdate(): void {
    const { definition, stage, request, session } = this.host;
    const opened = [definition?.id, stage, request?.id, !!session];
    if (definition && session && !same(opened, this.#opened)) {
      this.#opened = opened;
      void this.open();
    }
    if (this.#awaiting !== undefined && session?.state === 'signed-in') this.#signedIn(this.#awaiting);
  }

  hostUpdated(): void {
    this.#focus?.();
    this.#focus = undefined;
    const { state, view } = this.autosave;
    const where = state === 'saved' ? 'server' : 'browser';
    const saved = `${where} ${view?.id}`;
    if ((state === 'saved' || state === 'kept') && saved !== this.#saved) {
      this.#saved = saved;
      this.#tell('save', { where, ...(view && { id: view.id }) });
    }
  }

  #tell<Name extends DatapassEventName>(name: Name, detail: DatapassEvents[Name], composed = true): void {
    this.host.dispatchEvent(new DatapassEvent(name, detail, composed));
  }

  /** @param steal takes over from another tab */
  async open(steal = false): Promise<void> {
    const { definition, stage, request, session, eligibility } = this.host;
    this.unreadable = '';
    try {
      const values = { '@use_case': null, '@eligibility': eligibility };
      const held = () => {
        const problems = checkAnswers(definition, stage, this.#context, { draft: true });
        return new Set(problems.map(({ field }) => field));
      };
      await this.autosave.open(
        { session, api: definition.id, stage, request: request?.id, values, held },
        steal,
      );
    } catch (error) {
      this.unreadable = (error as Error).message || this.t.unreadable;
      this.host.requestUpdate();
    }
    const { draft, view } = this.autosave;
    if (!draft) return;
    if (view && !view.actions.includes('save')) {
      // Sent meanwhile, from another tab or device: the follow-up is where it goes on. Not a submission to tell the page.
      await this.autosave.erase();
      this.#tell('submit', { id: view.id }, false);
      return;
    }
    if (!view && !same(draft.values['@eligibility'], eligibility)) {
      this.autosave.change({ '@eligibility': eligibility });
    }
    if (!view && !draft.values['@use_case'] && this.host.useCase) this.choose(this.host.useCase);
    const asked = stepOfField(definition, stage, this.asked[0] ?? '')?.id;
    this.position = positionAt(this.steps, this.host.openAt ?? asked ?? draft.step).id;
    this.reached = view ? this.steps.length : 0;
    this.#moved();
    // By the person's own act: a click that led here, or a sign-in that left this page. Never on a mere load.
    if (session.arrival?.startsWith('form') || navigator.userActivation?.isActive) this.#focusHeading();
  }

  get t(): Words {
    return wordsIn(this.host.language);
  }

  get steps(): Step[] {
    return stepsOf(this.host.definition, this.host.stage);
  }

  get #values(): Values {
    return this.autosave.draft?.values ?? {};
  }

  get #context(): AnswerContext {
    return contextWith(
      fieldsOf(this.host.definition, this.host.stage),
      this.#values,
      this.autosave.documents.list,
    );
  }

  get #chosen(): UseCase | undefined {
    return this.host.definition.use_cases.find(({ id }) => id === this.#values['@use_case']);
  }

  /** Fields that the instructor asks to change. */
  get asked(): string[] {
    const { view } = this.autosave;
    return view?.state === 'changes_requested' ? view.requested_fields : [];
  }

  get form(): FormContext {
    const { definition, language, headingLevel: level } = this.host;
    const { t, autosave, change } = this;
    const refused = autosave.documents.refused;
    return {
      t,
      language,
      definition,
      context: this.#context,
      useCase: this.#chosen,
      autosave,
      level,
      errorsOf: (id) => [
        ...this.wrong.flatMap((error) => (error.id === id ? error.message : [])),
        ...(refused[id] ? [refused[id]] : []),
      ],
      change,
      announce: (text) => this.#announce(text, SPOKEN_AFTER),
      recheck: this.#recheck,
      itsMe: this.#itsMe,
    };
  }

  get promises(): Promises {
    const stage = this.host.definition.stages.find(({ id }) => id === this.host.stage) as Stage;
    return {
      form: this.form,
      stage,
      values: this.#values,
      view: this.autosave.view,
      session: this.host.session,
    };
  }

  // --- Typing

  change = (values: Values): void => {
    this.autosave.change(values);
    this.#recheck();
  };

  #recheck = (): void => {
    if (this.wrong.length) this.wrong = stillWrong(this.wrong, this.check());
    this.host.requestUpdate();
  };

  /** What is wrong on the step shown; on the summary, everywhere. */
  check = (step = this.position): Wrong[] => {
    const { definition, stage } = this.host;
    const all = step === SUMMARY;
    const problems = checkAnswers(definition, stage, this.#context, all ? {} : { step });
    const wrong = problems.map((problem) => ({
      id: controlOf(problem),
      message: this.t.problem(problem, fieldOf(definition, stage, problem.field)),
    }));
    return all ? [...wrong, ...unpromised(this.promises)] : wrong;
  };

  choose = (id: unknown): void => {
    const chosen = this.host.definition.use_cases.find((useCase) => useCase.id === id);
    const plan = planPrefill(chosen, this.#chosen, this.#context.answers);
    this.filled = Object.keys(plan.write);
    this.typed = plan.typed;
    const cleared = Object.fromEntries(plan.clear.map((field) => [field, undefined]));
    this.change({ '@use_case': chosen?.id ?? null, ...cleared, ...plan.write });
    if (chosen) this.#announce(this.t.filled(this.filled.length));
  };

  /** The person says yes: the model's words instead of theirs. */
  replace = (): void => {
    const typed = this.typed;
    this.filled = [...this.filled, ...typed];
    this.typed = [];
    this.change(Object.fromEntries(typed.map((field) => [field, this.#chosen?.prefill[field]])));
  };

  #itsMe = (field: string): void => {
    const { person } = this.host.session;
    if (!person) {
      this.signIn(field);
      return;
    }
    const { given_name, family_name, email, phone, job_title } = person;
    this.change({ [field]: { given_name, family_name, email, phone, job_title } });
  };

  /** @param delay milliseconds; each call replaces the last one that has not been said */
  #announce(text: string, delay = 0): void {
    clearTimeout(this.#speaking);
    if (!text) return;
    this.#speaking = setTimeout(() => {
      this.said = text;
      this.host.requestUpdate();
    }, delay);
  }

  // --- Moving

  #focusHeading(selector?: string): void {
    this.#focus = () => focusHeading(this.host.shadowRoot, selector);
    this.host.requestUpdate();
  }

  #moved(): void {
    const index = positionAt(this.steps, this.position).number - 1;
    this.reached = Math.max(this.reached, index);
    this.autosave.show(this.position);
    this.#tell('step', { id: this.position, index });
    this.host.requestUpdate();
  }

  /** Shows a step; the focus goes to its heading. */
  go = (step: string | undefined): void => {
    if (!step) return;
    this.position = step;
    this.wrong = [];
    this.filled = this.typed = [];
    this.failure = '';
    this.arrived = false;
    this.#moved();
    this.#focusHeading();
  };

  /** Goes to a control, wherever it is. */
  goTo = (id: string): void => {
    const { definition, stage } = this.host;
    const field = fieldOf(definition, stage, id);
    const step = field && stepOfField(definition, stage, field.id)?.id;
    if (step && step !== this.position) this.go(step);
    this.#focus = () => focusField(this.host.shadowRoot, id);
    this.host.requestUpdate();
  };

  next = (event: Event): void => {
    event.preventDefault();
    this.wrong = this.check();
    if (this.wrong.length) this.#focusHeading('.errors');
    else if (this.position === SUMMARY) void this.#submit();
    else this.go(positionAt(this.steps, this.position).next);
    this.host.requestUpdate();
  };

  // --- Signing in and submitting

  /** @param person the field that « C'est moi » was about */
  signIn = (person = '', again = false): void => {
    this.#awaiting = person;
    this.host.session.signIn({ step: `form:${this.position}`, again });
    void this.autosave.save();
  };

  #signedIn(person: string): void {
    this.#awaiting = undefined;
    if (person) this.#itsMe(person);
    else {
      this.arrived = true;
      this.#focusHeading();
    }
  }

  save = (): void => {
    if (this.host.session.state === 'signed-in') void this.autosave.save();
    else this.signIn();
  };

  async #submit(): Promise<void> {
    if (this.host.session.state !== 'signed-in') this.signIn();
    if (this.submitting || this.host.session.state !== 'signed-in') return;
    this.submitting = true;
    this.failure = '';
    const { stage, values } = this.promises;
    const ticked = Object.keys(values).filter((key) => key[0] === '!' && key !== TERMS && values[key]);
    try {
      const commitments = ticked.map((key) => key.slice(1));
      const { id } = await this.autosave.submit({ commitments, terms_version: stage.terms.version });
      this.#tell('submit', { id });
    } catch (error) {
      const { body, message, code = '' } = error as Partial<ProblemError>;
      this.wrong = (body?.fields ?? []).map(wrongOf);
      if (!this.wrong.length) this.failure = message || this.t.unreachable;
      this.#focusHeading('.errors');
      this.#tell('error', { code });
    }
    this.submitting = false;
    this.host.requestUpdate();
  }

  erase = async (): Promise<void> => {
    if (!confirm(this.t.eraseSure)) return;
    await this.autosave.erase();
    this.filled = this.typed = this.wrong = [];
    await this.open();
  };
}
