import { html } from 'lit';
import { inline } from '../../catalogue/markup.ts';
import type { Words } from '../words/index.ts';

/** A text of the catalogue with its links, which open elsewhere: they leave the form where it is. */
export const rich = (text: string, { newTab }: Words): unknown =>
  inline(text).map((part) =>
    typeof part === 'string'
      ? part
      : html`<a href=${part.url} target="_blank" rel="noopener">${part.text}<span class="sr"> ${newTab}</span></a>`,
  );
