/** What the form needs beside the shared look. */
import { css } from 'lit';

export const formStyles = css`
:host{overflow-wrap:anywhere}
.bar{display:flex;gap:.375rem;margin-block:.75rem .5rem}
.bar i{flex:1;block-size:.375rem;background:var(--_field)}
.bar .done{background:var(--_accent)}
summary{color:var(--_accent);cursor:pointer;padding-block:.25rem}
details[open]{flex-basis:100%}
details button{inline-size:100%;text-align:start}
[aria-current=step]{font-weight:700}
form,.group,.group+.callout{margin-block-start:1.5rem}
.f,.errors{scroll-margin-block-start:var(--datapass-scroll-offset,6rem)}
.f>label[part],.card b,dt{color:var(--_title);font-weight:500}
.f>legend,.group legend,.f>.choice,dd{margin:0}
.choices,.unit,.f>.second,.pair,.tight>*+*{margin-block-start:.75rem}
input:not([type=checkbox],[type=radio],[type=file]),textarea{inline-size:100%;font:inherit;color:var(--_title);background:var(--_field);border:0;border-radius:4px 4px 0 0;box-shadow:inset 0 -2px var(--_c,var(--_text));padding:.5rem 1rem;min-block-size:2.75rem}
.unit{flex-wrap:nowrap}
[inputmode],[type=date]{max-inline-size:12rem}
.count{text-align:end}
.msg{color:var(--_err);font-weight:500;font-size:.875rem}
.bad{border-inline-start:2px solid var(--_err);padding-inline-start:1rem}
.bad [aria-invalid]{--_c:var(--_err)}
.pair{display:grid;gap:1rem 1.5rem}
@container (min-width:36rem){.pair{grid-template-columns:1fr 1fr}dl>div{display:grid;grid-template-columns:14rem 1fr;gap:1.5rem}}
form .between>:only-child{margin-inline-start:auto}
ul{margin:.5rem 0 0;padding-inline-start:1.25rem}
.card{border:1px solid var(--_line);padding:1.25rem}
.card .hint{display:block}
dl{margin:.5rem 0 0;display:grid;gap:.75rem}
[aria-disabled=true]{opacity:.6}
@media (forced-colors:active){input,textarea,.tag,.bar i{border:1px solid}.bar .done{background:Highlight}}
`;
