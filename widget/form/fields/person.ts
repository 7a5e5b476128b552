import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Person } from '../../../catalogue/answers.ts';
import type { Field } from '../../../catalogue/definition.ts';
import { answerOf, change, errorText, type FieldView, grouped } from './field.ts';

/** Parts of a person, with their autofill tokens. */
const parts: [part: keyof Person, autocomplete: string, type: string][] = [
  ['given_name', 'given-name', 'text'],
  ['family_name', 'family-name', 'text'],
  ['job_title', 'organization-title', 'text'],
  ['email', 'email', 'email'],
  ['phone', 'tel', 'tel'],
];

const nobody: Person = { given_name: '', family_name: '', email: '', phone: '', job_title: '' };

/** A person named in the request. */
export function person(view: FieldView<Field & { kind: 'person' }>): TemplateResult {
  const { field, form, errors, required } = view;
  const { words, session } = form;
  const value = { ...nobody, ...(answerOf(view) as Person | undefined) };
  const own = { ...view, errors: errors.filter(({ part }) => !part) };
  const signedOut = session.state !== 'signed-in';
  return grouped(
    own,
    html`${
      field.may_be_applicant
        ? html`<div class="row"><button type="button" class="second" @click=${() => form.itsMe(field.id)}>${words.me}</button>${
            signedOut ? html`<span class="hint">${words.meSignIn}</span>` : ''
          }</div>`
        : ''
    }<div class="pair">${parts.map(([part, autocomplete, type]) => {
      const id = `${field.id}-${part}`;
      const wrong = errors.filter((error) => error.part === part);
      return html`<div class="f ${wrong.length ? 'bad' : ''}" id="field-${id}">
        <label for=${id} part="label">${words[part]}</label>${errorText(id, wrong, words)}
        <input id=${id} type=${type} autocomplete="section-${field.id} ${autocomplete}" .value=${live(value[part])}
          aria-required=${required ? 'true' : nothing} aria-invalid=${wrong.length ? 'true' : nothing}
          aria-describedby=${wrong.length ? `${id}-error` : nothing}
          @input=${(event: Event) => change(view, { ...value, [part]: (event.target as HTMLInputElement).value })}></div>`;
    })}</div>`,
  );
}
