/** The line about who is signed in. */
import { css } from 'lit';

export const laterStyles = css`
.session{font-size:.875rem;border-block-end:1px solid var(--_line);padding-block-end:.75rem;gap:.25rem .75rem}
.session button{min-block-size:1.75rem;padding-block:0}
.grow{flex:1 1 12rem}
`;
