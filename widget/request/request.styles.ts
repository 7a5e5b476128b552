/** The frame around whatever phase is shown. */
import { css } from 'lit';

export const requestStyles = css`
.frame{border:1px solid var(--_line);background:var(--_page);padding:2rem}
@container (max-width:36rem){.frame{padding:1.25rem 1rem}}
`;
