import { css } from 'lit';

export const followUpStyles = css`
.status{white-space:nowrap;text-transform:uppercase;border-radius:4px}
.line{list-style:none;padding:0;margin:1.5rem 0;display:grid;grid-auto-flow:column;grid-auto-columns:1fr;gap:.375rem;font-size:.875rem}
.line li{border-block-start:.375rem solid var(--_field);padding-block-start:.5rem;color:var(--_mute)}
.line .done,.line .current{border-color:var(--_accent);color:var(--_text)}
.line .current{font-weight:700;color:var(--_title)}
.line .current::before{content:"● ";color:var(--_accent)}
.line .done::before{content:"✓ ";color:var(--_ok)}
@container (max-width:36rem){.line{grid-auto-flow:row}.line li{border-block-start:0;border-inline-start:.375rem solid var(--_field);padding:.25rem .75rem}}
.time{list-style:none;padding:0 0 0 1.25rem;margin:.75rem 0 0 .5rem;border-inline-start:2px solid var(--_line)}
.time li{position:relative;padding-block-end:1.25rem}
.time li::before{content:"";position:absolute;inset-inline-start:calc(-1.25rem - 7px);inset-block-start:.4rem;inline-size:12px;block-size:12px;border-radius:50%;background:var(--_page);border:2px solid var(--_accent)}
.time li:first-child::before{background:var(--_accent)}
.time b{color:var(--_title)}
.sayings{margin:.25rem 0}
`;
