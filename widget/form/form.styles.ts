/** What the form needs beside the shared look. */
import { css } from 'lit';

export const formStyles = css`
:host{overflow-wrap:anywhere}
.small{font-size:.875rem}
.bar{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:.375rem;margin-block:.75rem .5rem}
.bar i{block-size:.375rem;background:var(--_field)}
.bar .done{background:var(--_accent)}
details{position:relative}
summary,details button{color:var(--_accent);cursor:pointer}
summary{padding-block:.25rem}
details[open]{flex-basis:100%}
details button{inline-size:100%}
[aria-current=step]{font-weight:700}
form,.group,.group+.callout{margin-block-start:1.5rem}
.f,.errors{scroll-margin-block-start:var(--datapass-scroll-offset,6rem)}
.f>label[part]{color:var(--_title);font-weight:500}
.f>legend,.group legend{margin:0}
.choices{padding-block-start:1px;margin-block-start:.75rem}
.f>.choice{margin:0}
.tight>*+*{margin-block-start:.75rem}
input:not([type=checkbox],[type=radio],[type=file]),textarea{inline-size:100%;font:inherit;color:var(--_title);background:var(--_field);border:0;border-radius:4px 4px 0 0;box-shadow:inset 0 -2px 0 0 var(--_text);padding:.5rem 1rem;min-block-size:2.75rem}
textarea{resize:vertical}
.unit{flex-wrap:nowrap;margin-block-start:.5rem}
[type=date],[inputmode]{max-inline-size:12rem}
.count{text-align:end}
.msg{color:var(--_err);font-weight:500;font-size:.875rem}
.bad{border-inline-start:2px solid var(--_err);padding-inline-start:1rem}
.bad [aria-invalid]:not([type=checkbox]){box-shadow:inset 0 -2px 0 0 var(--_err)}
.pair{display:grid;gap:1rem 1.5rem;margin-block-start:1rem}
@container (min-width:36rem){.pair{grid-template-columns:1fr 1fr}dl>div{display:grid;grid-template-columns:14rem 1fr;gap:1.5rem}}
.row>:only-child{margin-inline-start:auto}
fieldset>.second{margin-block-start:.75rem}
ul{margin:.5rem 0 0;padding-inline-start:1.25rem}
.callout li{padding-block:.125rem}
.link{min-block-size:1.5rem;padding:0;text-decoration:underline;text-underline-offset:.2em;font-weight:400;text-align:start}
.row>.link{flex:none}
.link,.link:hover{background:none;color:var(--_accent)}
.card{border:1px solid var(--_line);padding:1.25rem}
.card b,dt{font-weight:500;color:var(--_title)}
.card .hint{display:block}
dl{margin:.5rem 0 0;display:grid;gap:.75rem}
dd{margin:0;min-inline-size:0}
[aria-disabled=true]{opacity:.6}
@media (forced-colors:active){input,textarea,.tag,.bar i{border:1px solid}.bar .done{background:Highlight}}
`;
