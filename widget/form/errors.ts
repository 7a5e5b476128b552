import { html, type TemplateResult } from 'lit';
import { heading } from '../shared/heading.ts';
import type { Shown } from './fields/field.ts';

/** Links to what has to be corrected. The container takes the focus (`focusErrors`), so it is no live region too. */
export const errorSummary = (
  title: string,
  errors: Shown[],
  level: number,
  go: (error: Shown) => void,
  kind = 'no',
): TemplateResult =>
  html`<div class="callout ${kind} errors" tabindex="-1" role="group" aria-label=${title}>${heading(level, title)}
    <ul>${errors.map(
      (error) =>
        html`<li><a href="#field-${error.field}" @click=${(event: Event) => {
          // Inside a shadow root such an address leads nowhere.
          event.preventDefault();
          go(error);
        }}>${error.message}</a></li>`,
    )}</ul></div>`;

export function focusErrors(root: ParentNode | null): void {
  const summary = root?.querySelector<HTMLElement>('.errors');
  summary?.focus({ preventScroll: true });
  summary?.scrollIntoView({ block: 'start' });
}

/** Shows the label or legend first, then puts the focus into the control: a focus alone scrolls the label away. */
export function focusField(root: ShadowRoot | null, { field, part }: Pick<Shown, 'field' | 'part'>): void {
  const id = part ? `${field}-${part}` : field;
  const frame = root?.getElementById(`field-${id}`) ?? root?.getElementById(id);
  const control =
    root?.getElementById(id) ?? frame?.querySelector<HTMLElement>('input,textarea,select,button,a');
  frame?.scrollIntoView({ block: 'start' });
  (control as HTMLElement | undefined)?.focus({ preventScroll: true });
}
