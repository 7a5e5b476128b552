/** `/stats`: the figures for anybody to read. Pure. */
import { html } from 'hono/html';
import type { StatisticsView } from '../http/api-statistics.ts';
import type { Language } from '../http/language.ts';
import type { Content } from '../pages/layout.ts';
import { delaysTable, keyFigures } from './page-key.ts';
import { chartSection } from './tables-view.ts';
import { statisticsTexts } from './words/index.ts';

export interface StatisticsPage {
  view: StatisticsView;
  /** The form that chooses. */
  form: Content;
  /** First and last month that are shown, in words. */
  between: [string, string] | undefined;
  language: Language;
  /** Keeps a language chosen by hand. */
  to: (path: string) => string;
}

export function statisticsMain({ view, form, between, language, to }: StatisticsPage): Content {
  const t = statisticsTexts[language];
  const number = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB');
  const n = (value: number) => number.format(value);
  const month = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const path = (link: string) => to(new URL(link).pathname + new URL(link).search);
  const listed = (lines: readonly { label: string; count: number }[]) =>
    lines.map(({ label, count }) => ({ label, values: [count] }));
  return html`<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
${form}
<p class="shown" role="status"><b>${between ? t.shown(view.title, ...between) : t.shownAll(view.title)}</b></p>
${keyFigures(view, language, path(view.links.habilitations))}
${chartSection({
  id: 'mois',
  title: t.months,
  hint: t.monthsHint,
  columns: [t.month, t.ofMonth.submitted, t.ofMonth.validated, t.ofMonth.refused, t.ofMonth.waiting],
  lines: view.months.map((one) => ({
    label: month.format(new Date(`${one.month}-15T00:00:00Z`)),
    values: [one.submitted, one.validated, one.refused, one.waiting],
  })),
  kind: 'line',
  none: t.nothing,
  language,
})}
${chartSection({
  id: 'delais',
  title: t.delays,
  hint: t.delaysHint,
  columns: [t.delay, t.decisions],
  lines: view.final_answer.count > 0 ? listed(view.delays) : [],
  kind: 'columns',
  none: t.nothing,
  language,
})}
${view.first_answer.count > 0 ? delaysTable(view, language) : ''}
${chartSection({
  id: 'allers-retours',
  title: t.about,
  hint: t.aboutHint,
  columns: [t.part, t.times],
  lines: listed(view.round_trips.about),
  kind: 'bars',
  none: t.aboutNone,
  language,
})}
${chartSection({
  id: 'controles',
  title: t.caught,
  hint: t.caughtHint(n(view.caught.requests)),
  columns: [t.check, t.requests],
  lines: listed(view.caught.about),
  kind: 'bars',
  none: t.caughtNone,
  language,
})}
${chartSection({
  id: 'refus',
  title: t.refusals,
  hint: t.refusalsHint,
  columns: [t.ground, t.times],
  lines: listed(view.refused_for),
  kind: 'bars',
  none: t.refusalsNone,
  language,
})}
${chartSection({
  id: 'abandons',
  title: t.leftOff,
  hint: t.leftOffHint(n(view.left_off.total), n(view.left_off.created)),
  columns: [t.step, t.drafts],
  lines: listed(view.left_off.steps),
  kind: 'bars',
  none: t.leftOffNone,
  language,
})}
${chartSection({
  id: 'eligibilite',
  title: t.eligibility,
  hint: t.eligibilityHint,
  columns: [t.answer, t.stages.created, t.stages.submitted, t.stages.validated],
  lines: view.eligibility.map(({ label, created, submitted, validated }) => ({
    label,
    values: [created, submitted, validated],
  })),
  kind: 'bars',
  colours: [5, 1, 2],
  none: t.eligibilityNone,
  language,
})}
<section class="block" aria-labelledby="donnees">
<h2 id="donnees">${t.data}</h2>
<p>${t.dataText}</p>
<ul class="links">
<li><a href="${path(view.links.json)}">${t.json}</a></li>
<li><a href="${path(view.links.csv)}" download>${t.csv}</a></li>
<li><a href="${path(view.links.habilitations)}">${t.register}</a></li>
</ul>
</section>`;
}
