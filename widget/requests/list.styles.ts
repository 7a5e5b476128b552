/** The rows of the list and what is chosen above them, beside the look of the follow-up. */
import { css } from 'lit';

export const listStyles = css`
.rows b{color:var(--_title)}
.rows{list-style:none;padding:0;margin:.75rem 0 0}
.rows li{border:1px solid var(--_line);margin-block-start:-1px;padding:1rem 1.25rem;overflow-wrap:anywhere}
.rows .between{align-items:start}
.rows .between+.between{align-items:center}
.rows .tag{margin-block-start:.125rem}
.filters label{flex:1 1 12rem;max-inline-size:20rem;color:var(--_title);font-weight:500}
select{display:block;inline-size:100%;margin-block-start:.25rem;font:inherit;font-weight:400;color:var(--_title);background:var(--_field);border:0;border-radius:4px 4px 0 0;box-shadow:inset 0 -2px var(--_text);padding:.5rem 1rem;min-block-size:2.75rem}
summary{color:var(--_accent);cursor:pointer;padding-block:.5rem}
@container (max-width:30rem){.filters label{max-inline-size:none}}
@media (forced-colors:active){select,.tag{border:1px solid}}
`;
