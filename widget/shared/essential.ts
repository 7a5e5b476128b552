/**
 * The look that the eligibility question needs: text, buttons, choices, callouts, the frame around whatever is shown.
 * In the entry; `styles.ts` adds the rest. Sizes in rem, logical properties, container queries: catalogue columns are
 * narrow whatever the window is.
 * The first question has but the two weights of any page, 400 and 700: each other one keeps it waiting while the
 * browser looks for the face, and fetches it where the page's font is a web font.
 */
import { css } from 'lit';
import { tokens } from './tokens.ts';

const base = css`
*{box-sizing:border-box}
:host{display:block;color:var(--_text);line-height:1.5;container-type:inline-size}
:host([hidden]),[hidden]{display:none!important}
[role=heading]{font-weight:700;color:var(--_title);line-height:1.25;margin:0;font-size:1.125rem;scroll-margin-block-start:var(--datapass-scroll-offset,6rem)}
.title{font-size:1.5rem}
p{margin:.5rem 0}
a{color:var(--_accent);text-underline-offset:.2em}
.hint{color:var(--_mute);font-size:.875rem;margin:.125rem 0;font-weight:400}
.row{display:flex;gap:.75rem;align-items:center;flex-wrap:wrap}
.between{justify-content:space-between}
.stack>*+*{margin-block-start:1.25rem}
button,.button{font:inherit;font-weight:500;min-block-size:2.75rem;padding:.5rem 1.25rem;border:0;border-radius:var(--_radius);background:var(--_accent);color:var(--_on-accent);cursor:pointer;text-decoration:none;display:inline-flex;align-items:center}
:is(button,.button):hover{background:var(--_accent-hover)}
.plain{padding-inline:.5rem;background:none;color:var(--_accent);font-weight:inherit}
.plain:hover{background:var(--_alt)}
:focus-visible{outline:2px solid var(--_ring);outline-offset:2px}
[tabindex="-1"]:focus{outline:0}
fieldset{border:0;padding:0;margin:0;min-inline-size:0}
legend{font-weight:700;color:var(--_title);padding:0;margin-block-end:.75rem}
[part=question]>legend+.hint{display:block;margin:-.625rem 0 .75rem}
.choice{display:flex;gap:.75rem;align-items:flex-start;padding:.875rem 1rem;border:1px solid var(--_line);margin-block-start:-1px;cursor:pointer}
.choice:hover{background:var(--_alt)}
.choice:has(:checked){border-color:var(--_accent);background:var(--_accent-soft);position:relative}
.choice:has(:focus-visible){outline:2px solid var(--_ring);outline-offset:2px;position:relative;z-index:1}
.choice input{flex:none;inline-size:1.25rem;block-size:1.25rem;margin:.125rem 0 0;accent-color:var(--_accent);outline:0}
.choice b,.choice .hint{display:block}
.choice b{color:var(--_title);font-weight:inherit}
.callout{border-inline-start:4px solid var(--_c);background:var(--_b);padding:1rem 1.25rem}
.callout>[role=heading]{color:var(--_c)}
.callout>:last-child{margin-block-end:0}
.ok{--_c:var(--_ok);--_b:var(--_ok-soft)}
.no{--_c:var(--_err);--_b:var(--_err-soft)}
.info{--_c:var(--_info);--_b:var(--_info-soft)}
.frame{border:1px solid var(--_line);background:var(--_page);padding:2rem}
@container (max-width:36rem){.frame{padding:1.25rem 1rem}}
@media (forced-colors:active){button,.button{border:1px solid}.choice:has(:checked){outline:2px solid Highlight}.callout{border:1px solid}}
@container (max-width:30rem){.row>:is(button,.button){flex:1 1 auto;justify-content:center;text-align:center}}
`;

export const essential = [tokens, base];
