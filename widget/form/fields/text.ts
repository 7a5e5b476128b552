import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Field } from '../../../catalogue/definition.ts';
import { change, describedBy, type FieldView, labelled, textOf } from './field.ts';

type TextKind = 'text' | 'long_text' | 'number' | 'email' | 'phone' | 'url' | 'date';
export type TextField = Extract<Field, { kind: TextKind }>;

/** Type of input, autofill token. A number is a text with digits: spinners change answers by accident. */
const inputs: Record<TextKind, [type: string, autocomplete?: string]> = {
  text: ['text'],
  long_text: ['text'],
  number: ['text'],
  email: ['email', 'email'],
  phone: ['tel', 'tel'],
  url: ['url', 'url'],
  date: ['date'],
};

/** Text, long text, number, e-mail, telephone, address, day. */
export function textField(view: FieldView<TextField>): TemplateResult {
  const { field, form, errors } = view;
  const max = 'max_length' in field ? field.max_length : 0;
  const value = textOf(view);
  const left = max - value.length;
  const counted = !!max && (field.kind === 'long_text' || left < max / 5);
  const typed = (event: Event) => {
    const text = (event.target as HTMLInputElement).value;
    const number = Number(text.replace(/[\s\u202f]/g, '').replace(',', '.'));
    if (!text) change(view, undefined);
    else change(view, field.kind === 'number' && Number.isFinite(number) ? number : text);
    if (max && max - text.length < max / 5) form.announce(form.words.left(max - text.length));
  };
  const [type, autocomplete] = inputs[field.kind];
  const described = describedBy(view);
  const invalid = errors.length ? 'true' : nothing;
  const control =
    field.kind === 'long_text'
      ? html`<textarea id=${field.id} rows="5" aria-describedby=${described} aria-invalid=${invalid}
          aria-required=${view.required ? 'true' : nothing} .value=${live(value)} @input=${typed}></textarea>`
      : html`<input id=${field.id} type=${type} inputmode=${field.kind === 'number' ? 'numeric' : nothing}
          autocomplete=${autocomplete ?? nothing} aria-describedby=${described} aria-invalid=${invalid}
          aria-required=${view.required ? 'true' : nothing} .value=${live(value)} @input=${typed}>`;
  const unit = field.kind === 'number' && field.unit;
  return labelled(
    view,
    html`${unit ? html`<div class="unit">${control}<span>${unit}</span></div>` : control}${
      // Read out politely by the form's own region, when little is left.
      counted
        ? html`<div class="hint count ${left < 0 ? 'over' : ''}" aria-hidden="true">${form.words.left(left)}</div>`
        : ''
    }`,
  );
}
