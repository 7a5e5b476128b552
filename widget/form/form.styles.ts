/** What the form and the follow-up need beside the shared look. */
import { css } from 'lit';

export const formStyles = css`
.sr{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.head>div:first-child{flex:1 1 14rem}
.bar{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:.375rem;margin:.75rem 0 .5rem}
.bar i{block-size:.375rem;background:var(--_field)}
.bar .done{background:var(--_accent)}
form>*+*{margin-block-start:1.5rem}
form{margin-block-start:1.5rem}
.f,[id^=field-],.errors{scroll-margin-block-start:var(--datapass-scroll-offset,6rem)}
.f>label:not(.choice),.f label[for]:not(.choice,.button){display:block;color:var(--_title);font-weight:500}
.f>.choice{margin-block-start:0}
:is(input:not([type=checkbox],[type=radio],[type=file]),textarea){display:block;inline-size:100%;font:inherit;color:var(--_title);background:var(--_field);border:0;border-radius:4px 4px 0 0;box-shadow:inset 0 -2px 0 0 var(--_text);padding:.5rem 1rem;min-block-size:2.75rem;margin-block-start:.5rem}
textarea{min-block-size:7rem;resize:vertical}
input[type=date],.unit input{inline-size:auto;max-inline-size:14rem}
.unit{display:flex;gap:.75rem;align-items:center}
.unit span{padding-block-start:.5rem}
.example,.seen{display:block}
.count{text-align:end}
.over,.msg{color:var(--_err);font-weight:500}
.msg{font-size:.875rem;margin:.25rem 0}
.bad{border-inline-start:2px solid var(--_err);padding-inline-start:1rem}
.bad .bad{padding-inline-start:.75rem}
.bad :is([aria-invalid=true]:not([type=checkbox],[type=radio])){box-shadow:inset 0 -2px 0 0 var(--_err)}
.tag{font-size:.75rem;font-weight:600;padding:.125rem .5rem;border-radius:1rem;background:var(--_b);color:var(--_c)}
.pair{display:grid;gap:1rem 1.5rem;margin-block-start:.75rem}
@container (min-width:36rem){.pair{grid-template-columns:1fr 1fr}.models{gap:0}.models>.choice{margin-inline-end:-1px}}
.models{gap:0}
.group{margin-block-start:1.5rem}
.group+.callout,.drop,.files{margin-block-start:1rem}
.group legend{font-weight:500;margin-block-end:.5rem}
.errors ul,.callout ul{margin:.5rem 0;padding-inline-start:1.25rem}
.errors li,.callout li{padding-block:.125rem}
.link{min-block-size:1.5rem;padding:0;background:none;color:var(--_accent);text-decoration:underline;text-underline-offset:.2em;text-align:start;font-weight:400}
.link:hover{background:none;color:var(--_accent-hover)}
.remedies{font-size:.875rem}
.remedies:empty{display:none}
.steps{position:relative;font-size:.875rem}
.steps summary{cursor:pointer;color:var(--_accent);min-block-size:1.5rem}
.steps>.stack{position:absolute;inset-inline-end:0;z-index:2;background:var(--_page);border:1px solid var(--_line);padding:.5rem;inline-size:min(20rem,80cqi)}
.steps .stack>*{margin:0;inline-size:100%}
.steps [aria-current=step]{font-weight:700}
.drop{border:1px dashed var(--_mute);padding:1.25rem;display:flex;gap:.75rem;align-items:center;flex-wrap:wrap}
.drop.over{border-color:var(--_accent);background:var(--_accent-soft)}
.drop:has(:focus-visible){outline:2px solid var(--_ring);outline-offset:2px}
.bad .drop{border-color:var(--_err)}
.files{list-style:none;padding:0}
.files li{border:1px solid var(--_line);padding:.5rem 1rem;flex-wrap:nowrap;overflow-wrap:anywhere}
.files b,dt{font-weight:500;color:var(--_title)}
.files .hint{display:block}
progress{inline-size:100%;accent-color:var(--_accent)}
.answers{border:1px solid var(--_line);padding:1.25rem}
dl{margin:.5rem 0 0;display:grid;gap:.75rem}
dd{margin:0;overflow-wrap:anywhere}
.wrong{border-inline-start:2px solid var(--_err);padding-inline-start:.75rem}
@container (min-width:36rem){dl>div{display:grid;grid-template-columns:14rem 1fr;gap:1.5rem}}
.card{border:1px solid var(--_line);padding:1rem 1.25rem}
.card b{color:var(--_title)}
.promises{margin-block-start:.75rem}
.promises .f:not(.bad)+.f:not(.bad)>.choice{margin-block-start:-1px}
.foot{padding-block-start:.5rem}
[aria-disabled=true]{opacity:.6}
@media (forced-colors:active){:is(input,textarea,.tag){border:1px solid}.bar i{border:1px solid}.bar .done{background:Highlight}}
`;
