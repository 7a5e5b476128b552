import { html, type TemplateResult } from 'lit';
import { heading } from '../shared/heading.ts';

/** Something to correct. `id`: of the control, a field's or, with a dash, a person's part. */
export interface Wrong {
  id: string;
  message: string;
}

/** Links to fields. Those of errors take the focus (`focusErrors`), so it is no live region too. */
export const links = (
  level: number,
  title: string,
  items: Wrong[],
  go: (id: string) => void,
  tone = 'no errors',
  before: unknown = '',
  after: unknown = '',
): TemplateResult =>
  html`<div class="callout ${tone}" tabindex="-1">${heading(level, title)}${before}<ul>${items.map(
    ({ id, message }) =>
      html`<li><a href="#field-${id}" @click=${(event: Event) => {
        // Inside a shadow root such an address leads nowhere.
        event.preventDefault();
        go(id);
      }}>${message}</a></li>`,
  )}</ul>${after}</div>`;

export function focusErrors(root: ParentNode | null): void {
  const summary = root?.querySelector<HTMLElement>('.errors');
  summary?.focus({ preventScroll: true });
  summary?.scrollIntoView({ block: 'start' });
}

/** Shows the label or legend first, then puts the focus into the control: a focus alone scrolls the label away. */
export function focusField(root: ShadowRoot | null, id: string): void {
  const control = root?.getElementById(id);
  const frame = root?.getElementById(`field-${id}`);
  (frame ?? control)?.scrollIntoView({ block: 'start' });
  (control ?? frame?.querySelector<HTMLElement>('input,textarea,button'))?.focus({ preventScroll: true });
}
