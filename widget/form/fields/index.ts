/** The template of a field, by its kind. */
import { html, type TemplateResult } from 'lit';
import { heading } from '../../shared/heading.ts';
import { rich } from '../rich.ts';
import { choice, confirmation } from './choice.ts';
import { documents } from './documents.ts';
import type { FieldView } from './field.ts';
import { person } from './person.ts';
import { scopes } from './scopes.ts';
import { textField } from './text.ts';

/** A text to read, no answer. */
const message = ({ field, form }: FieldView): TemplateResult =>
  html`<div class="callout info">${heading(form.level + 1, field.label)}<p>${field.help && rich(field.help, form.t)}</p></div>`;

const templates: Partial<Record<FieldView['field']['kind'], unknown>> = {
  one_of: choice,
  several_of: choice,
  confirmation,
  person,
  documents,
  scopes,
  message,
};

export const fieldTemplate = (view: FieldView): TemplateResult =>
  ((templates[view.field.kind] ?? textField) as (view: FieldView) => TemplateResult)(view);
