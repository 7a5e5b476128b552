/** Pieces that most screens after the eligibility question are made of. */
import { html, type TemplateResult } from 'lit';
import { heading } from './heading.ts';

/** @param kind `second` or `plain`; a full one without. Only what looks like a button is a `::part` */
export const button = (label: unknown, click: () => unknown, kind = ''): TemplateResult =>
  html`<button type="button" class=${kind} part=${kind === 'plain' ? '' : 'button'} @click=${click}>${label}</button>`;

/** A framed notice. @param tone `info`, `warn`, `ok` or `no`, with classes besides. @param level of its heading */
export const callout = (tone: string, body: unknown, level = 0, title: unknown = ''): TemplateResult =>
  html`<div class="callout ${tone}" tabindex="-1">${title && heading(level, title)}${body}</div>`;

/** Words in a coloured pill. */
export const badge = (tone: string, words: string): TemplateResult =>
  html` <span class="tag ${tone}">${words}</span>`;
