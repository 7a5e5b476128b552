import { html, type TemplateResult } from 'lit';
import type { Person } from '../../../catalogue/answers.ts';
import type { Field } from '../../../catalogue/definition.ts';
import { button } from '../../shared/parts.ts';
import { type FieldView, grouped } from './field.ts';
import { type TextField, textField } from './text.ts';

/** A part of a person: autofill token, and kind of field. */
export type Part = [part: keyof Person, token: string, kind?: 'email' | 'phone'];

export const parts: Part[] = [
  ['given_name', 'given-name'],
  ['family_name', 'family-name'],
  ['job_title', 'organization-title'],
  ['email', 'email', 'email'],
  ['phone', 'tel', 'phone'],
];

const nobody: Person = { given_name: '', family_name: '', email: '', phone: '', job_title: '' };

export type PersonView = FieldView<Field & { kind: 'person' }>;

/** What is answered so far. */
export const answered = ({ value }: PersonView): Person => ({ ...nobody, ...(value as Person | undefined) });

/** One part. Each person has an autofill section, or the browser would write one over the other. */
export const partTemplate = (
  view: PersonView,
  [name, token, kind]: Part,
  label = view.form.t[name],
): TemplateResult =>
  textField({
    form: view.form,
    field: { kind: kind ?? 'text', id: `${view.field.id}-${name}`, label } as TextField,
    value: answered(view)[name],
    autocomplete: `section-${view.field.id} ${token}`,
    set: (text) => view.set({ ...answered(view), [name]: text ?? '' }),
  });

/** A person named in the request. */
export const person = (view: PersonView): TemplateResult =>
  grouped(
    view,
    html`${
      view.field.may_be_applicant
        ? button(view.form.t.me, () => view.form.itsMe(view.field.id), 'second')
        : ''
    }<div class="pair">${parts.map((part) => partTemplate(view, part))}</div>`,
  );
