/** The line about who is signed in; it stays in sight while sign-in is under way elsewhere. */
import { css } from 'lit';

export const laterStyles = css`
.session{font-size:.875rem;border-block-end:1px solid var(--_line);padding-block-end:.75rem;margin-block-end:1.25rem;gap:.25rem .75rem}
.session button{min-block-size:1.75rem;padding-block:0}
.now{position:sticky;inset-block-start:0;z-index:2;background:var(--_page)}
`;
