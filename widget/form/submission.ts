import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Stage } from '../../catalogue/definition.ts';
import type { Draft } from '../drafts/draft.ts';
import type { Me, OrganisationView, RequestView } from '../shared/api-types.ts';
import { heading } from '../shared/heading.ts';
import { box } from './fields/choice.ts';
import { errorText, type FormContext, type Shown } from './fields/field.ts';

/** The box for the terms stands among the commitments under this name; no definition's field starts with « @ ». */
export const TERMS = '@terms';

export interface SubmissionView {
  form: FormContext;
  stage: Stage;
  draft: Draft;
  view: RequestView | undefined;
  errors: Shown[];
  /** Just come back from signing in. */
  arrived: boolean;
  submitting: boolean;
  /** Why the last attempt did not succeed. */
  failure: string;
  set(values: Record<string, unknown>): void;
  tick(id: string, on: boolean): void;
  otherAccount(): void;
}

/** The organisation, the person's address, the commitments: what stands between the answers and the button. */
export function submission(view: SubmissionView): TemplateResult {
  const { form, stage, draft, errors, arrived, submitting, failure, tick } = view;
  const { words, definition, level, session } = form;
  const signedIn = session.state === 'signed-in';
  const of = (field: string) => errors.filter((error) => error.field === field);
  const commitment = (id: string, label: unknown, hint?: string) => {
    const wrong = of(id);
    return html`<div class="f ${wrong.length ? 'bad' : ''}" id="field-${id}">${errorText(id, wrong, words)}${box(
      {
        id,
        name: id,
        value: 'on',
        checked: draft.commitments.includes(id),
        label,
        hint,
        invalid: wrong.length > 0,
        required: true,
        describedBy: wrong.length ? `${id}-error` : nothing,
        newTab: words.newTab,
        choose: (on) => tick(id, on),
      },
    )}</div>`;
  };
  const { terms } = stage;
  return html`<section class="stack">${heading(level + 1, words.organisation)}${
    session.person ? organisation(view, session.person) : html`<p>${words.organisationSignedOut}</p>`
  }</section>
  <section>${heading(level + 1, words.commitments)}<div class="promises">
    ${definition.commitments.map(({ id, label }) => commitment(id, label))}
    ${commitment(TERMS, `${terms.label} (${words.termsVersion(terms.version)})`, `[${words.terms}](${terms.url})`)}</div></section>
  ${failure ? html`<div class="callout no errors" tabindex="-1">${heading(level + 1, words.failed)}<p>${failure}</p></div>` : ''}
  ${signedIn ? (arrived ? html`<p class="callout info">${words.submitReady}</p>` : '') : html`<p class="hint">${words.submitSignIn}</p>`}
  <div class="row between"><span></span><button type="submit" part="button" aria-disabled=${submitting ? 'true' : 'false'}>${
    submitting ? words.submitting : words.submit
  }</button></div>`;
}

/** What the summary itself still asks for. */
export function unpromised({ form, stage, draft, view }: SubmissionView): Shown[] {
  const { words, definition, session } = form;
  const errors: Shown[] = [];
  if (session.person && addressRefused(view, session.person, definition.personal_email)) {
    errors.push({ field: '@email', message: words.emailTitle });
  }
  if (view?.organisation_check?.agrees === false && !`${draft.values['@explanation'] ?? ''}`.trim()) {
    errors.push({ field: '@explanation', message: words.explanation });
  }
  for (const { id, label } of [...definition.commitments, { id: TERMS, label: stage.terms.label }]) {
    if (!draft.commitments.includes(id)) errors.push({ field: id, message: words.tick(label) });
  }
  return errors;
}

/** Whether this API takes a request from this person's address. */
const addressRefused = (view: RequestView | undefined, person: Me, personal: boolean): boolean =>
  view?.email_check ? !view.email_check.accepted : personal && person.email_kind !== 'personal';

function organisation(
  { form, view, draft, errors, set, otherAccount }: SubmissionView,
  person: Me,
): TemplateResult {
  const { words, definition, level } = form;
  const chosen = (draft.values['@siret'] as string | null | undefined) ?? person.current_siret;
  const here = person.organisations.find(({ siret }) => siret === chosen) ?? view?.organisation;
  const check = view?.organisation_check;
  const wrong = errors.filter(({ field }) => field === '@explanation');
  const describe = ({ siret, address, legal_category_label }: OrganisationView) =>
    [legal_category_label, address, `SIRET ${siret}`].filter(Boolean).join(' · ');
  return html`${
    person.organisations.length > 1
      ? html`<fieldset role="radiogroup" aria-label=${words.organisation}>${person.organisations.map((row) =>
          box({
            id: `siret-${row.siret}`,
            name: 'siret',
            value: row.siret,
            checked: row.siret === chosen,
            label: row.name,
            hint: describe(row),
            type: 'radio',
            newTab: words.newTab,
            choose: () => set({ '@siret': row.siret }),
          }),
        )}</fieldset>`
      : here
        ? html`<p class="card"><b>${here.name}</b><br><span class="hint">${describe(here)}</span></p>`
        : ''
  }
  <button type="button" class="link" id="@siret" @click=${otherAccount}>${words.otherOrganisation}</button>${
    here && !here.open ? html`<p class="callout no">${words.closedOrganisation}</p>` : ''
  }${
    check && !check.agrees
      ? html`<div class="callout warn">${heading(level + 2, words.disagreement)}<p>${check.message ?? check.found}</p></div>
        <div class="f ${wrong.length ? 'bad' : ''}" id="field-@explanation"><label for="@explanation">${words.explanation}</label>
        <div class="hint" id="@explanation-hint">${words.explanationHint}</div>${errorText('@explanation', wrong, words)}
        <textarea id="@explanation" rows="3" aria-required="true" aria-describedby="@explanation-hint" aria-invalid=${wrong.length ? 'true' : 'false'}
          .value=${live(`${draft.values['@explanation'] ?? ''}`)}
          @input=${(event: Event) => set({ '@explanation': (event.target as HTMLTextAreaElement).value })}></textarea></div>`
      : ''
  }${
    addressRefused(view, person, definition.personal_email)
      ? html`<div class="callout no" id="field-@email">${heading(level + 2, words.emailTitle)}<p>${
          view?.email_check?.message ?? words.emailText(person.email_kind)
        }</p><button type="button" class="second" id="@email" @click=${otherAccount}>${words.otherAccount}</button></div>`
      : ''
  }`;
}
