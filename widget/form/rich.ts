import { html } from 'lit';
import { inline } from '../../catalogue/markup.ts';

/** A text of the catalogue with its links, which leave the form where it is. `newTab` is for screen readers. */
export const rich = (text: string, newTab: string): unknown =>
  inline(text).map((part) =>
    typeof part === 'string'
      ? part
      : html`<a href=${part.url} target="_blank" rel="noopener">${part.text}<span class="sr"> ${newTab}</span></a>`,
  );
