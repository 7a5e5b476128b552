import { css } from 'lit';

/** Of a file: its APIs above, the one that is shown below, whose own frame is this one. */
export const fileStyles = css`
.file{list-style:none;padding:0;margin:.5rem 0 1.25rem;display:flex;flex-wrap:wrap;gap:.5rem}
.file li{flex:1 1 16rem}
.file button{inline-size:100%;block-size:100%;text-align:start;padding:.5rem 1rem;background:var(--_alt);color:var(--_title);border-inline-start:4px solid var(--_line);flex-wrap:wrap;column-gap:.5rem}
.file button:hover{background:var(--_accent-soft)}
.file [aria-current=true]{border-color:var(--_accent);background:var(--_accent-soft)}
.file button>:first-child{flex:1 1 8rem}
.file .ok,.file .no,.file .warn,.file .info{background:none;color:var(--_c)}
.file .warn{--_c:var(--datapass-warning,var(--text-default-warning,light-dark(#b34000,#fc5d00)))}
summary{color:var(--_accent);cursor:pointer;padding-block:.5rem}
details ul{margin:.25rem 0;padding-inline-start:1.25rem}
.members>*{margin-block-start:1.25rem}
.members>::part(frame){border:0;padding:0}
@media (forced-colors:active){.file button{border:1px solid}}
`;
