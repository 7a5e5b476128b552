import { html, type TemplateResult } from 'lit';
import { callout } from '../shared/parts.ts';

/** Something to correct. `id`: of the control, a field's or, with a dash, a person's part. */
export interface Wrong {
  id: string;
  message: string;
}

/** Links to fields. Those of errors take the focus, so it is no live region too. */
export const links = (
  form: { headingLevel: number; goTo(id: string): void },
  title: string,
  items: Wrong[],
  tone = 'no errors',
  before: unknown = '',
  after: unknown = '',
): TemplateResult =>
  callout(
    tone,
    html`${before}<ul>${items.map(
      ({ id, message }) =>
        html`<li><a href="#field-${id}" @click=${(event: Event) => {
          // Inside a shadow root such an address leads nowhere.
          event.preventDefault();
          form.goTo(id);
        }}>${message}</a></li>`,
    )}</ul>${after}`,
    form.headingLevel + 1,
    title,
  );

/** Shows the label or legend first, then puts the focus into the control: a focus alone scrolls the label away. */
export function focusField(root: ShadowRoot | null, id: string): void {
  const frame = root?.getElementById(`field-${id}`);
  const control = root?.getElementById(id) ?? frame?.querySelector<HTMLElement>('input,textarea,button');
  (frame ?? control)?.scrollIntoView({ block: 'start' });
  control?.focus({ preventScroll: true });
}
