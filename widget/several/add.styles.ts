import { css } from 'lit';

/** Of the list to choose from, in the form. */
export const addStyles = css`
.another .row{align-items:end;margin-block-start:.75rem}
.another b{display:block}
select{font:inherit;inline-size:100%;min-block-size:2.75rem;padding:.5rem 1rem;border:0;border-radius:4px 4px 0 0;color:var(--_title);background:var(--_field);box-shadow:inset 0 -2px var(--_text)}
@media (forced-colors:active){select{border:1px solid}}
`;
