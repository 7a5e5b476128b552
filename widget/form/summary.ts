import { html, type TemplateResult } from 'lit';
import type { Field, Stage, Step } from '../../catalogue/definition.ts';
import { visibleFields } from '../../catalogue/steps.ts';
import type { Values } from '../drafts/draft.ts';
import type { Session } from '../login/session-types.ts';
import type { OrganisationView, RequestView } from '../shared/api-types.ts';
import { heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import type { Wrong } from './errors.ts';
import type { FieldView, FormContext } from './fields/field.ts';
import { fieldTemplate } from './fields/index.ts';
import { readAnswer } from './read.ts';

/** Every answer, read-only, before anything with legal consequences is sent (WCAG 3.3.4, RGAA 11.12). */
export const readOnly = (
  form: FormContext,
  steps: Step[],
  language: Language,
  missing: Wrong[],
  go: (step: string) => void,
): unknown => {
  const { t, definition, context, level } = form;
  return steps.map(
    (step) =>
      html`<section class="card"><div class="row between">${heading(level + 1, step.title)}<button type="button" class="second" aria-label=${t.editStep(
        step.title,
      )} @click=${() => go(step.id)}>${t.edit}</button></div><dl>${visibleFields(step, context)
        .filter(({ kind }) => kind !== 'message')
        .map((field) => {
          const lines = readAnswer(field, context.answers[field.id], definition, t, language);
          const wrong = missing.some(({ id }) => id.split('-')[0] === field.id) ? 'msg' : '';
          return html`<div><dt>${field.label}</dt><dd class=${wrong}>${
            lines.length ? lines.map((line) => html`<div>${line}</div>`) : t.noAnswer
          }</dd></div>`;
        })}</dl></section>`,
  );
};

/** What stands between the answers and the button. */
export interface Promises {
  form: FormContext;
  stage: Stage;
  values: Values;
  view: RequestView | undefined;
  session: Session;
}

const describe = ({ siret, address, legal_category_label }: OrganisationView): string =>
  [legal_category_label, address, `SIRET ${siret}`].filter(Boolean).join(' · ');

/** The box for the terms: its version goes with the submission. */
export const TERMS = '!terms';

const own = (field: Partial<Field>): Field => ({ required: true, ...field }) as Field;
const view = ({ form, values }: Promises, field: Partial<Field>): FieldView => ({
  field: own(field),
  form,
  value: values[field.id as string],
  set: (value) => form.change({ [field.id as string]: value }),
});

/** What is to be ticked, as fields. */
const boxes = ({ form: { definition, t }, stage: { terms } }: Promises): Partial<Field>[] => [
  ...definition.commitments.map(({ id, label }) => ({ kind: 'confirmation' as const, id: `!${id}`, label })),
  {
    kind: 'confirmation',
    id: TERMS,
    label: `${terms.label} (${t.version(terms.version)})`,
    help: `[${t.terms}](${terms.url})`,
  },
];

/** Whether this API takes a request from this person's address. */
const addressRefused = ({ view, session: { person }, form }: Promises): boolean =>
  view?.email_check
    ? !view.email_check.accepted
    : !!person && form.definition.personal_email && person.email_kind !== 'personal';

/** What the summary itself still asks for. */
export function unpromised(promises: Promises): Wrong[] {
  const { form, values, view } = promises;
  const { t } = form;
  const wrong: Wrong[] = addressRefused(promises) ? [{ id: '@email', message: t.emailTitle }] : [];
  if (view?.organisation_check?.agrees === false && !values['@explanation']) {
    wrong.push({ id: '@explanation', message: t.explanation });
  }
  for (const { id, label } of boxes(promises)) {
    if (!values[id as string]) wrong.push({ id: id as string, message: t.tick(label as string) });
  }
  return wrong;
}

/** The organisation, the person's address, the commitments. @param other signs in as somebody else */
export function promisesTemplate(promises: Promises, other: () => void): TemplateResult {
  const { form, session, values } = promises;
  const { t, level } = form;
  const { person } = session;
  // What the server holds comes before what the last sign-in says: it is what would be submitted.
  const siret = values['@siret'] || promises.view?.organisation.siret || person?.current_siret;
  const organisations = person?.organisations ?? [];
  const chosen = organisations.find((row) => row.siret === siret) ?? promises.view?.organisation;
  const check = promises.view?.organisation_check;
  return html`<section class="stack">${heading(level + 1, t.organisation)}${
    person
      ? html`${
          organisations.length > 1
            ? fieldTemplate({
                ...view(promises, {
                  kind: 'one_of',
                  id: '@siret',
                  label: t.onBehalf,
                  options: organisations.map((row) => ({
                    id: row.siret,
                    label: row.name,
                    hint: describe(row),
                  })),
                }),
                value: siret,
              })
            : chosen &&
              html`<p class="card"><b>${chosen.name}</b><span class="hint">${describe(chosen)}</span></p>`
        }<button type="button" class="link" @click=${other}>${t.otherOrganisation}</button>${
          chosen?.open === false ? html`<p class="callout no">${t.closedOrganisation}</p>` : ''
        }${
          check && !check.agrees
            ? html`<div class="callout warn">${heading(level + 2, t.disagreement)}<p>${check.message}</p></div>${fieldTemplate(
                view(promises, {
                  kind: 'long_text',
                  id: '@explanation',
                  label: t.explanation,
                  help: t.explanationHint,
                  max_length: 2000,
                }),
              )}`
            : ''
        }${
          addressRefused(promises)
            ? html`<div class="callout no" id="field-@email">${heading(level + 2, t.emailTitle)}<p>${
                promises.view?.email_check?.message ?? t.emailText
              }</p><button type="button" class="second" @click=${other}>${t.otherAccount}</button></div>`
            : ''
        }`
      : html`<p>${t.organisationSignedOut}</p>`
  }</section><section class="stack tight">${heading(level + 1, t.commitments)}${boxes(promises).map((field) => fieldTemplate(view(promises, field)))}</section>`;
}
