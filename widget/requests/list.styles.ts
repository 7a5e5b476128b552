/** The rows of the list, beside the look of the follow-up. */
import { css } from 'lit';

export const listStyles = css`
.rows b{color:var(--_title)}
.rows{list-style:none;padding:0;margin:.75rem 0 0}
.rows li{border:1px solid var(--_line);margin-block-start:-1px;padding:1rem 1.25rem}
.rows li>div:first-child{flex:1 1 16rem;overflow-wrap:anywhere}
`;
