/** What the parts about people need beside the look of the form. */
import { css } from 'lit';

export const peopleStyles = css`
.people button{inline-size:auto}
.people[open]>:nth-child(2){margin-block-start:1rem}
.who{list-style:none;padding:0;margin-block-start:1rem}
.who>li{border:1px solid var(--_line);padding:.75rem 1rem;margin-block-start:-1px}
.who p{margin:.25rem 0 0}
.who>li>.row>:first-child{flex:1 1 14rem}
.who .row>button{flex:none}
[id="@handover"]:empty{position:absolute}
[id="@handover"]:empty:first-child+*{margin-block-start:0}
ol.who b{display:inline-block}
ol.who b::first-letter{text-transform:uppercase}
.said{white-space:pre-line}
`;
