/** A chart and its table: the table holds the figures, the chart is drawn from it where a script runs. */
import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import type { Content } from '../pages/layout.ts';
import { statisticsTexts } from './words/index.ts';

export interface Chart {
  id: string;
  title: string;
  /** Above the chart. */
  hint?: string;
  /** Of the columns: what the lines are, then each series. */
  columns: [string, ...string[]];
  lines: { label: string; values: number[] }[];
  /** `lines` of months go from left to right; `bars` have long names, and lie. */
  kind: 'line' | 'columns' | 'bars';
  /** Which colour each series has; in order when absent. */
  colours?: readonly number[];
  /** Shown in place of chart and table when there are no lines. */
  none: string;
  language: Language;
}

/** More lines than that are read in the table alone. */
const longestChart = 12;

export function chartSection(chart: Chart): Content {
  const { id, title, hint, lines, none, kind, colours, language } = chart;
  const t = statisticsTexts[language];
  return html`<section class="block" aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${hint ? html`<p class="hint">${hint}</p>` : ''}
${
  lines.length === 0
    ? html`<p>${none}</p>`
    : html`<div class="figure" data-chart="${kind}" data-label="${t.chart(title)}"
 data-colours="${(colours ?? [1, 2, 3, 4]).join(' ')}" data-limit="${kind === 'bars' ? longestChart : ''}">
<div class="drawing ${kind === 'bars' ? 'lying' : ''}"></div>
<div class="scrolls" tabindex="0" role="group" aria-labelledby="${id}">${table(chart)}</div>
</div>`
}
</section>`;
}

function table({ columns, lines, language }: Chart): Content {
  const [first, ...series] = columns;
  const format = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB');
  return html`<table class="figures">
<thead><tr><th scope="col">${first}</th>${series.map((name) => html`<th scope="col" class="count">${name}</th>`)}</tr></thead>
<tbody>
${lines.map(
  ({ label, values }) =>
    html`<tr><th scope="row">${label}</th>${values.map(
      (value) => html`<td class="count" data-value="${value}">${format.format(value)}</td>`,
    )}</tr>`,
)}
</tbody></table>`;
}
