import { css } from 'lit';

export const statsStyles = css`
dl{display:grid;gap:1px;grid-template-columns:repeat(auto-fit,minmax(min(11rem,100%),1fr));background:var(--_line);border:1px solid var(--_line);margin:1rem 0}
dl>div{background:var(--_page);padding:1rem}
dt{font-size:.875rem}
dd{margin:0}
dd b{display:block;font-size:1.5rem;line-height:1.25;color:var(--_title)}
summary{cursor:pointer;color:var(--_accent);min-block-size:2.75rem;display:flex;align-items:center}
.scrolls{overflow:auto}
table{border-collapse:collapse;inline-size:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
th,td{padding:.5rem;border-block-end:1px solid var(--_line);text-align:end;font-weight:400}
thead th{color:var(--_title);font-weight:700}
th:first-child{text-align:start}
.links{display:flex;flex-wrap:wrap;gap:0 1.5rem}
.links a{min-block-size:2.75rem;display:inline-flex;align-items:center}
`;
