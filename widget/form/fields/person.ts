import { html, type TemplateResult } from 'lit';
import type { Person } from '../../../catalogue/answers.ts';
import type { Field } from '../../../catalogue/definition.ts';
import { button } from '../../shared/parts.ts';
import { type FieldView, grouped } from './field.ts';
import { type TextField, textField } from './text.ts';

/** A part of a person: autofill token, kind of field, and its label where it is not the usual one. */
export type Part = [
  part: keyof Person,
  token: string,
  kind?: 'email' | 'phone' | undefined,
  label?: string | undefined,
];

export const parts: Part[] = [
  ['given_name', 'given-name'],
  ['family_name', 'family-name'],
  ['job_title', 'organization-title'],
  ['email', 'email', 'email'],
  ['phone', 'tel', 'phone'],
];

export const nobody: Person = { given_name: '', family_name: '', email: '', phone: '', job_title: '' };

/**
 * A person named in the request. Each has an autofill section, or the browser would write one over the other.
 * @param above the parts
 */
export function person(
  view: FieldView<Field & { kind: 'person' }>,
  above: unknown = '',
  shown = parts,
): TemplateResult {
  const { field, form, set } = view;
  const value = { ...nobody, ...(view.value as Person | undefined) };
  return grouped(
    view,
    html`${above}${
      field.may_be_applicant ? button(form.t.me, () => form.itsMe(field.id), 'second') : ''
    }<div class="pair">${shown.map(([name, token, kind = 'text', label = form.t[name]]) =>
      textField({
        form,
        field: { kind, id: `${field.id}-${name}`, label } as TextField,
        value: value[name],
        autocomplete: `section-${field.id} ${token}`,
        set: (text) => set({ ...value, [name]: text ?? '' }),
      }),
    )}</div>`,
  );
}
