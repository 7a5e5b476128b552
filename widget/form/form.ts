/**
 * `<datapass-form>`: the steps of one stage and their summary, filled in before or after signing in. Internal to the
 * widget: `<datapass-request>` gives it its properties; it answers with `datapass-step`, `-save`, `-submit`, `-error`.
 */
import { html, LitElement, type TemplateResult } from 'lit';
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import type { ApiDefinition, Step } from '../../catalogue/definition.ts';
import { isRequired, visibleFields } from '../../catalogue/steps.ts';
import type { Session } from '../login/session-types.ts';
import { heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import { badge, button, callout } from '../shared/parts.ts';
import { shared } from '../shared/styles.ts';
import { fieldOf } from './check.ts';
import { links, type Wrong } from './errors.ts';
import type { FormContext } from './fields/field.ts';
import { fieldTemplate } from './fields/index.ts';
import { Filling } from './filling.ts';
import { formStyles } from './form.styles.ts';
import { isPrefilled } from './prefill.ts';
import { own, promisesTemplate, readOnly } from './summary.ts';
import { positionAt, SUMMARY } from './wizard.ts';

export class DatapassForm extends LitElement {
  static override styles = [...shared, formStyles];
  static override properties = {
    definition: {},
    stage: {},
    eligibility: {},
    useCase: {},
    request: {},
    session: {},
    language: {},
    headingLevel: {},
    openAt: {},
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

  protected override render(): TemplateResult {
    const filling = this.#filling;
    const { t, autosave, unreadable, position, reached, submitting, said, go, signIn } = filling;
    const { draft, state } = autosave;
    if (state === 'elsewhere' || unreadable) {
      return callout('warn', [
        html`<p>${unreadable || t.elsewhere}</p>`,
        button(unreadable ? t.retry : t.here, () => filling.open(true)),
      ]);
    }
    if (!draft || !position) return html`<p class="hint">${t.loading}</p>`;
    const { form, steps } = filling;
    const { number, count, previous, next } = positionAt(steps, position);
    const step = steps[number - 1];
    const titles = [...steps, { id: SUMMARY, title: t.summary }];
    const back = titles.slice(0, reached + 1);
    return html`<div class="row between head"><div><p class="hint">${t.step(number, count)}</p>${heading(
      this.headingLevel,
      titles[number - 1]?.title,
      'title',
    )}</div><div role="status" class="hint">${this.#state}<span class="sr"> ${said}</span></div></div>
<div class="bar" aria-hidden="true" part="step">${titles.map((_, index) => html`<i class=${index < number ? 'done' : ''}></i>`)}</div>
<div class="row between small"><span>${next ? html`<b>${t.nextStep}</b>${titles[number]?.title}` : ''}</span>${
      back.length > 1
        ? html`<details><summary>${t.allSteps}</summary>${back.map(
            ({ id, title }) =>
              html`<button type="button" class="plain" aria-current=${id === position ? 'step' : 'false'} @click=${() => go(id)}>${title}</button>`,
          )}</details>`
        : ''
    }</div>${
      state === 'kept' || state === 'lost'
        ? html`<div class="row small">${button(t.signInToSave, () => signIn(), 'link')}${button(t.erase, filling.erase, 'link')}</div>`
        : ''
    }
<form novalidate class="stack" @submit=${filling.next}>${this.#notices(form)}${
      step ? this.#stepTemplate(step, form, number === 1) : this.#summaryTemplate(form)
    }<div class="row between">${previous ? button(t.previous, () => go(previous), 'second') : ''}<div class="row">${button(
      t.save,
      filling.save,
      'plain',
    )}<button part="button" aria-disabled=${submitting}>${step ? t.next : submitting ? t.submitting : t.submit}</button></div></div></form>`;
  }

  /** Where the draft stands, in words: « Enregistré à 14 h 02 ». */
  get #state(): string {
    const { t, autosave } = this.#filling;
    const { state, savedAt, keeps } = autosave;
    if (state === 'saved') {
      return t.saved(savedAt.toLocaleTimeString(this.language, { hour: '2-digit', minute: '2-digit' }));
    }
    return state === 'kept' && !keeps ? t.unkept : (t.saving[state] ?? '');
  }

  /** Links to fields by their labels. */
  #named = (ids: string[]): Wrong[] =>
    ids.map((id) => ({
      id,
      message: fieldOf(this.definition, this.stage, id)?.label ?? this.#filling.t.organisation,
    }));

  /** What stands above the fields: the server's no, another version, the instructor's words, the errors. */
  #notices({ t, level }: FormContext): unknown {
    const { autosave, asked, failure, wrong, goTo, change } = this.#filling;
    const { differed, refusal, state, view } = autosave;
    const title = level + 1;
    const others = this.#named(Object.keys(differed));
    return [
      state === 'refused' ? callout('no', html`<p>${refusal}</p>`) : '',
      others.length
        ? callout(
            'warn',
            html`<ul>${others.map(
              ({ id, message }) =>
                html`<li><b>${message}</b> : « ${asText(differed[id])} » ${button(t.takeTheirs, () => change({ [id]: differed[id] }), 'link')}</li>`,
            )}</ul>`,
            title,
            t.differed,
          )
        : '',
      view?.state === 'changes_requested'
        ? links(title, t.changesTitle, this.#named(asked), goTo, 'warn', html`<p>« ${view.reason} »</p>`)
        : '',
      failure ? callout('no errors', html`<p>${failure}</p>`, title, t.unsent) : '',
      wrong.length ? links(title, t.errors(wrong.length), wrong, goTo) : '',
    ];
  }

  #stepTemplate(step: Step, form: FormContext, first: boolean): unknown {
    const { t, context, useCase, change } = form;
    const { asked } = this.#filling;
    return [
      step.introduction && html`<p>${step.introduction}</p>`,
      first ? this.#useCases(form) : '',
      visibleFields(step, context).map((field) =>
        fieldTemplate({
          field,
          form,
          value: context.answers[field.id],
          set: (value) => change({ [field.id]: value }),
          optional: field.kind !== 'message' && !isRequired(field, context),
          tags: [
            asked.includes(field.id) ? badge('warn', t.asked) : '',
            useCase && isPrefilled(useCase, field.id, context.answers)
              ? badge('info', t.model(useCase.label))
              : '',
          ],
        }),
      ),
    ];
  }

  /** The models, and what choosing one has done, field by field. */
  #useCases(form: FormContext): unknown {
    const { t, level } = form;
    const { promises, filled, typed, choose, goTo, replace } = this.#filling;
    const options = this.definition.use_cases;
    const field = {
      kind: 'one_of',
      id: '@use_case',
      label: t.useCase,
      help: t.useCaseHint,
      options,
    } as const;
    return [
      html`<p class="hint">${t.allRequired}</p>`,
      options.length ? fieldTemplate({ ...own(promises, field), set: choose }) : '',
      filled.length ? links(level + 1, t.filled(filled.length), this.#named(filled), goTo, 'info') : '',
      typed.length
        ? links(
            level + 1,
            t.typed,
            this.#named(typed),
            goTo,
            'warn',
            '',
            button(t.replace, replace, 'second'),
          )
        : '',
    ];
  }

  #summaryTemplate(form: FormContext): unknown {
    const { t, level } = form;
    const { promises, steps, wrong, arrived, check, go, goTo, signIn } = this.#filling;
    const missing = check().filter(({ id }) => !/^[@!]/.test(id));
    return [
      missing.length && !wrong.length
        ? links(level + 1, t.missing(missing.length), missing, goTo, 'warn')
        : '',
      readOnly(form, steps, missing, go),
      promisesTemplate(promises, () => signIn('', true)),
      html`<p class="hint">${this.session.person ? (arrived ? t.submitReady : '') : t.submitSignIn}</p>`,
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
