import { css } from 'lit';

export const pathStyles = css`
select{font:inherit;inline-size:100%;max-inline-size:36rem;min-block-size:2.75rem;padding:.5rem 1rem;border:0;border-radius:4px 4px 0 0;color:var(--_title);background:var(--_field);box-shadow:inset 0 -2px var(--_text)}
summary{color:var(--_accent);cursor:pointer;padding-block:.5rem}
.label{font-weight:700;color:var(--_title);display:block}
@media (forced-colors:active){select{border:1px solid}}
`;
