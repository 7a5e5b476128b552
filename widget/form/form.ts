/**
 * `<datapass-form>`: the steps of one stage and their summary, filled in before or after signing in. Internal to the
 * widget: `<datapass-request>` gives it its properties; it answers with `datapass-step`, `-save`, `-submit`, `-error`.
 */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { EligibilityAnswers, Person } from '../../catalogue/answers.ts';
import { checkAnswers } from '../../catalogue/checker.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Field, Stage, Step, UseCase } from '../../catalogue/definition.ts';
import { isRequired, stepOfField, stepsOf, visibleFields } from '../../catalogue/steps.ts';
import { Autosave } from '../drafts/autosave.ts';
import type { Draft, Values } from '../drafts/draft.ts';
import { same } from '../drafts/same.ts';
import type { Session } from '../login/session-types.ts';
import { DatapassEvent } from '../shared/events.ts';
import { focusHeading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import { ProblemError } from '../shared/problems.ts';
import { shared } from '../shared/styles.ts';
import { admit } from './attach.ts';
import { contextOf, inWords, shownOf, stillWrong, unstorable } from './check.ts';
import { errorSummary, focusErrors, focusField } from './errors.ts';
import type { FormContext, Shown } from './fields/field.ts';
import { fieldTemplate } from './fields/index.ts';
import { formStyles } from './form.styles.ts';
import { header } from './header.ts';
import { type FormWords, french, loadWords } from './messages/index.ts';
import { askedNotice, differedNotice } from './notices.ts';
import { isPrefilled, planPrefill } from './prefill.ts';
import { remedies, status } from './status.ts';
import { type SubmissionView, submission, TERMS, unpromised } from './submission.ts';
import { summary } from './summary.ts';
import { useCases } from './use-cases.ts';
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
  #position = '';
  #reached = 0;
  #errors: Shown[] = [];
  /** Of documents, by field: they were refused before they became an answer. */
  #fileErrors: Record<string, string> = {};
  #filled: string[] = [];
  #typed: string[] = [];
  #said = '';
  #speaking: ReturnType<typeof setTimeout> | undefined;
  #failure = '';
  #unreadable = '';
  #erasing = false;
  #submitting = false;
  /** What to do once signed in: fill this person, or come back to the summary. */
  #awaiting: { person?: string } | undefined;
  #arrived = false;
  #focus: (() => void) | undefined;
  #opened: unknown;
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
    const opened = [this.definition?.id, this.stage, this.request?.id, this.session];
    if (this.definition && this.session && !same(opened, this.#opened)) {
      this.#opened = opened;
      void this.#open();
    }
    if (this.#awaiting && this.session?.state === 'signed-in') this.#signedIn();
  }

  protected override updated(): void {
    const focus = this.#focus;
    this.#focus = undefined;
    focus?.();
    const { state } = this.#autosave;
    const { draft } = this.#autosave;
    const where = state === 'saved' ? 'server' : state === 'kept' ? 'browser' : '';
    const id = draft?.request;
    if (where && `${where} ${id}` !== this.#saved) {
      this.#saved = `${where} ${id}`;
      this.dispatchEvent(new DatapassEvent('save', { where, ...(id && { id }) }));
    }
  }

  async #open(): Promise<void> {
    this.#unreadable = '';
    try {
      await this.#autosave.open({
        session: this.session,
        api: this.definition.id,
        stage: this.stage,
        request: this.request?.id,
        values: { '@use_case': null, '@eligibility': this.eligibility },
        held: () => unstorable(this.definition, this.stage, this.#context),
      });
    } catch (error) {
      this.#unreadable = (error as Error).message || this.#words.words.unreadable;
      this.requestUpdate();
      return;
    }
    const draft = this.#autosave.draft;
    if (!draft) return;
    if (!draft.request) {
      if (!same(draft.values['@eligibility'], this.eligibility)) {
        this.#autosave.change({ '@eligibility': this.eligibility });
      }
      const wanted = this.definition.use_cases.find(({ id }) => id === this.useCase);
      if (wanted && !draft.values['@use_case']) this.#choose(wanted);
    }
    const asked = this.#asked[0];
    const step = this.openAt ?? (asked ? stepOfField(this.definition, this.stage, asked)?.id : undefined);
    this.#position = positionAt(this.#steps, step ?? draft.step).id;
    this.#reached = draft.request || draft.step === SUMMARY ? this.#steps.length : this.#index;
    this.#announceStep();
    // By the person's own act: a click that led here, or a sign-in that left this page. Never on a mere load.
    const acted = this.session.arrival?.startsWith('form') || navigator.userActivation?.isActive;
    if (acted) this.#focus = () => focusHeading(this.shadowRoot);
    this.requestUpdate();
  }

  get #steps(): Step[] {
    return stepsOf(this.definition, this.stage);
  }

  get #index(): number {
    return positionAt(this.#steps, this.#position).number - 1;
  }

  get #context(): AnswerContext {
    const { draft, documents } = this.#autosave;
    return contextOf(this.definition, this.stage, draft?.values ?? {}, (field) => documents.of(field));
  }

  get #chosen(): UseCase | undefined {
    const id = this.#autosave.draft?.values['@use_case'];
    return this.definition.use_cases.find((useCase) => useCase.id === id);
  }

  /** Fields that the instructor asks to change. */
  get #asked(): string[] {
    const { view } = this.#autosave;
    return view?.state === 'changes_requested' ? view.requested_fields : [];
  }

  #form(context: AnswerContext): FormContext {
    return {
      words: this.#words.words,
      definition: this.definition,
      context,
      useCase: this.#chosen,
      session: this.session,
      documents: this.#autosave.documents,
      level: this.headingLevel,
      change: (values) => this.#change(values),
      announce: (text) => this.#announce(text, SPOKEN_AFTER),
      attach: (field, files) => void this.#attach(field, files),
      detach: (id, name) => void this.#detach(id, name),
      itsMe: (field) => this.#itsMe(field),
    };
  }

  // --- Typing

  #change(values: Values): void {
    this.#autosave.change(values);
    this.#recheck();
  }

  #recheck(): void {
    if (this.#errors.length) this.#errors = stillWrong(this.#errors, this.#wrong());
    this.requestUpdate();
  }

  /** What is wrong on the step shown; on the summary, everywhere. */
  #wrong(): Shown[] {
    const step = this.#position === SUMMARY ? {} : { step: this.#position };
    const problems = checkAnswers(this.definition, this.stage, this.#context, step);
    const errors = inWords(problems, this.definition, this.#words);
    return this.#position === SUMMARY
      ? [...errors, ...unpromised(this.#submission(this.#form(this.#context)))]
      : errors;
  }

  get #stage(): Stage {
    return this.definition.stages.find(({ id }) => id === this.stage) as Stage;
  }

  #choose(useCase: UseCase | undefined): void {
    const answers = this.#context.answers;
    if (!useCase) {
      this.#filled = this.#typed = [];
      this.#autosave.change({ '@use_case': null });
      return;
    }
    const plan = planPrefill(useCase, this.#chosen, answers);
    this.#filled = Object.keys(plan.write);
    this.#typed = plan.typed;
    this.#autosave.change({
      '@use_case': useCase.id,
      ...Object.fromEntries(plan.clear.map((field) => [field, undefined])),
      ...plan.write,
    });
    this.#announce(this.#words.words.filled(this.#filled.length));
    this.#recheck();
  }

  /** The person says yes: the model's words instead of theirs. */
  #replace(): void {
    const prefill = this.#chosen?.prefill ?? {};
    this.#filled = [...this.#filled, ...this.#typed];
    this.#change(Object.fromEntries(this.#typed.map((field) => [field, prefill[field]])));
    this.#typed = [];
  }

  #itsMe(field: string): void {
    const { person, state } = this.session;
    if (state !== 'signed-in' || !person) {
      this.#awaiting = { person: field };
      this.#signIn();
      return;
    }
    const { given_name, family_name, email, phone, job_title } = person;
    const me: Person = { given_name, family_name, email, phone, job_title };
    this.#change({ [field]: me });
  }

  async #attach(field: Field & { kind: 'documents' }, files: Iterable<File>): Promise<void> {
    const { words } = this.#words;
    const held = this.#autosave.documents.of(field.id).length;
    const { accepted, refused } = await admit(field, files, held, words);
    for (const file of accepted) await this.#autosave.attach(field.id, file);
    this.#fileErrors[field.id] = refused.join(' ');
    this.#announce([...accepted.map(({ name }) => words.added(name)), ...refused].join(' '));
    this.#recheck();
  }

  async #detach(id: string, name: string): Promise<void> {
    await this.#autosave.detach(id);
    this.#announce(this.#words.words.removed(name));
    this.#recheck();
  }

  /** @param delay milliseconds; each call replaces the last one that has not been said */
  #announce(text: string, delay = 0): void {
    clearTimeout(this.#speaking);
    if (text) {
      this.#speaking = setTimeout(() => {
        this.#said = text;
        this.requestUpdate();
      }, delay);
    }
  }

  // --- Moving

  #announceStep(): void {
    this.#autosave.remember({ step: this.#position });
    this.dispatchEvent(new DatapassEvent('step', { id: this.#position, index: this.#index }));
  }

  /** Shows a step; the focus goes to its heading, or to one field of it. */
  #go(step: string, field?: Pick<Shown, 'field' | 'part'>): void {
    if (step !== this.#position) {
      this.#position = step;
      this.#errors = [];
      this.#failure = '';
      this.#arrived = false;
      this.#reached = Math.max(this.#reached, this.#index);
      this.#announceStep();
    }
    this.#focus = () => (field ? focusField(this.shadowRoot, field) : focusHeading(this.shadowRoot));
    this.requestUpdate();
  }

  /** Goes to a field wherever it is; on the summary, to what the summary itself asks for. */
  #goToField(error: Pick<Shown, 'field' | 'part'>): void {
    const step = stepOfField(this.definition, this.stage, error.field)?.id;
    this.#go(step ?? this.#position, error);
  }

  #show(errors: Shown[]): void {
    this.#errors = errors;
    this.#focus = () => focusErrors(this.shadowRoot);
    this.requestUpdate();
  }

  #next = (event: Event): void => {
    event.preventDefault();
    const errors = this.#wrong();
    this.#errors = [];
    if (errors.length) this.#show(errors);
    else if (this.#position === SUMMARY) void this.#submit();
    else this.#go(positionAt(this.#steps, this.#position).next as string);
  };

  // --- Signing in and submitting

  #signIn = (): void => {
    this.session.signIn({ step: `form:${this.#position}` });
    void this.#autosave.save();
  };

  #otherAccount = (): void => {
    this.#awaiting = {};
    this.session.signIn({ step: `form:${this.#position}`, again: true });
  };

  #signedIn(): void {
    const { person } = this.#awaiting ?? {};
    this.#awaiting = undefined;
    if (person) this.#itsMe(person);
    else {
      this.#arrived = true;
      this.#focus = () => focusHeading(this.shadowRoot);
    }
  }

  #save = (): void => {
    if (this.session.state !== 'signed-in') this.#signIn();
    else void this.#autosave.save();
  };

  async #submit(): Promise<void> {
    if (this.#submitting) return;
    if (this.session.state !== 'signed-in') {
      this.#awaiting = {};
      this.#signIn();
      return;
    }
    this.#submitting = true;
    this.#failure = '';
    this.requestUpdate();
    try {
      const view = await this.#autosave.submit(this.#stage.terms.version, TERMS);
      this.dispatchEvent(new DatapassEvent('submit', { id: view.id }));
    } catch (error) {
      this.#refused(error);
    }
    this.#submitting = false;
    this.requestUpdate();
  }

  #refused(error: unknown): void {
    const problem = error instanceof ProblemError ? error : new ProblemError(0);
    this.dispatchEvent(new DatapassEvent('error', { code: problem.code }));
    const fields = problem.body.fields ?? [];
    if (fields.length) this.#show(fields.map(shownOf));
    else this.#failure = problem.message || this.#words.words.unreachable;
    this.#focus = () => focusErrors(this.shadowRoot);
  }

  #erase = async (): Promise<void> => {
    this.#erasing = false;
    await this.#autosave.erase();
    this.#filled = this.#typed = this.#errors = [];
    await this.#open();
    this.#go(this.#position);
  };

  // --- Showing

  protected override render(): TemplateResult {
    const { words } = this.#words;
    const { draft } = this.#autosave;
    if (this.#unreadable) {
      return html`<div class="callout no"><p>${this.#unreadable}</p><button type="button" @click=${() => void this.#open()}>${words.retry}</button></div>`;
    }
    if (!draft || !this.#position) return html`<p class="hint">${words.loading}</p>`;
    const steps = this.#steps;
    const position = positionAt(steps, this.#position);
    const titles = new Map([...steps.map(({ id, title }) => [id, title] as const), [SUMMARY, words.summary]]);
    const view = {
      autosave: this.#autosave,
      session: this.session,
      words,
      language: this.language,
      said: this.#said,
      erasing: this.#erasing,
      signIn: this.#signIn,
      askErase: (asked: boolean) => {
        this.#erasing = asked;
        this.requestUpdate();
      },
      erase: this.#erase,
    };
    const form = this.#form(this.#context);
    const step = steps.find(({ id }) => id === this.#position);
    return html`${header({
      words,
      level: this.headingLevel,
      position,
      titles,
      reached: [...titles.keys()].slice(0, this.#reached + 1),
      status: status(view),
      go: (id) => this.#go(id),
    })}${remedies(view)}
    <form novalidate @submit=${this.#next}>${differedNotice(form, this.stage, this.#autosave.differed, (values) => this.#change(values))}${askedNotice(
      form,
      this.#autosave.view,
      (field) => this.#goToField({ field }),
    )}${
      this.#errors.length
        ? errorSummary(words.errors(this.#errors.length), this.#errors, this.headingLevel + 1, (error) =>
            this.#goToField(error),
          )
        : ''
    }${step ? this.#stepTemplate(step, form, position.number === 1) : this.#summaryTemplate(form, steps)}
    <div class="row between foot">${
      position.previous
        ? html`<button type="button" class="second" part="button" @click=${() => this.#go(position.previous as string)}>${words.previous}</button>`
        : html`<span></span>`
    }<div class="row"><button type="button" class="plain" part="button" @click=${this.#save}>${words.save}</button>${
      step ? html`<button type="submit" part="button">${words.next}</button>` : ''
    }</div></div></form>`;
  }

  #stepTemplate(step: Step, form: FormContext, first: boolean): unknown {
    const { words } = form;
    const { documents } = this.#autosave;
    const asked = this.#asked;
    return html`${step.introduction ? html`<p>${step.introduction}</p>` : ''}${
      first ? html`<p class="hint">${words.allRequired}</p>` : ''
    }${
      first
        ? useCases({
            words,
            definition: this.definition,
            chosen: this.#chosen,
            filled: this.#filled,
            typed: this.#typed,
            choose: (useCase) => this.#choose(useCase),
            replace: () => this.#replace(),
            go: (error) => this.#goToField(error),
          })
        : ''
    }${visibleFields(step, form.context).map((field) => {
      const file = this.#fileErrors[field.id] || documents.refused[field.id];
      return fieldTemplate({
        field,
        form,
        errors: [
          ...(file ? [{ field: field.id, message: file }] : []),
          ...this.#errors.filter((error) => error.field === field.id),
        ],
        required: isRequired(field, form.context),
        prefilled: isPrefilled(form.useCase, field.id, form.context.answers),
        asked: asked.includes(field.id),
      });
    })}`;
  }

  #submission(form: FormContext): SubmissionView {
    const { draft, view } = this.#autosave;
    return {
      form,
      stage: this.#stage,
      draft: draft as Draft,
      view,
      errors: this.#errors,
      arrived: this.#arrived,
      submitting: this.#submitting,
      failure: this.#failure,
      set: (values) => this.#change(values),
      tick: (id, on) => {
        const others = (draft?.commitments ?? []).filter((other) => other !== id);
        this.#autosave.remember({ commitments: on ? [...others, id] : others });
        this.#recheck();
      },
      otherAccount: this.#otherAccount,
    };
  }

  #summaryTemplate(form: FormContext, steps: Step[]): unknown {
    const { words } = form;
    const missing = inWords(
      checkAnswers(this.definition, this.stage, form.context),
      this.definition,
      this.#words,
    );
    return html`${
      missing.length && !this.#errors.length
        ? errorSummary(
            words.missing(missing.length),
            missing,
            this.headingLevel + 1,
            (error) => this.#goToField(error),
            'warn',
          )
        : ''
    }${summary({ form, steps, language: this.language, missing, go: (id) => this.#go(id) })}${submission(this.#submission(form))}`;
  }
}

customElements.get('datapass-form') ?? customElements.define('datapass-form', DatapassForm);

declare global {
  interface HTMLElementTagNameMap {
    'datapass-form': DatapassForm;
  }
}
