/** The template of a field, by its kind. */
import { html, type TemplateResult } from 'lit';
import { heading } from '../../shared/heading.ts';
import { rich } from '../rich.ts';
import { confirmation, oneOf, severalOf } from './choice.ts';
import { documents } from './documents.ts';
import type { FieldView } from './field.ts';
import { person } from './person.ts';
import { scopes } from './scopes.ts';
import { textField } from './text.ts';

/** A text to read, no answer. */
const message = ({ field, form }: FieldView): TemplateResult =>
  html`<div class="callout info" id="field-${field.id}">${heading(form.level + 1, field.label)}${
    field.help ? html`<p>${rich(field.help, form.words.newTab)}</p>` : ''
  }</div>`;

const byKind = {
  text: textField,
  long_text: textField,
  number: textField,
  email: textField,
  phone: textField,
  url: textField,
  date: textField,
  one_of: oneOf,
  several_of: severalOf,
  person,
  documents,
  scopes,
  confirmation,
  message,
};

export const fieldTemplate = (view: FieldView): TemplateResult =>
  (byKind[view.field.kind] as (view: FieldView) => TemplateResult)(view);
