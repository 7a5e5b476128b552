import { css } from 'lit';

export const followUpStyles = css`
.line,.time{list-style:none;padding:0}
.line{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:.375rem;font-size:.875rem}
.line li{border-block-start:.375rem solid var(--_field);padding-block-start:.5rem;color:var(--_mute)}
.line :is(.done,.current){border-color:var(--_accent);color:var(--_text)}
.line .current{font-weight:700;color:var(--_title)}
.done::before{content:"✓ ";color:var(--_ok)}
@container (max-width:36rem){.line{grid-auto-flow:row}}
.time li{border-inline-start:2px solid var(--_accent);padding:0 1.25rem 1.25rem}
`;
