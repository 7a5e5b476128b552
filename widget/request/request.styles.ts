/** Layout of the shell: the frame around whatever phase is shown, and the line about the session. */
import { css } from 'lit';

export const requestStyles = css`
.frame{border:1px solid var(--_line);background:var(--_page);padding:2rem}
.session{font-size:.875rem;border-block-end:1px solid var(--_line);padding-block-end:.75rem;gap:.25rem .75rem}
.session button{min-block-size:1.75rem;padding-block:0}
.away{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
@container (max-width:36rem){.frame{padding:1.25rem 1rem}}
`;
