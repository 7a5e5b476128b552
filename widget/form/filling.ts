/**
 * Filling in a form: what has been typed and what is wrong with it, moving from step to step, signing in, submitting.
 * Everything of the element that is not rendering.
 */
import { LitElement } from 'lit';
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Step } from '../../catalogue/definition.ts';
import { mistakesIn } from '../../catalogue/mistakes.ts';
import { fieldsOf, stepOfField, stepsOf } from '../../catalogue/steps.ts';
import type { Beside } from '../beside/beside.ts';
import { Autosave } from '../drafts/autosave.ts';
import type { Values } from '../drafts/draft.ts';
import type { Session } from '../login/session-types.ts';
import type { FromPath } from '../path/fill.ts';
import { DatapassEvent, type DatapassEventName, type DatapassEvents } from '../shared/events.ts';
import { focusHeading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import type { ProblemError } from '../shared/problems.ts';
import { type Words, wordsIn } from '../words/index.ts';
import { contextWith, controlOf, fieldOf, stillWrong, wrongOf } from './check.ts';
import { focusField, type Wrong } from './errors.ts';
import type { FormContext } from './fields/field.ts';
import { needsKinds } from './fields/index.ts';
import { parts } from './fields/person.ts';
import type { Models } from './models.ts';
import { asked, obstructed } from './obstructed.ts';
import { promisesOf, unpromised } from './summary.ts';
import { positionAt, SUMMARY } from './wizard.ts';

/** Milliseconds before a count of characters is read out: at each key it would drown the typing. */
const SPOKEN_AFTER = 1000;

export abstract class Filling extends LitElement implements FormContext {
  /** Those that are drawn; the others say how to begin, and are read when the form opens. */
  static override properties = {
    definition: {},
    stage: {},
    request: {},
    session: {},
    language: {},
    headingLevel: {},
  };

  declare definition: ApiDefinition;
  /** `sandbox` or `production`. */
  declare stage: string;
  declare eligibility: EligibilityAnswers;
  /** The use case to start a new draft with; or anything, where the page gives answers to start with. */
  declare useCase: string | null | undefined;
  /** Answers that the path has given. */
  declare fromPath: FromPath | undefined;
  /** The request to go on with; none for a new one. */
  declare request: { id: string } | undefined;
  declare session: Session;
  declare language: Language;
  /** Level of the step's heading. */
  declare headingLevel: number;
  /** The step to open; else the first, or the first where the instructor asked for a change. */
  declare openAt: string | undefined;

  readonly autosave = new Autosave(this);
  declare models: Models | undefined;
  /** Undefined while nothing stands in the way, or is on its way. */
  protected obstacles: typeof import('./obstacles.ts') | undefined;
  /** Undefined while it is on its way. */
  declare protected beside: Beside | undefined;
  protected unreadable = '';
  /** Id of the step shown. */
  position = '';
  /** Index of the furthest step reached. */
  protected reached = 0;
  protected wrong: Wrong[] = [];
  protected said = '';
  protected failure = '';
  protected submitting = false;
  protected arrived = false;
  #opened = '';
  #speaking: ReturnType<typeof setTimeout> | undefined;
  /** What to do once signed in: fill this person, or (empty) show that the way is free. */
  #awaiting: string | undefined;
  /** Where the focus goes after the next rendering. */
  #focus: (() => void) | undefined;
  #saved = '';

  protected override willUpdate(): void {
    const { definition, stage, request, session } = this;
    const opened = `${[definition?.id, stage, request?.id]}`;
    if (definition && session && opened !== this.#opened) {
      this.#opened = opened;
      void this.open();
    }
    if (this.#awaiting !== undefined && session.state === 'signed-in') this.#signedIn(this.#awaiting);
    if (this.autosave.draft && !this.obstacles && obstructed(this)) {
      import('./obstacles.ts').then((obstacles) => {
        this.obstacles = obstacles;
        obstacles.renew(this);
        this.requestUpdate();
      }, this.autosave.fail);
    }
  }

  protected override updated(): void {
    this.#focus?.();
    this.#focus = undefined;
    const { state, view } = this.autosave;
    const where = state === 'saved' ? 'server' : 'browser';
    const saved = `${where} ${view?.id}`;
    if (/saved|kept/.test(state) && saved !== this.#saved) {
      this.#saved = saved;
      this.#tell('save', { where, ...(view && { id: view.id }) });
    }
  }

  #tell<Name extends DatapassEventName>(name: Name, detail: DatapassEvents[Name], composed = true): void {
    this.dispatchEvent(new DatapassEvent(name, detail, composed));
  }

  /** @param steal takes over from another tab */
  protected async open(steal = false): Promise<void> {
    const { definition, stage, request, session, eligibility, autosave, useCase } = this;
    const now = { '@eligibility': eligibility, '@definition_version': definition.version };
    this.unreadable = '';
    try {
      const source = {
        session,
        api: definition.id,
        stage,
        request: request?.id,
        values: { '@use_case': null, ...now },
      };
      if (needsKinds(definition, stage, eligibility)) (await import('./kinds/kinds.ts')).teach(this);
      await autosave.open(source, steal);
    } catch (error) {
      this.unreadable = (error as Error).message || this.t.down;
      this.requestUpdate();
    }
    const { draft, view } = autosave;
    if (!draft) return;
    if (view && !view.actions.includes('save')) {
      // Sent meanwhile, from another tab or device: the follow-up is where it goes on. Not a submission to tell the page.
      await autosave.erase();
      this.#tell('submit', { id: view.id }, false);
      return;
    }
    // A draft of this browser goes on under what was answered now, and under the present form.
    if (!view && draft.at) this.change(now);
    import('../beside/beside.ts').then(
      ({ Beside }) => {
        this.beside = new Beside(this);
      },
      // The form works without; the server checks the same.
      () => {},
    );
    const model = this.values['@use_case'];
    if (model) void this.#withModels();
    else if (!view && (useCase || /datapass-/.test(location.search))) {
      this.#withModels().then((models) => models.begin(useCase), autosave.fail);
    }
    const toChange = stepOfField(definition, stage, asked(this)[0] ?? '')?.id;
    this.position = this.openAt ?? toChange ?? '';
    this.position = positionAt(this.steps, this.position).id;
    this.reached = view ? this.steps.length : 0;
    this.#moved();
    // By the person's own act: a click that led here, or a sign-in that left this page. Never on a mere load.
    if (session.arrival?.startsWith('form') || navigator.userActivation?.isActive) this.#focusHeading();
  }

  get t(): Words {
    return wordsIn(this.language);
  }

  protected get steps(): Step[] {
    const { definition, stage, position, autosave } = this;
    const { follows, asks } = autosave.view ?? {};
    // What another request has answered is asked again only where somebody goes back to it.
    return stepsOf(definition, stage, this.context).filter(
      ({ id }) => !follows || id === position || asks?.includes(id),
    );
  }

  get values(): Values {
    return this.autosave.draft?.values ?? {};
  }

  get context(): AnswerContext {
    const { definition, stage, values, autosave } = this;
    return contextWith(fieldsOf(definition, stage), values, autosave.documents.list);
  }

  errorsOf = (id: string): string[] => {
    const refused = this.autosave.documents.refused[id];
    return this.wrong.flatMap((error) => (error.id === id ? error.message : [])).concat(refused || []);
  };

  // --- Typing

  change = (values: Values): void => {
    this.autosave.change(values);
    this.recheck();
  };

  recheck = (): void => {
    if (this.wrong[0]) this.wrong = stillWrong(this.wrong, this.check());
    this.requestUpdate();
  };

  /** What is wrong on the step shown; on the summary, everywhere. */
  check(all = this.position === SUMMARY): Wrong[] {
    const { definition, stage, position } = this;
    const problems = mistakesIn(definition, stage, this.context, all ? '' : position);
    const wrong = problems.map((problem) => ({
      id: controlOf(problem),
      message: this.t.problem(problem, fieldOf(definition, stage, problem.field)),
    }));
    return all
      ? [
          ...wrong,
          ...(this.obstacles?.unsettled(this) ?? []),
          ...(this.beside?.blocking(wrong) ?? []),
          ...unpromised(this),
        ]
      : wrong;
  }

  async #withModels(): Promise<Models> {
    const { Models } = await import('./models.ts');
    this.models ??= new Models(this);
    this.requestUpdate();
    return this.models;
  }

  /** Starts from a use case, or from none. */
  protected choose = (id: unknown): Promise<void> =>
    this.#withModels().then((models) => models.choose(id), this.autosave.fail);

  itsMe = (field: string): void => {
    const { person } = this.session;
    if (!person) {
      this.signIn(field);
      return;
    }
    this.change({ [field]: Object.fromEntries(parts.map(([part]) => [part, person[part]])) });
  };

  announce = (text: string): void => {
    clearTimeout(this.#speaking);
    if (!text) return;
    this.#speaking = setTimeout(() => {
      this.said = text;
      this.requestUpdate();
    }, SPOKEN_AFTER);
  };

  // --- Moving

  #focusHeading(selector?: string): void {
    this.#focus = () => focusHeading(this.shadowRoot, selector);
    this.requestUpdate();
  }

  #moved(): void {
    const index = positionAt(this.steps, this.position).number - 1;
    this.reached = Math.max(this.reached, index);
    this.#tell('step', { id: this.position, index });
    this.requestUpdate();
  }

  /** Shows a step; the focus goes to its heading. */
  protected go = (step: string): void => {
    this.position = step;
    this.wrong = [];
    this.failure = '';
    this.arrived = false;
    this.models?.forget();
    this.#moved();
    this.#focusHeading();
  };

  goTo = (id: string): void => {
    const { definition, stage } = this;
    const field = fieldOf(definition, stage, id);
    const step = field && stepOfField(definition, stage, field.id)?.id;
    if (step && step !== this.position) this.go(step);
    this.#focus = () => focusField(this.shadowRoot, id);
    this.requestUpdate();
  };

  protected next = (event: Event): void => {
    event.preventDefault();
    this.wrong = this.check();
    if (this.wrong[0]) this.#focusHeading('.errors');
    else if (this.position === SUMMARY) void this.#submit();
    else this.go(positionAt(this.steps, this.position).next as string);
  };

  // --- Signing in and submitting

  /** @param person the field that « C'est moi » was about */
  protected signIn = (person = '', again = false): void => {
    this.#awaiting = person;
    this.session.signIn({ step: `form:${this.position}`, again });
    void this.autosave.save();
  };

  #signedIn(person: string): void {
    this.#awaiting = undefined;
    if (person) this.itsMe(person);
    else {
      this.arrived = true;
      this.#focusHeading();
    }
  }

  protected save = (): void => {
    if (this.session.state === 'signed-in') void this.autosave.save();
    else this.signIn();
  };

  async #submit(): Promise<void> {
    if (this.session.state !== 'signed-in') this.signIn();
    if (this.submitting || this.session.state !== 'signed-in') return;
    this.submitting = true;
    this.failure = '';
    this.requestUpdate();
    try {
      const { id } = await this.autosave.submit(promisesOf(this));
      this.#tell('submit', { id });
    } catch (error) {
      const { body, message, code = '' } = error as Partial<ProblemError>;
      this.wrong = (body?.fields ?? []).map(wrongOf);
      if (!this.wrong[0]) this.failure = message || this.t.down;
      this.#focusHeading('.errors');
      this.#tell('error', { code });
    }
    this.submitting = false;
  }

  protected erase = async (): Promise<void> => {
    if (!confirm(this.t.eraseSure)) return;
    await this.autosave.erase();
    this.wrong = [];
    this.models = undefined;
    await this.open();
  };
}
