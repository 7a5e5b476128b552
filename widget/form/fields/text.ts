import { html, nothing, type TemplateResult } from 'lit';
import type { Field } from '../../../catalogue/definition.ts';
import { bad, describedBy, type FieldView, labelled } from './field.ts';

type TextKind = 'text' | 'long_text' | 'number' | 'email' | 'phone' | 'url' | 'date';
export type TextField = Extract<Field, { kind: TextKind }>;

/** A number is a text with digits: spinners change answers by accident. */
const types: Partial<Record<TextKind, string>> = { phone: 'tel', number: 'text' };
/** Where a field of the form asks for the person's own. */
const tokens: Partial<Record<TextKind, string>> = { email: 'email', phone: 'tel', url: 'url' };

/** Text, long text, number, e-mail, telephone, address, day. */
export function textField(view: FieldView<TextField>): TemplateResult {
  const { field, form, value, set } = view;
  const { id, kind } = field;
  const text = `${value ?? ''}`;
  const { max_length: max = 0 } = field as { max_length?: number };
  // Counted where it can be long, and everywhere once little is left.
  const left = (length: number) => (max && max - length < max / 5 ? form.t.left(max - length) : '');
  const typed = (event: Event) => {
    const { value } = event.target as HTMLInputElement;
    const number = Number(value.replace(/\s/g, '').replace(',', '.'));
    set(value && kind === 'number' && Number.isFinite(number) ? number : value || undefined);
    form.announce(left(value.length));
  };
  const control =
    kind === 'long_text'
      ? html`<textarea id=${id} rows="5" aria-describedby=${describedBy(id)} aria-invalid=${bad(view) || nothing} .value=${text} @input=${typed}></textarea>`
      : html`<input id=${id} type=${types[kind] ?? kind} inputmode=${kind === 'number' ? 'numeric' : nothing} autocomplete=${
          view.autocomplete ?? tokens[kind] ?? nothing
        } aria-describedby=${describedBy(id)} aria-invalid=${bad(view) || nothing} .value=${text} @input=${typed}>`;
  return labelled(
    view,
    html`<div class="row unit">${control}${kind === 'number' ? field.unit : ''}</div><div class="hint count" aria-hidden="true">${
      kind === 'long_text' ? form.t.left(max - text.length) : left(text.length)
    }</div>`,
  );
}
