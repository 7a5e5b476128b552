import { html, nothing, type TemplateResult } from 'lit';
import type { Field } from '../../../catalogue/definition.ts';
import { rich } from '../rich.ts';
import { bad, describedBy, type FieldView, grouped, labelled, labelText } from './field.ts';

/**
 * A row to tick, of which every point can be clicked.
 * @param id of the control; the first has the field's own
 * @param fixed shown, and not to be changed
 */
export const box = (
  view: FieldView,
  id: string,
  label: unknown,
  hint: string | undefined,
  checked: boolean,
  choose: (on: boolean) => void,
  type = 'checkbox',
  fixed = false,
): TemplateResult =>
  html`<label class="choice"><input type=${type} id=${id} name=${view.field.id} ?disabled=${fixed} aria-invalid=${
    (type !== 'radio' && bad(view)) || nothing
  } aria-describedby=${id === view.field.id ? describedBy(id) : nothing} .checked=${checked} @change=${(
    event: Event,
  ) => choose((event.target as HTMLInputElement).checked)}><span><b>${label}</b>${
    hint && html`<span class="hint">${rich(hint, view.form.t)}</span>`
  }</span></label>`;

type ChoiceField = Field & { kind: 'one_of' | 'several_of' };

/** Adds or removes one of a list, in the order of the definition. */
export const toggled = (
  list: readonly string[],
  id: string,
  on: boolean,
  order: readonly { id: string }[],
): string[] => order.flatMap((other) => ((other.id === id ? on : list.includes(other.id)) ? other.id : []));

/** One answer among several, or any number of them. */
export function choice(view: FieldView<ChoiceField>): TemplateResult {
  const { field, set, value } = view;
  const radio = field.kind === 'one_of';
  const chosen = radio ? [value as string] : ((value ?? []) as string[]);
  return grouped(
    view,
    html`<div class="choices">${field.options.map(({ id, label, hint }, index) =>
      box(
        view,
        index ? `${field.id}-${id}` : field.id,
        label,
        hint,
        chosen.includes(id),
        (on) => set(radio ? id : toggled(chosen, id, on, field.options)),
        radio ? 'radio' : undefined,
      ),
    )}</div>`,
    radio ? 'radiogroup' : undefined,
  );
}

/** One box to tick. */
export const confirmation = (view: FieldView): TemplateResult =>
  labelled(
    view,
    box(view, view.field.id, labelText(view), undefined, view.value === true, (on) =>
      view.set(on || undefined),
    ),
    false,
  );
