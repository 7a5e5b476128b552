/**
 * What stands in the way of some requests: what the server will not store, another version of the same draft or of its
 * form, a change that the instructor asks for,
 * an organisation or an address that does not fit. A chunk of its own, loaded when one of these is there; all of them
 * come from the server.
 */
import { html } from 'lit';
import { fieldsOf, stepOfField } from '../../catalogue/steps.ts';
import { DatapassEvent } from '../shared/events.ts';
import { badge, button, callout } from '../shared/parts.ts';
import type { ProblemError } from '../shared/problems.ts';
import { namesOf } from './check.ts';
import { links, type Wrong } from './errors.ts';
import { type FormContext, viewOf } from './fields/field.ts';
import { fieldTemplate } from './fields/index.ts';
import { obstacleWords } from './obstacles.words.ts';
import { addressRefused, asked, disagrees } from './obstructed.ts';
import { chosenOrganisation, describe } from './organisation.ts';
import { rich } from './rich.ts';

/** Marks a field that the instructor asks to change. */
export const askedTag = (form: FormContext, id: string): unknown =>
  asked(form).includes(id) ? badge('warn', obstacleWords[form.language].asked) : '';

/** The server's words on what it will not store. */
const refusal = ({ message, body }: ProblemError): unknown =>
  [message, ...(body.fields ?? []).map((field) => field.message)].map((text) => html`<p>${text}</p>`);

/** Above the fields: the server's no, another version, and the instructor's words. */
export function notices(form: FormContext): unknown {
  const { differed, view, state, problem } = form.autosave;
  const t = obstacleWords[form.language];
  const others = Object.keys(differed);
  const whos = others.map((id) => view?.written_by[stepOfField(form.definition, form.stage, id)?.id ?? '']);
  return [
    state === 'refused' ? callout('no', refusal(problem as ProblemError)) : '',
    others.length
      ? callout(
          'warn',
          html`<ul>${namesOf(form, others).map(
            ({ id, message }) =>
              html`<li><b>${message || form.t.organisation}</b> : « ${asText(differed[id])} » ${button(t.takeTheirs, () => form.change({ [id]: differed[id] }), 'plain')}</li>`,
          )}</ul>`,
          form.headingLevel + 1,
          whos.every(Boolean) ? t.differedBy([...new Set(whos)].join(', ')) : t.differed,
        )
      : '',
    newer(form),
    view?.state === 'changes_requested'
      ? links(
          form,
          view.situation.title ?? '',
          namesOf(form, asked(form)),
          'warn',
          html`<p>${view.situation.text[0]}</p>`,
        )
      : '',
  ];
}

/** What a later version of the form changes, and the way to it. */
function newer(form: FormContext): unknown {
  const { id = '', newer_definition: later } = form.autosave.view ?? {};
  const t = obstacleWords[form.language];
  const move = async () => {
    form.change({ '@definition_version': later?.version });
    // The element around has the definition: it brings the new one.
    if (await form.autosave.save()) form.dispatchEvent(new DatapassEvent('resume', { id }, false));
  };
  return later
    ? callout(
        'info',
        [
          html`<p>${t.newerText}</p><ul>${later.changes.map(({ text }) => html`<li>${rich(text, form.t)}</li>`)}</ul>`,
          button(t.newerMove, move, 'second'),
        ],
        form.headingLevel + 1,
        t.newer,
      )
    : '';
}

/** A draft of this browser, begun under an earlier version, loses what the present one no longer asks. */
export function renew(form: FormContext): void {
  const { definition, stage, values } = form;
  const fields = fieldsOf(definition, stage);
  const lost = Object.keys(values).filter(
    (id) => !/^[@!]/.test(id) && !fields.some((field) => field.id === id),
  );
  if (lost[0]) form.change(Object.fromEntries(lost.map((id) => [id, undefined])));
}

/** What the summary asks for besides the commitments. */
export function unsettled(form: FormContext): Wrong[] {
  const t = obstacleWords[form.language];
  return [
    ...(addressRefused(form) ? [{ id: '@email', message: t.emailTitle }] : []),
    ...(disagrees(form) && !form.values['@explanation']
      ? [{ id: '@explanation', message: t.explanation }]
      : []),
  ];
}

/** For which organisation, where there are several. */
export function organisationChoice(form: FormContext): unknown {
  const options = form.session.person?.organisations.map((row) => ({
    id: row.siret,
    label: row.name,
    hint: describe(row),
  }));
  const { onBehalf } = obstacleWords[form.language];
  return fieldTemplate(
    viewOf(form, { kind: 'one_of', id: '@siret', label: onBehalf, options } as never, {
      value: chosenOrganisation(form)?.siret,
    }),
  );
}

/** Under the organisation. @param other signs in as somebody else */
export function obstacles(form: FormContext, other: () => void): unknown {
  const { organisation_check: check, email_check } = form.autosave.view ?? {};
  const t = obstacleWords[form.language];
  const level = form.headingLevel + 2;
  return [
    chosenOrganisation(form)?.open === false ? callout('no', html`<p>${t.closedOrganisation}</p>`) : '',
    disagrees(form)
      ? [
          callout('warn', html`<p>${check?.message}</p>`, level, t.disagreement),
          fieldTemplate(
            viewOf(form, {
              kind: 'long_text',
              id: '@explanation',
              label: t.explanation,
              help: t.explanationHint,
              max_length: 2000,
            }),
          ),
        ]
      : '',
    addressRefused(form)
      ? html`<div id="field-@email">${callout(
          'no',
          html`<p>${email_check?.message ?? t.emailText}</p>${button(t.otherAccount, other, 'second')}`,
          level,
          t.emailTitle,
        )}</div>`
      : '',
  ];
}

const asText = (value: unknown): string =>
  value && typeof value === 'object' ? Object.values(value).join(', ') : `${value ?? ''}`;
