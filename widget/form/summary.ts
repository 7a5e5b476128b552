import { html, type TemplateResult } from 'lit';
import type { Field, Stage, Step } from '../../catalogue/definition.ts';
import { visibleFields } from '../../catalogue/steps.ts';
import type { Values } from '../drafts/draft.ts';
import type { Session } from '../login/session-types.ts';
import type { OrganisationView, RequestView } from '../shared/api-types.ts';
import { heading } from '../shared/heading.ts';
import { button, callout } from '../shared/parts.ts';
import type { Wrong } from './errors.ts';
import type { FieldView, FormContext } from './fields/field.ts';
import { fieldTemplate } from './fields/index.ts';
import { readAnswer } from './read.ts';

/** Every answer, read-only, before anything with legal consequences is sent (WCAG 3.3.4, RGAA 11.12). */
export const readOnly = (
  { t, definition, context, level, language }: FormContext,
  steps: Step[],
  missing: Wrong[],
  go: (step: string) => void,
): unknown =>
  steps.map(
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

/** A question of the form itself, as a field. */
export const own = ({ form, values }: Promises, field: Partial<Field> & { id: string }): FieldView => ({
  field: { required: true, ...field } as Field,
  form,
  value: values[field.id],
  set: (value) => form.change({ [field.id]: value }),
});

/** What is to be ticked, as fields. */
const boxes = ({ form: { definition, t }, stage: { terms } }: Promises) =>
  [
    ...definition.commitments.map(({ id, label }) => ({ id: `!${id}`, label })),
    {
      id: TERMS,
      label: `${terms.label} (${t.version(terms.version)})`,
      help: `[${t.terms}](${terms.url})`,
    },
  ].map((box) => ({ ...box, kind: 'confirmation' as const }));

/** Whether this API refuses a request from this person's address. */
const addressRefused = ({ view, session: { person }, form }: Promises): boolean =>
  view?.email_check
    ? !view.email_check.accepted
    : !!person && form.definition.personal_email && person.email_kind !== 'personal';

/** What the summary itself still asks for. */
export function unpromised(promises: Promises): Wrong[] {
  const { form, values, view } = promises;
  const { t } = form;
  return [
    ...(addressRefused(promises) ? [{ id: '@email', message: t.emailTitle }] : []),
    ...(view?.organisation_check?.agrees === false && !values['@explanation']
      ? [{ id: '@explanation', message: t.explanation }]
      : []),
    ...boxes(promises)
      .filter(({ id }) => !values[id])
      .map(({ id, label }) => ({ id, message: t.tick(label) })),
  ];
}

/** The organisation, the person's address, the commitments. @param other signs in as somebody else */
export function promisesTemplate(promises: Promises, other: () => void): TemplateResult {
  const { form, session, values, view } = promises;
  const { t, level } = form;
  const { person } = session;
  // What the server holds comes before what the last sign-in says: it is what would be submitted.
  const siret = values['@siret'] || view?.organisation.siret || person?.current_siret;
  const organisations = person?.organisations ?? [];
  const chosen = organisations.find((row) => row.siret === siret) ?? view?.organisation;
  const check = view?.organisation_check;
  const options = organisations.map((row) => ({ id: row.siret, label: row.name, hint: describe(row) }));
  return html`<section class="stack">${heading(level + 1, t.organisation)}${
    person
      ? [
          options[1]
            ? fieldTemplate({
                ...own(promises, { kind: 'one_of', id: '@siret', label: t.onBehalf, options }),
                value: siret,
              })
            : chosen &&
              html`<p class="card"><b>${chosen.name}</b><span class="hint">${describe(chosen)}</span></p>`,
          button(t.otherOrganisation, other, 'link'),
          chosen?.open === false ? callout('no', html`<p>${t.closedOrganisation}</p>`) : '',
          check?.agrees === false
            ? [
                callout('warn', html`<p>${check.message}</p>`, level + 2, t.disagreement),
                fieldTemplate(
                  own(promises, {
                    kind: 'long_text',
                    id: '@explanation',
                    label: t.explanation,
                    help: t.explanationHint,
                    max_length: 2000,
                  }),
                ),
              ]
            : '',
          addressRefused(promises)
            ? html`<div id="field-@email">${callout(
                'no',
                html`<p>${view?.email_check?.message ?? t.emailText}</p>${button(t.otherAccount, other, 'second')}`,
                level + 2,
                t.emailTitle,
              )}</div>`
            : '',
        ]
      : html`<p>${t.organisationSignedOut}</p>`
  }</section><section class="stack tight">${heading(level + 1, t.commitments)}${boxes(promises).map((box) => fieldTemplate(own(promises, box)))}</section>`;
}
