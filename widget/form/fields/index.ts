/** The template of a field, by its kind. */
import { html, type TemplateResult } from 'lit';
import { callout } from '../../shared/parts.ts';
import { rich } from '../rich.ts';
import { choice, confirmation } from './choice.ts';
import type { FieldView } from './field.ts';
import { person } from './person.ts';
import { scopes } from './scopes.ts';
import { textField } from './text.ts';

/** A text to read, no answer. */
const message = ({ field, form }: FieldView): TemplateResult =>
  callout('info', html`<p>${field.help && rich(field.help, form.t)}</p>`, form.headingLevel + 1, field.label);

/** Those of chunks of their own add themselves, before the form that needs them is drawn. */
export const templates: Partial<Record<FieldView['field']['kind'], unknown>> = {
  one_of: choice,
  several_of: choice,
  confirmation,
  person,
  scopes,
  message,
};

export const fieldTemplate = (view: FieldView): TemplateResult =>
  ((templates[view.field.kind] ?? textField) as (view: FieldView) => TemplateResult)(view);
