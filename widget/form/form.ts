/**
 * `<datapass-form>`: the steps of one stage and their summary, filled in before or after signing in. Internal to the
 * widget: `<datapass-request>` gives it its properties; it answers with `datapass-step`, `-save`, `-submit`, `-error`.
 */
import { html, type TemplateResult } from 'lit';
import type { Step } from '../../catalogue/definition.ts';
import { isRequired, visibleFields } from '../../catalogue/steps.ts';
import { offeredUseCases } from '../../catalogue/use-cases.ts';
import { heading } from '../shared/heading.ts';
import { button, callout } from '../shared/parts.ts';
import { shared } from '../shared/styles.ts';
import { links } from './errors.ts';
import { viewOf } from './fields/field.ts';
import { fieldTemplate } from './fields/index.ts';
import { Filling } from './filling.ts';
import { formStyles } from './form.styles.ts';
import { promisesTemplate, readOnly } from './summary.ts';
import { positionAt, SUMMARY } from './wizard.ts';

export class DatapassForm extends Filling {
  static override styles = [...shared, formStyles];

  protected override render(): TemplateResult {
    const { t, autosave, unreadable, position, steps, submitting, go } = this;
    const { draft, state } = autosave;
    if (state === 'elsewhere' || unreadable) {
      return callout('warn', [
        html`<p>${unreadable || t.elsewhere}</p>`,
        button(unreadable ? t.retry : t.here, () => this.open(true)),
      ]);
    }
    if (!draft || !position) return html`<p class="hint">${t.loading}</p>`;
    const { number, count, previous, next } = positionAt(steps, position);
    const step = steps[number - 1];
    const titles = [...steps, { id: SUMMARY, title: t.summary }];
    const back = titles.slice(0, this.reached + 1);
    return html`<div class="row between head"><div><p class="hint">${t.step(number, count)}</p>${heading(
      this.headingLevel,
      titles[number - 1]?.title,
      'title',
    )}</div><div role="status" class="hint">${this.#state}<span class="sr"> ${this.said}</span></div></div>
<div class="bar" aria-hidden="true" part="step">${titles.map((_, index) => html`<i class=${index < number ? 'done' : ''}></i>`)}</div>
<div class="row between hint"><span>${next ? html`<b>${t.nextStep}</b>${titles[number]?.title}` : ''}</span>${
      back[1]
        ? html`<details><summary>${t.allSteps}</summary>${back.map(
            ({ id, title }) =>
              html`<button type="button" class="plain" aria-current=${id === position && 'step'} @click=${() => go(id)}>${title}</button>`,
          )}</details>`
        : ''
    }</div>${
      /kept|lost/.test(state)
        ? html`<div class="row">${button(t.signIn, () => this.signIn(), 'plain')}${button(t.erase, this.erase, 'plain')}</div>`
        : ''
    }
<form novalidate class="stack" @submit=${this.next}>${this.#notices()}${
      step ? this.#stepTemplate(step, number === 1) : this.#summaryTemplate()
    }<div class="row between">${previous ? button(t.previous, () => go(previous), 'second') : ''}<div class="row">${button(
      t.save,
      this.save,
      'plain',
    )}<button part="button" aria-disabled=${submitting}>${step ? t.next : t.submit}</button></div></div></form>`;
  }

  /** Where the draft stands, in words: « Enregistré à 14 h 02 ». */
  get #state(): string | undefined {
    const { t, autosave } = this;
    const { state, savedAt, keeps } = autosave;
    if (state === 'saved') {
      return t.saved(savedAt.toLocaleTimeString(this.language, { hour: '2-digit', minute: '2-digit' }));
    }
    return t.saving[state === 'kept' && !keeps ? 'unkept' : state];
  }

  /** What stands above the fields: what only some requests meet, the errors. */
  #notices(): unknown {
    const { t, failure, wrong, headingLevel } = this;
    return [
      this.beside?.above(),
      this.obstacles?.notices(this),
      failure ? callout('no errors', html`<p>${failure}</p>`, headingLevel + 1, t.unsent) : '',
      wrong[0] ? links(this, t.errors(wrong.length), wrong) : '',
    ];
  }

  #stepTemplate(step: Step, first: boolean): unknown {
    const { t, context, models, obstacles, definition } = this;
    const options = offeredUseCases(definition, this.stage, context);
    const useCase = {
      kind: 'one_of',
      id: '@use_case',
      label: t.useCase,
      help: t.useCaseHint,
      options,
    } as const;
    return [
      step.introduction && html`<p>${step.introduction}</p>`,
      first
        ? [
            html`<p class="hint">${t.allRequired}</p>`,
            options[0] ? fieldTemplate(viewOf(this, useCase, { set: this.choose })) : '',
            models?.notices(),
          ]
        : '',
      visibleFields(step, context).map((field) => {
        const view = viewOf(this, field, {
          optional: field.kind !== 'message' && !isRequired(field, context),
          tags: [obstacles?.askedTag(this, field.id), models?.tag(field.id)],
          aside: models?.wayBack(field.id),
        });
        return [fieldTemplate(view), this.beside?.after(view)];
      }),
      this.beside?.panel(false),
    ];
  }

  #summaryTemplate(): unknown {
    const { t, wrong, obstacles, session, arrived, go } = this;
    const missing = this.check().filter(({ id }) => !/^[@!]/.test(id));
    const other = () => this.signIn('', true);
    return [
      missing[0] && !wrong[0] ? links(this, t.missing(missing.length), missing, 'warn') : '',
      readOnly(this, missing, go),
      this.beside?.panel(true),
      promisesTemplate(
        this,
        session.person?.organisations[1] && obstacles?.organisationChoice(this),
        obstacles?.obstacles(this, other),
        other,
      ),
      html`<p class="hint">${session.person ? (arrived ? t.submitReady : '') : t.submitSignIn}</p>`,
    ];
  }
}

customElements.get('datapass-form') ?? customElements.define('datapass-form', DatapassForm);

declare global {
  interface HTMLElementTagNameMap {
    'datapass-form': DatapassForm;
  }
}
