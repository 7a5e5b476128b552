import { html, type TemplateResult } from 'lit';
import type { Person } from '../../../catalogue/answers.ts';
import type { Field } from '../../../catalogue/definition.ts';
import { button } from '../../shared/parts.ts';
import { type FieldView, grouped } from './field.ts';
import { type TextField, textField } from './text.ts';

/** Parts of a person: kind of field, autofill token. */
const parts: [part: keyof Person, token: string, kind?: 'email' | 'phone'][] = [
  ['given_name', 'given-name'],
  ['family_name', 'family-name'],
  ['job_title', 'organization-title'],
  ['email', 'email', 'email'],
  ['phone', 'tel', 'phone'],
];

const nobody: Person = { given_name: '', family_name: '', email: '', phone: '', job_title: '' };

/** A person named in the request. Each has an autofill section, or the browser would write one over the other. */
export function person(view: FieldView<Field & { kind: 'person' }>): TemplateResult {
  const { field, form, set } = view;
  const value = { ...nobody, ...(view.value as Person | undefined) };
  return grouped(
    view,
    html`${
      field.may_be_applicant ? button(form.t.me, () => form.itsMe(field.id), 'second') : ''
    }<div class="pair">${parts.map(([name, token, kind = 'text']) =>
      textField({
        form,
        field: { kind, id: `${field.id}-${name}`, label: form.t[name] } as TextField,
        value: value[name],
        autocomplete: `section-${field.id} ${token}`,
        set: (text) => set({ ...value, [name]: text ?? '' }),
      }),
    )}</div>`,
  );
}
