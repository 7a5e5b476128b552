/** A text of the catalogue with its links, as a template. */
import { html, type TemplateResult } from 'lit';
import { inline } from '../../catalogue/markup.ts';

export const rich = (text: string): (string | TemplateResult)[] =>
  inline(text).map((part) => (typeof part === 'string' ? part : html`<a href=${part.url}>${part.text}</a>`));
