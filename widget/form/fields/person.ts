import { html, type TemplateResult } from 'lit';
import type { Person } from '../../../catalogue/answers.ts';
import type { Field } from '../../../catalogue/definition.ts';
import { button } from '../../shared/parts.ts';
import { type FieldView, grouped } from './field.ts';
import { type TextField, textField } from './text.ts';

/** Parts of a person: kind of field, autofill token. */
const parts: [part: keyof Person, kind: 'text' | 'email' | 'phone', token: string][] = [
  ['given_name', 'text', 'given-name'],
  ['family_name', 'text', 'family-name'],
  ['job_title', 'text', 'organization-title'],
  ['email', 'email', 'email'],
  ['phone', 'phone', 'tel'],
];

const nobody: Person = { given_name: '', family_name: '', email: '', phone: '', job_title: '' };

/** A person named in the request. Each has an autofill section, or the browser would write one over the other. */
export function person(view: FieldView<Field & { kind: 'person' }>): TemplateResult {
  const { field, form, set } = view;
  const value = { ...nobody, ...(view.value as Person | undefined) };
  const part = ([name, kind, token]: (typeof parts)[number]) =>
    textField({
      form,
      field: { kind, id: `${field.id}-${name}`, label: form.t[name], required: true } as TextField,
      value: value[name],
      autocomplete: `section-${field.id} ${token}`,
      set: (text) => set({ ...value, [name]: text ?? '' }),
    });
  return grouped(
    view,
    html`${
      field.may_be_applicant ? button(form.t.me, () => form.itsMe(field.id), 'second') : ''
    }<div class="pair">${parts.map(part)}</div>`,
  );
}
