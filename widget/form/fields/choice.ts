import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Field } from '../../../catalogue/definition.ts';
import { rich } from '../rich.ts';
import {
  answerOf,
  change,
  describedBy,
  errorText,
  type FieldView,
  grouped,
  hint,
  labelText,
  listOf,
} from './field.ts';

interface Box {
  id: string;
  name: string;
  value: string;
  checked: boolean;
  label: unknown;
  hint?: string | undefined;
  type?: 'checkbox' | 'radio';
  invalid?: boolean;
  required?: boolean;
  describedBy?: string | typeof nothing;
  newTab: string;
  choose(checked: boolean): void;
}

/** A row to tick, of which every point can be clicked. */
export const box = (row: Box): TemplateResult =>
  html`<label class="choice"><input type=${row.type ?? 'checkbox'} id=${row.id} name=${row.name} value=${row.value}
    aria-invalid=${row.invalid ? 'true' : nothing} aria-required=${row.required ? 'true' : nothing}
    aria-describedby=${row.describedBy ?? nothing} .checked=${live(row.checked)}
    @change=${(event: Event) => row.choose((event.target as HTMLInputElement).checked)}><span><b>${row.label}</b>${
      row.hint ? html`<span class="hint">${rich(row.hint, row.newTab)}</span>` : ''
    }</span></label>`;

/** One answer among several. */
export const oneOf = (view: FieldView<Field & { kind: 'one_of' }>): TemplateResult =>
  grouped(
    view,
    view.field.options.map((option, index) =>
      box({
        id: index ? `${view.field.id}-${option.id}` : view.field.id,
        name: view.field.id,
        value: option.id,
        checked: answerOf(view) === option.id,
        label: option.label,
        hint: option.hint,
        type: 'radio',
        newTab: view.form.words.newTab,
        choose: () => change(view, option.id),
      }),
    ),
    true,
  );

/** Adds or removes one of a list, in the order of the definition. */
export const toggled = (
  list: readonly string[],
  id: string,
  on: boolean,
  order: readonly string[],
): string[] => order.filter((other) => (other === id ? on : list.includes(other)));

/** Any number of answers. */
export function severalOf(view: FieldView<Field & { kind: 'several_of' }>): TemplateResult {
  const { field, form, errors } = view;
  const chosen = listOf(form.context.answers, field.id);
  const order = field.options.map(({ id }) => id);
  return grouped(
    view,
    field.options.map((option, index) =>
      box({
        id: index ? `${field.id}-${option.id}` : field.id,
        name: field.id,
        value: option.id,
        checked: chosen.includes(option.id),
        label: option.label,
        hint: option.hint,
        invalid: errors.length > 0,
        newTab: form.words.newTab,
        choose: (on) => change(view, toggled(chosen, option.id, on, order)),
      }),
    ),
  );
}

/** One box to tick. */
export const confirmation = (view: FieldView<Field & { kind: 'confirmation' }>): TemplateResult =>
  html`<div class="f ${view.errors.length ? 'bad' : ''}" id="field-${view.field.id}" part="field">
    ${errorText(view.field.id, view.errors, view.form.words)}${box({
      id: view.field.id,
      name: view.field.id,
      value: 'on',
      checked: answerOf(view) === true,
      label: labelText(view),
      invalid: view.errors.length > 0,
      required: view.required,
      describedBy: describedBy(view),
      newTab: view.form.words.newTab,
      choose: (on) => change(view, on || undefined),
    })}${hint(view)}</div>`;
