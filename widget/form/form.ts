/**
 * `<datapass-form>`: the steps of one stage and their summary, filled in before or after signing in. Internal to the
 * widget: `<datapass-request>` gives it its properties; it answers with `datapass-step`, `-save`, `-submit`, `-error`.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import type { ApiDefinition, Field, Step } from '../../catalogue/definition.ts';
import { isRequired, visibleFields } from '../../catalogue/steps.ts';
import type { Session } from '../login/session-types.ts';
import { heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import { shared } from '../shared/styles.ts';
import { fieldOf } from './check.ts';
import { links, type Wrong } from './errors.ts';
import { type FormContext, tag } from './fields/field.ts';
import { fieldTemplate } from './fields/index.ts';
import { Filling } from './filling.ts';
import { formStyles } from './form.styles.ts';
import { isPrefilled } from './prefill.ts';
import { promisesTemplate, readOnly } from './summary.ts';
import { positionAt, SUMMARY } from './wizard.ts';

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

  #filling = new Filling(this);

  constructor() {
    super();
    this.stage = 'sandbox';
    this.eligibility = {};
    this.language = 'fr';
    this.headingLevel = 2;
  }

  // --- Showing

  protected override render(): TemplateResult {
    const t = this.#filling.t;
    const { draft, state } = this.#filling.autosave;
    if (state === 'elsewhere' || this.#filling.unreadable) {
      return html`<div class="callout warn"><p>${this.#filling.unreadable || t.elsewhere}</p><button type="button" @click=${() =>
        this.#filling.open(true)}>${this.#filling.unreadable ? t.retry : t.here}</button></div>`;
    }
    if (!draft || !this.#filling.position) return html`<p class="hint">${t.loading}</p>`;
    const form = this.#filling.form;
    const steps = this.#filling.steps;
    const { number, count, previous, next } = positionAt(steps, this.#filling.position);
    const step = steps[number - 1];
    const titles = [...steps, { id: SUMMARY, title: t.summary }];
    const bar = titles.map((_, index) => html`<i class=${index < number ? 'done' : ''}></i>`);
    const back = titles.slice(0, this.#filling.reached + 1);
    return html`<div class="row between head"><div><p class="hint">${t.step(number, count)}</p>${heading(
      this.headingLevel,
      titles[number - 1]?.title,
      'title',
    )}</div><div role="status" class="hint">${this.#state}<span class="sr"> ${this.#filling.said}</span></div></div>
<div class="bar" aria-hidden="true" part="step">${bar}</div>
<div class="row between small"><span>${next ? html`<b>${t.nextStep}</b>${titles[number]?.title}` : ''}</span>${
      back.length > 1
        ? html`<details><summary>${t.allSteps}</summary>${back.map(
            ({ id, title }) =>
              html`<button type="button" class="plain" aria-current=${id === this.#filling.position ? 'step' : 'false'} @click=${() => this.#filling.go(id)}>${title}</button>`,
          )}</details>`
        : ''
    }</div>${
      state === 'kept' || state === 'lost'
        ? html`<div class="row small"><button type="button" class="link" @click=${() => this.#filling.signIn()}>${t.signIn}</button><button type="button" class="link" @click=${this.#filling.erase}>${t.erase}</button></div>`
        : ''
    }
<form novalidate class="stack" @submit=${this.#filling.next}>${this.#notices(form)}${
      step ? this.#stepTemplate(step, form, number === 1) : this.#summaryTemplate(form)
    }<div class="row between">${
      previous
        ? html`<button type="button" class="second" part="button" @click=${() => this.#filling.go(previous)}>${t.previous}</button>`
        : ''
    }<div class="row"><button type="button" class="plain" part="button" @click=${this.#filling.save}>${t.save}</button><button part="button" aria-disabled=${
      this.#filling.submitting
    }>${step ? t.next : this.#filling.submitting ? t.submitting : t.submit}</button></div></div></form>`;
  }

  /** Where the draft stands, in words: « Enregistré à 14 h 02 ». */
  get #state(): string {
    const { state, savedAt, keeps } = this.#filling.autosave;
    if (state === 'saved') {
      const time = savedAt?.toLocaleTimeString(this.language, { hour: '2-digit', minute: '2-digit' });
      return this.#filling.t.saved(time ?? '');
    }
    return state === 'kept' && !keeps ? this.#filling.t.unkept : (this.#filling.t.state[state] ?? '');
  }

  #label = (id: string): string =>
    fieldOf(this.definition, this.stage, id)?.label ?? this.#filling.t.organisation;

  /** Links to fields by their labels. */
  #named = (ids: string[]): Wrong[] => ids.map((id) => ({ id, message: this.#label(id) }));

  /** What stands above the fields: the server's no, another version, the instructor's words, the errors. */
  #notices({ t, level }: FormContext): unknown {
    const { differed, refusal, state, view } = this.#filling.autosave;
    const title = level + 1;
    const others = Object.keys(differed);
    return [
      state === 'refused' ? html`<p class="callout no">${refusal}</p>` : '',
      others.length
        ? html`<div class="callout warn">${heading(title, t.differed)}<ul>${others.map(
            (key) =>
              html`<li><b>${this.#label(key)}</b> : « ${asText(differed[key])} » <button type="button" class="link" @click=${() =>
                this.#filling.change({ [key]: differed[key] })}>${t.takeTheirs}</button></li>`,
          )}</ul></div>`
        : '',
      view?.state === 'changes_requested'
        ? links(
            title,
            t.askedTitle,
            this.#named(this.#filling.asked),
            this.#filling.goTo,
            'warn',
            html`<p>« ${view.reason} »</p>`,
          )
        : '',
      this.#filling.failure
        ? html`<div class="callout no errors" tabindex="-1">${heading(title, t.failed)}<p>${this.#filling.failure}</p></div>`
        : '',
      this.#filling.wrong.length
        ? links(title, t.errors(this.#filling.wrong.length), this.#filling.wrong, this.#filling.goTo)
        : '',
    ];
  }

  #stepTemplate(step: Step, form: FormContext, first: boolean): unknown {
    const { t, context, useCase } = form;
    const asked = this.#filling.asked;
    return [
      step.introduction && html`<p>${step.introduction}</p>`,
      first ? this.#useCases(form) : '',
      visibleFields(step, context).map((field) =>
        fieldTemplate({
          field,
          form,
          value: context.answers[field.id],
          set: (value) => this.#filling.change({ [field.id]: value }),
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
    const set = (id: unknown) => this.#filling.choose(id as string);
    const filled = this.#named(this.#filling.filled);
    const typed = this.#named(this.#filling.typed);
    const replace = html`<button type="button" class="second" @click=${this.#filling.replace}>${t.replace}</button>`;
    return [
      html`<p class="hint">${t.allRequired}</p>`,
      options.length
        ? fieldTemplate({ field: field as unknown as Field, form, value: form.useCase?.id, set })
        : '',
      filled.length ? links(level + 1, t.filled(filled.length), filled, this.#filling.goTo, 'info') : '',
      typed.length ? links(level + 1, t.typed, typed, this.#filling.goTo, 'warn', '', replace) : '',
    ];
  }

  #summaryTemplate(form: FormContext): unknown {
    const { t } = form;
    const promises = this.#filling.promises;
    const missing = this.#filling.check().filter(({ id }) => !/^[@!]/.test(id));
    return [
      missing.length && !this.#filling.wrong.length
        ? links(form.level + 1, t.missing(missing.length), missing, this.#filling.goTo, 'warn')
        : '',
      readOnly(form, this.#filling.steps, this.language, missing, this.#filling.go),
      promisesTemplate(promises, () => this.#filling.signIn('', true)),
      html`<p class="hint">${this.session.person ? (this.#filling.arrived ? t.submitReady : '') : t.submitSignIn}</p>`,
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
