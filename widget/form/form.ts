/**
 * `<datapass-form>`: the steps of one stage and their summary, filled in before or after signing in. Internal to the
 * widget: `<datapass-request>` gives it its properties; it answers with `datapass-step`, `-save`, `-submit`, `-error`.
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import { checkAnswers } from '../../catalogue/checker.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Field, Stage, Step, UseCase } from '../../catalogue/definition.ts';
import { fieldsOf, isRequired, stepOfField, stepsOf, visibleFields } from '../../catalogue/steps.ts';
import { Autosave } from '../drafts/autosave.ts';
import type { Values } from '../drafts/draft.ts';
import { same } from '../drafts/same.ts';
import type { Session } from '../login/session-types.ts';
import { DatapassEvent } from '../shared/events.ts';
import { focusHeading, heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import type { ProblemError } from '../shared/problems.ts';
import { shared } from '../shared/styles.ts';
import { admit } from './attach.ts';
import { contextWith, controlOf, fieldOf, stillWrong, wrongOf } from './check.ts';
import { focusErrors, focusField, links, type Wrong } from './errors.ts';
import { type FormContext, tag } from './fields/field.ts';
import { fieldTemplate } from './fields/index.ts';
import { formStyles } from './form.styles.ts';
import { type FormWords, french, loadWords } from './messages/index.ts';
import { isPrefilled, planPrefill } from './prefill.ts';
import { type Promises, promisesTemplate, readOnly, TERMS, unpromised } from './summary.ts';
import { positionAt, SUMMARY } from './wizard.ts';

/** Milliseconds before a count of characters is read out: at each key it would drown the typing. */
const SPOKEN_AFTER = 1000;

export class DatapassForm extends LitElement {
  static override styles = [...shared, formStyles];
  static override properties = {
    definition: { attribute: false },
    stage: { attribute: false },
    eligibility: { attribute: false },
    useCase: { attribute: false },
    request: { attribute: false },
    session: { attribute: false },
    language: { attribute: false },
    headingLevel: { attribute: false },
    openAt: { attribute: false },
  };

  declare definition: ApiDefinition;
  /** `sandbox` or `production`. */
  declare stage: string;
  declare eligibility: EligibilityAnswers;
  /** Id of the use case to start a new draft with. */
  declare useCase: string | undefined;
  /** The request to go on with; none for a new one. */
  declare request: { id: string } | undefined;
  declare session: Session;
  declare language: Language;
  /** Level of the step's heading. */
  declare headingLevel: number;
  /** The step to open; else the one last shown, or the first where the instructor asked for a change. */
  declare openAt: string | undefined;

  #autosave = new Autosave(this);
  #words: FormWords = french;
  #opened: unknown;
  #unreadable = '';
  #position = '';
  /** Index of the furthest step reached. */
  #reached = 0;
  #wrong: Wrong[] = [];
  /** Of documents, by field: refused before they became an answer. */
  #refused: Record<string, string> = {};
  /** What the use case has filled, and where the person's own words were kept. */
  #filled: string[] = [];
  #typed: string[] = [];
  #said = '';
  #speaking: ReturnType<typeof setTimeout> | undefined;
  #failure = '';
  #submitting = false;
  /** What to do once signed in: fill this person, or (empty) show that the way is free. */
  #awaiting: string | undefined;
  #arrived = false;
  /** Where the focus goes after the next rendering. */
  #focus: (() => void) | undefined;
  #saved = '';

  constructor() {
    super();
    this.stage = 'sandbox';
    this.eligibility = {};
    this.language = 'fr';
    this.headingLevel = 2;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('language')) {
      void loadWords(this.language).then((words) => {
        this.#words = words;
        this.requestUpdate();
      });
    }
    const opened = [this.definition?.id, this.stage, this.request?.id, !!this.session];
    if (this.definition && this.session && !same(opened, this.#opened)) {
      this.#opened = opened;
      void this.#open();
    }
    if (this.#awaiting !== undefined && this.session?.state === 'signed-in') this.#signedIn(this.#awaiting);
  }

  protected override updated(): void {
    this.#focus?.();
    this.#focus = undefined;
    const { state, view } = this.#autosave;
    const where = state === 'saved' ? 'server' : 'browser';
    const saved = `${where} ${view?.id}`;
    if ((state === 'saved' || state === 'kept') && saved !== this.#saved) {
      this.#saved = saved;
      this.dispatchEvent(new DatapassEvent('save', { where, ...(view && { id: view.id }) }));
    }
  }

  /** @param steal takes over from another tab */
  async #open(steal = false): Promise<void> {
    const { definition, stage, request, session, eligibility } = this;
    this.#unreadable = '';
    try {
      const values = { '@use_case': null, '@eligibility': eligibility };
      const held = () => {
        const problems = checkAnswers(definition, stage, this.#context, { draft: true });
        return new Set(problems.map(({ field }) => field));
      };
      await this.#autosave.open(
        { session, api: definition.id, stage, request: request?.id, values, held },
        steal,
      );
    } catch (error) {
      this.#unreadable = (error as Error).message || this.#t.unreadable;
      this.requestUpdate();
    }
    const { draft, view } = this.#autosave;
    if (!draft) return;
    if (!view && !same(draft.values['@eligibility'], eligibility)) {
      this.#autosave.change({ '@eligibility': eligibility });
    }
    if (!view && !draft.values['@use_case'] && this.useCase) this.#choose(this.useCase);
    const asked = stepOfField(definition, stage, this.#asked[0] ?? '')?.id;
    this.#position = positionAt(this.#steps, this.openAt ?? asked ?? draft.step).id;
    this.#reached = view ? this.#steps.length : 0;
    this.#moved();
    // By the person's own act: a click that led here, or a sign-in that left this page. Never on a mere load.
    if (session.arrival?.startsWith('form') || navigator.userActivation?.isActive) this.#focusHeading();
  }

  get #t(): FormWords['words'] {
    return this.#words.words;
  }

  get #steps(): Step[] {
    return stepsOf(this.definition, this.stage);
  }

  get #values(): Values {
    return this.#autosave.draft?.values ?? {};
  }

  get #context(): AnswerContext {
    return contextWith(fieldsOf(this.definition, this.stage), this.#values, this.#autosave.documents.list);
  }

  get #chosen(): UseCase | undefined {
    return this.definition.use_cases.find(({ id }) => id === this.#values['@use_case']);
  }

  /** Fields that the instructor asks to change. */
  get #asked(): string[] {
    const { view } = this.#autosave;
    return view?.state === 'changes_requested' ? view.requested_fields : [];
  }

  get #form(): FormContext {
    const { definition, headingLevel: level } = this;
    const { documents } = this.#autosave;
    return {
      t: this.#t,
      definition,
      context: this.#context,
      useCase: this.#chosen,
      documents,
      level,
      errorsOf: (id) => [
        ...this.#wrong.filter((error) => error.id === id).map(({ message }) => message),
        ...[this.#refused[id], documents.refused[id]].filter((text) => text !== undefined),
      ],
      change: this.#change,
      announce: (text) => this.#announce(text, SPOKEN_AFTER),
      attach: (field, files) => void this.#attach(field, files),
      detach: (id) => void this.#autosave.detach(id).then(this.#recheck),
      itsMe: this.#itsMe,
    };
  }

  get #promises(): Promises {
    const stage = this.definition.stages.find(({ id }) => id === this.stage) as Stage;
    return {
      form: this.#form,
      stage,
      values: this.#values,
      view: this.#autosave.view,
      session: this.session,
    };
  }

  // --- Typing

  #change = (values: Values): void => {
    this.#autosave.change(values);
    this.#recheck();
  };

  #recheck = (): void => {
    if (this.#wrong.length) this.#wrong = stillWrong(this.#wrong, this.#check());
    this.requestUpdate();
  };

  /** What is wrong on the step shown; on the summary, everywhere. */
  #check(step = this.#position): Wrong[] {
    const { definition, stage } = this;
    const all = step === SUMMARY;
    const problems = checkAnswers(definition, stage, this.#context, all ? {} : { step });
    const wrong = problems.map((problem) => ({
      id: controlOf(problem),
      message: this.#words.problem(problem, fieldOf(definition, stage, problem.field)),
    }));
    return all ? [...wrong, ...unpromised(this.#promises)] : wrong;
  }

  #choose(id: string): void {
    const chosen = this.definition.use_cases.find((useCase) => useCase.id === id);
    const plan = planPrefill(chosen, this.#chosen, this.#context.answers);
    this.#filled = Object.keys(plan.write);
    this.#typed = plan.typed;
    const cleared = Object.fromEntries(plan.clear.map((field) => [field, undefined]));
    this.#change({ '@use_case': chosen?.id ?? null, ...cleared, ...plan.write });
    if (chosen) this.#announce(this.#t.filled(this.#filled.length));
  }

  /** The person says yes: the model's words instead of theirs. */
  #replace = (): void => {
    const typed = this.#typed;
    this.#filled = [...this.#filled, ...typed];
    this.#typed = [];
    this.#change(Object.fromEntries(typed.map((field) => [field, this.#chosen?.prefill[field]])));
  };

  #itsMe = (field: string): void => {
    const { person } = this.session;
    if (!person) {
      this.#signIn(field);
      return;
    }
    const { given_name, family_name, email, phone, job_title } = person;
    this.#change({ [field]: { given_name, family_name, email, phone, job_title } });
  };

  async #attach(field: Field & { kind: 'documents' }, files: Iterable<File>): Promise<void> {
    const held = this.#autosave.documents.of(field.id).length;
    const { accepted, refused } = await admit(field, files, held, this.#t);
    for (const file of accepted) await this.#autosave.attach(field.id, file);
    delete this.#refused[field.id];
    if (refused.length) this.#refused[field.id] = refused.join(' ');
    this.#announce([...accepted.map(({ name }) => this.#t.added(name)), ...refused].join(' '));
    this.#recheck();
  }

  /** @param delay milliseconds; each call replaces the last one that has not been said */
  #announce(text: string, delay = 0): void {
    clearTimeout(this.#speaking);
    if (!text) return;
    this.#speaking = setTimeout(() => {
      this.#said = text;
      this.requestUpdate();
    }, delay);
  }

  // --- Moving

  #focusHeading(): void {
    this.#focus = () => focusHeading(this.shadowRoot);
    this.requestUpdate();
  }

  #moved(): void {
    const index = positionAt(this.#steps, this.#position).number - 1;
    this.#reached = Math.max(this.#reached, index);
    this.#autosave.show(this.#position);
    this.dispatchEvent(new DatapassEvent('step', { id: this.#position, index }));
    this.requestUpdate();
  }

  /** Shows a step; the focus goes to its heading. */
  #go = (step: string | undefined): void => {
    if (!step) return;
    this.#position = step;
    this.#wrong = [];
    this.#filled = this.#typed = [];
    this.#failure = '';
    this.#arrived = false;
    this.#moved();
    this.#focusHeading();
  };

  /** Goes to a control, wherever it is. */
  #goTo = (id: string): void => {
    const { definition, stage } = this;
    const field = fieldOf(definition, stage, id);
    const step = field && stepOfField(definition, stage, field.id)?.id;
    if (step && step !== this.#position) this.#go(step);
    this.#focus = () => focusField(this.shadowRoot, id);
    this.requestUpdate();
  };

  #next = (event: Event): void => {
    event.preventDefault();
    this.#wrong = this.#check();
    if (this.#wrong.length) this.#focus = () => focusErrors(this.shadowRoot);
    else if (this.#position === SUMMARY) void this.#submit();
    else this.#go(positionAt(this.#steps, this.#position).next);
    this.requestUpdate();
  };

  // --- Signing in and submitting

  /** @param person the field that « C'est moi » was about */
  #signIn = (person = '', again = false): void => {
    this.#awaiting = person;
    this.session.signIn({ step: `form:${this.#position}`, again });
    void this.#autosave.save();
  };

  #signedIn(person: string): void {
    this.#awaiting = undefined;
    if (person) this.#itsMe(person);
    else {
      this.#arrived = true;
      this.#focusHeading();
    }
  }

  #save = (): void => {
    if (this.session.state === 'signed-in') void this.#autosave.save();
    else this.#signIn();
  };

  async #submit(): Promise<void> {
    if (this.session.state !== 'signed-in') this.#signIn();
    if (this.#submitting || this.session.state !== 'signed-in') return;
    this.#submitting = true;
    this.#failure = '';
    const { stage, values } = this.#promises;
    const ticked = Object.keys(values).filter((key) => key[0] === '!' && key !== TERMS && values[key]);
    try {
      const commitments = ticked.map((key) => key.slice(1));
      const { id } = await this.#autosave.submit({ commitments, terms_version: stage.terms.version });
      this.dispatchEvent(new DatapassEvent('submit', { id }));
    } catch (error) {
      const { body, message, code = '' } = error as Partial<ProblemError>;
      this.#wrong = (body?.fields ?? []).map(wrongOf);
      if (!this.#wrong.length) this.#failure = message || this.#t.unreachable;
      this.#focus = () => focusErrors(this.shadowRoot);
      this.dispatchEvent(new DatapassEvent('error', { code }));
    }
    this.#submitting = false;
    this.requestUpdate();
  }

  #erase = async (): Promise<void> => {
    if (!confirm(this.#t.eraseSure)) return;
    await this.#autosave.erase();
    this.#filled = this.#typed = this.#wrong = [];
    await this.#open();
  };

  // --- Showing

  protected override render(): TemplateResult {
    const t = this.#t;
    const { draft, state } = this.#autosave;
    if (state === 'elsewhere' || this.#unreadable) {
      return html`<div class="callout warn"><p>${this.#unreadable || t.elsewhere}</p><button type="button" @click=${() =>
        this.#open(true)}>${this.#unreadable ? t.retry : t.here}</button></div>`;
    }
    if (!draft || !this.#position) return html`<p class="hint">${t.loading}</p>`;
    const form = this.#form;
    const steps = this.#steps;
    const { number, count, previous, next } = positionAt(steps, this.#position);
    const step = steps[number - 1];
    const titles = [...steps, { id: SUMMARY, title: t.summary }];
    const bar = titles.map((_, index) => html`<i class=${index < number ? 'done' : ''}></i>`);
    const back = titles.slice(0, this.#reached + 1);
    return html`<div class="row between head"><div><p class="hint">${t.step(number, count)}</p>${heading(
      this.headingLevel,
      titles[number - 1]?.title,
      'title',
    )}</div><div role="status" class="hint">${this.#state}<span class="sr"> ${this.#said}</span></div></div>
<div class="bar" aria-hidden="true" part="step">${bar}</div>
<div class="row between small"><span>${next ? html`<b>${t.nextStep}</b>${titles[number]?.title}` : ''}</span>${
      back.length > 1
        ? html`<details><summary>${t.allSteps}</summary>${back.map(
            ({ id, title }) =>
              html`<button type="button" class="plain" aria-current=${id === this.#position ? 'step' : 'false'} @click=${() => this.#go(id)}>${title}</button>`,
          )}</details>`
        : ''
    }</div>${
      state === 'kept' || state === 'lost'
        ? html`<div class="row small"><button type="button" class="link" @click=${() => this.#signIn()}>${t.signIn}</button><button type="button" class="link" @click=${this.#erase}>${t.erase}</button></div>`
        : ''
    }
<form novalidate class="stack" @submit=${this.#next}>${this.#notices(form)}${
      step ? this.#stepTemplate(step, form, number === 1) : this.#summaryTemplate(form)
    }<div class="row between">${
      previous
        ? html`<button type="button" class="second" part="button" @click=${() => this.#go(previous)}>${t.previous}</button>`
        : ''
    }<div class="row"><button type="button" class="plain" part="button" @click=${this.#save}>${t.save}</button><button part="button" aria-disabled=${
      this.#submitting
    }>${step ? t.next : this.#submitting ? t.submitting : t.submit}</button></div></div></form>`;
  }

  /** Where the draft stands, in words: « Enregistré à 14 h 02 ». */
  get #state(): string {
    const { state, savedAt, keeps } = this.#autosave;
    if (state === 'saved') {
      const time = savedAt?.toLocaleTimeString(this.language, { hour: '2-digit', minute: '2-digit' });
      return this.#t.saved(time ?? '');
    }
    return state === 'kept' && !keeps ? this.#t.unkept : (this.#t.state[state] ?? '');
  }

  #label = (id: string): string => fieldOf(this.definition, this.stage, id)?.label ?? this.#t.organisation;

  /** Links to fields by their labels. */
  #named = (ids: string[]): Wrong[] => ids.map((id) => ({ id, message: this.#label(id) }));

  /** What stands above the fields: the server's no, another version, the instructor's words, the errors. */
  #notices({ t, level }: FormContext): unknown {
    const { differed, refusal, state, view } = this.#autosave;
    const title = level + 1;
    const others = Object.keys(differed);
    return [
      state === 'refused' ? html`<p class="callout no">${refusal}</p>` : '',
      others.length
        ? html`<div class="callout warn">${heading(title, t.differed)}<ul>${others.map(
            (key) =>
              html`<li><b>${this.#label(key)}</b> : « ${asText(differed[key])} » <button type="button" class="link" @click=${() =>
                this.#change({ [key]: differed[key] })}>${t.takeTheirs}</button></li>`,
          )}</ul></div>`
        : '',
      view?.state === 'changes_requested'
        ? links(
            title,
            t.askedTitle,
            this.#named(this.#asked),
            this.#goTo,
            'warn',
            html`<p>« ${view.reason} »</p>`,
          )
        : '',
      this.#failure
        ? html`<div class="callout no errors" tabindex="-1">${heading(title, t.failed)}<p>${this.#failure}</p></div>`
        : '',
      this.#wrong.length ? links(title, t.errors(this.#wrong.length), this.#wrong, this.#goTo) : '',
    ];
  }

  #stepTemplate(step: Step, form: FormContext, first: boolean): unknown {
    const { t, context, useCase } = form;
    const asked = this.#asked;
    return [
      step.introduction && html`<p>${step.introduction}</p>`,
      first ? this.#useCases(form) : '',
      visibleFields(step, context).map((field) =>
        fieldTemplate({
          field,
          form,
          value: context.answers[field.id],
          set: (value) => this.#change({ [field.id]: value }),
          optional: field.kind !== 'message' && !isRequired(field, context),
          tags: [
            asked.includes(field.id) ? tag(t.asked, 'warn') : '',
            useCase && isPrefilled(useCase, field.id, context.answers) ? tag(t.model(useCase.label)) : '',
          ],
        }),
      ),
    ];
  }

  /** The models, and what choosing one has done, field by field. */
  #useCases(form: FormContext): unknown {
    const { t, level } = form;
    const options = this.definition.use_cases;
    const field = { kind: 'one_of', id: '@use_case', label: t.useCase, help: t.useCaseHint, options };
    const set = (id: unknown) => this.#choose(id as string);
    const filled = this.#named(this.#filled);
    const typed = this.#named(this.#typed);
    const replace = html`<button type="button" class="second" @click=${this.#replace}>${t.replace}</button>`;
    return [
      html`<p class="hint">${t.allRequired}</p>`,
      options.length
        ? fieldTemplate({ field: field as unknown as Field, form, value: form.useCase?.id, set })
        : '',
      filled.length ? links(level + 1, t.filled(filled.length), filled, this.#goTo, 'info') : '',
      typed.length ? links(level + 1, t.typed, typed, this.#goTo, 'warn', '', replace) : '',
    ];
  }

  #summaryTemplate(form: FormContext): unknown {
    const { t } = form;
    const promises = this.#promises;
    const missing = this.#check().filter(({ id }) => !/^[@!]/.test(id));
    return [
      missing.length && !this.#wrong.length
        ? links(form.level + 1, t.missing(missing.length), missing, this.#goTo, 'warn')
        : '',
      readOnly(form, this.#steps, this.language, missing, this.#go),
      promisesTemplate(promises, () => this.#signIn('', true)),
      html`<p class="hint">${this.session.person ? (this.#arrived ? t.submitReady : '') : t.submitSignIn}</p>`,
    ];
  }
}

const asText = (value: unknown): string =>
  value && typeof value === 'object' ? Object.values(value).join(', ') : `${value ?? ''}`;

customElements.get('datapass-form') ?? customElements.define('datapass-form', DatapassForm);

declare global {
  interface HTMLElementTagNameMap {
    'datapass-form': DatapassForm;
  }
}
