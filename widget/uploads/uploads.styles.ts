/** What documents need beside the look of the form. */
import { css } from 'lit';

export const uploadStyles = css`
.rows{list-style:none;padding:0}
.rows li{border:1px solid var(--_line);padding:.75rem 1rem}
.rows b{font-weight:500;color:var(--_title)}
.rows .hint,progress{display:block}
.drop{border:1px dashed var(--_mute);padding:1.25rem;margin-block-start:.75rem}
.drop.over{border-color:var(--_accent);background:var(--_accent-soft)}
.drop:has(:focus-visible){outline:2px solid var(--_ring);outline-offset:2px}
`;
