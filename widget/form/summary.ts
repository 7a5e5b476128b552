import { html, type TemplateResult } from 'lit';
import type { Stage, Step } from '../../catalogue/definition.ts';
import { pruned } from '../../catalogue/mistakes.ts';
import { stepsOf, visibleFields } from '../../catalogue/steps.ts';
import { heading } from '../shared/heading.ts';
import { button } from '../shared/parts.ts';
import type { Wrong } from './errors.ts';
import { type FormContext, viewOf } from './fields/field.ts';
import { fieldTemplate } from './fields/index.ts';
import { chosenOrganisation, describe } from './organisation.ts';
import { readAnswer } from './read.ts';

/**
 * Every answer, read-only, before anything with legal consequences is sent (WCAG 3.3.4, RGAA 11.12).
 * @param go to a step, for who may change it
 */
export const readOnly = (
  { t, definition, stage, context, headingLevel, language, autosave: { view } }: FormContext,
  missing: Wrong[],
  go?: (step: string) => void,
): unknown =>
  stepsOf(definition, stage, context).map((step: Step) => {
    // With what comes whatever is ticked.
    const answers = pruned(definition, stage, context);
    return html`<section class="card"><div class="row between">${heading(headingLevel + 1, step.title)}${
      view?.follows && !view.asks.includes(step.id)
        ? html`<span class="hint">${t.carried(view.follows.number)}</span>`
        : go &&
          html`<button type="button" class="second" aria-label=${t.editStep(
            step.title,
          )} @click=${() => go(step.id)}>${t.edit}</button>`
    }</div><dl>${visibleFields(step, context)
      .filter(({ kind }) => kind !== 'message')
      .map((field) => {
        const lines = readAnswer(field, answers[field.id], definition, t, language);
        const wrong = missing.some(({ id }) => id.split('-')[0] === field.id) ? 'msg' : '';
        return html`<div><dt>${field.label}</dt><dd class=${wrong}>${
          lines[0] ? lines.map((line) => html`<div>${line}</div>`) : t.noAnswer
        }</dd></div>`;
      })}</dl></section>`;
  });

/** The box for the terms: its version goes with the submission. */
const TERMS = '!terms';

const termsOf = ({ definition, stage }: FormContext): Stage['terms'] =>
  (definition.stages.find(({ id }) => id === stage) as Stage).terms;

/** What goes with the submission. */
export const promisesOf = (form: FormContext) => ({
  commitments: form.definition.commitments.flatMap(({ id }) => (form.values[`!${id}`] ? id : [])),
  terms_version: termsOf(form).version,
});

/** What is to be ticked, as fields. */
export function boxes(form: FormContext) {
  const { t } = form;
  const { label, version, url } = termsOf(form);
  return [
    ...form.definition.commitments.map(({ id, label }) => ({ id: `!${id}`, label })),
    { id: TERMS, label: `${label} (version ${version})`, help: `[${t.terms}](${url})` },
  ];
}

/** The commitments still to make. */
export const unpromised = (form: FormContext): Wrong[] =>
  boxes(form).flatMap(({ id, label }) => (form.values[id] ? [] : { id, message: form.t.tick(label) }));

/**
 * The organisation and the commitments.
 * @param choice of the organisation, where there are several
 * @param obstacles under it
 * @param other signs in as somebody else
 */
export function promisesTemplate(
  form: FormContext,
  choice: unknown,
  obstacles: unknown,
  other: () => void,
): TemplateResult {
  const { t, headingLevel, autosave } = form;
  const chosen = chosenOrganisation(form);
  // What holds a habilitation, or follows one, stays with its organisation.
  const { reopening, follows } = autosave.view ?? {};
  const fixed = reopening || follows;
  return html`<section class="stack">${heading(headingLevel + 1, t.organisation)}${
    form.session.person
      ? [
          (!fixed && choice) ||
            (chosen &&
              html`<p class="card"><b>${chosen.name}</b><span class="hint">${describe(chosen)}</span></p>`),
          fixed ? '' : button(t.otherOrganisation, other, 'plain'),
          obstacles,
        ]
      : html`<p>${t.organisationSignedOut}</p>`
  }</section><section class="stack tight">${heading(headingLevel + 1, t.commitments)}${boxes(form).map(
    (box) => fieldTemplate(viewOf(form, { ...box, kind: 'confirmation' })),
  )}</section>`;
}
