/**
 * The look shared by every part of the element after the eligibility question. What only the form or the follow-up
 * needs stays beside it, in its own chunk.
 */
import { type CSSResult, css } from 'lit';
import { essential } from './essential.ts';

/** What `essential` lacks; `<datapass-request>` takes it on when the journey goes on. */
export const more = css`
:host{
--_field:var(--datapass-field,var(--background-contrast-grey,light-dark(#eee,#242424)));
--_warn:var(--datapass-warning,var(--text-default-warning,light-dark(#b34000,#fc5d00)));
--_warn-soft:var(--background-contrast-warning,light-dark(#ffeee7,#2d1814))
}
.second{background:none;color:var(--_accent);box-shadow:inset 0 0 0 1px var(--_accent)}
.second:hover{background:var(--_alt)}
.head>:first-child,.grow{flex:1 1 14rem}
.tag{display:inline-block;font-size:.75rem;font-weight:700;padding:.125rem .5rem;border-radius:1rem;background:var(--_b);color:var(--_c)}
.warn{--_c:var(--_warn);--_b:var(--_warn-soft)}
.callout>:is(button,.button){margin-block-start:.75rem}
.session{font-size:.875rem;border-block-end:1px solid var(--_line);margin-block-end:1.25rem}
.now{position:sticky;inset-block-start:0;z-index:2;background:var(--_page)}
.sr{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
`;

/** Gives an element that stands there already a style sheet that it lacks. */
export function adopt({ shadowRoot }: Element, { styleSheet }: CSSResult): void {
  const sheets = shadowRoot?.adoptedStyleSheets;
  if (styleSheet && !sheets?.includes(styleSheet)) sheets?.push(styleSheet);
}

/** For the `static styles` of every inner element of ours: `[shared, own]`. */
export const shared = [...essential, more];
