/** A text of the catalogue with its links, as a template. */
import { html, type TemplateResult } from 'lit';
import { inline } from '../../catalogue/markup.ts';

export const rich = (text: string): string | (string | TemplateResult)[] =>
  // Most texts have none: a list would cost Lit a marker for each of its parts.
  text.includes('](')
    ? inline(text).map((part) =>
        typeof part === 'string' ? part : html`<a href=${part.url}>${part.text}</a>`,
      )
    : text;
