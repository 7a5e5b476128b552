/**
 * A heading whose level the page chooses (`heading-level`): a fixed one would break the outline of somebody's page.
 * A role and not `<h2>`: a tag cannot vary inside a Lit template without 0.4 kB more.
 * It takes the focus by program only (a step change), so that screen readers read it; see `focusHeading`.
 */
import { html, type TemplateResult } from 'lit';

/** @param kind `title` for the head of a step, empty for what stands under it (give `level + 1`) */
export const heading = (level: number, content: unknown, kind: 'title' | '' = ''): TemplateResult =>
  html`<div role="heading" aria-level=${level} class=${kind} tabindex="-1" part="heading">${content}</div>`;

/** Moves the focus to the head of the step shown; the page may reserve room for a fixed header (see `styles.ts`). */
export function focusHeading(root: ParentNode | null, selector = '.title'): void {
  const title = root?.querySelector<HTMLElement>(selector);
  title?.focus({ preventScroll: true });
  title?.scrollIntoView({ block: 'start' });
}
