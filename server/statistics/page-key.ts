/** The figures that most people come for, first. Pure. */
import { html } from 'hono/html';
import type { Delay, StatisticsView } from '../http/api-statistics.ts';
import type { Language } from '../http/language.ts';
import type { Content } from '../pages/layout.ts';
import { type StatisticsTexts, statisticsTexts } from './words/index.ts';

export function keyFigures(view: StatisticsView, language: Language, register: string): Content {
  const t = statisticsTexts[language];
  const { n, percent } = formats(language);
  const { round_trips: trips, waiting, submitted, validated } = view;
  return html`<section aria-labelledby="en-bref">
<h2 id="en-bref" class="hidden">${t.key}</h2>
<dl class="key">
${fact(t.submitted, n(submitted.total), t.submittedHint(n(submitted.update), n(submitted.renewal)))}
${fact(t.validated, n(validated.total), t.validatedHint(n(validated.by_rule)))}
${fact(t.refused, n(view.refused.total))}
${fact(t.finalAnswer, days(view.final_answer.median_days, language), delayHint(view.final_answer, t, language))}
${fact(t.firstAnswer, days(view.first_answer.median_days, language), delayHint(view.first_answer, t, language))}
${fact(
  t.roundTrips,
  trips.share === null ? t.nothing : percent(trips.share),
  trips.share === null ? '' : t.roundTripsHint(n(trips.with_round_trip), n(trips.decided)),
)}
${fact(t.waiting, n(waiting.provider), t.waitingHint(n(waiting.applicant)))}
${fact(t.active, n(view.active), html`<a href="${register}">${t.activeLink}</a>`)}
</dl>
</section>`;
}

/** Both delays, in full. */
export function delaysTable(view: StatisticsView, language: Language): Content {
  const t = statisticsTexts[language];
  const { n } = formats(language);
  const both = [view.first_answer, view.final_answer];
  const line = (name: string, value: (delay: Delay) => string) =>
    html`<tr><th scope="row">${name}</th>${both.map((delay) => html`<td class="count">${value(delay)}</td>`)}</tr>`;
  return html`<div class="scrolls" tabindex="0" role="group" aria-labelledby="delais"><table class="figures">
<thead><tr><th scope="col">${t.measure}</th><th scope="col" class="count">${t.firstAnswer}</th><th scope="col" class="count">${t.finalAnswer}</th></tr></thead>
<tbody>
${line(t.count, ({ count }) => n(count))}
${line(t.medianName, (delay) => days(delay.median_days, language))}
${line(t.p80, (delay) => days(delay.p80_days, language))}
${line(t.mean, (delay) => days(delay.mean_days, language))}
</tbody></table></div>`;
}

function fact(name: string, value: string, hint: Content | string = ''): Content {
  return html`<div><dt>${name}</dt><dd><b>${value}</b>${hint ? html`<span class="hint">${hint}</span>` : ''}</dd></div>`;
}

function delayHint(delay: Delay, t: StatisticsTexts, language: Language): string {
  if (delay.count === 0) return '';
  return `${t.p80} ${days(delay.p80_days, language)} · ${t.mean.toLowerCase()} ${days(delay.mean_days, language)}`;
}

/** « 8 jours », « moins d’un jour ». */
export function days(value: number | null, language: Language): string {
  const t = statisticsTexts[language];
  if (value === null) return t.nothing;
  if (value < 1) return t.lessThanADay;
  const { n, plural } = formats(language);
  return t.days(n(value), plural(value));
}

function formats(language: Language) {
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB';
  const number = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const rules = new Intl.PluralRules(language);
  return {
    n: (value: number) => number.format(value),
    percent: (value: number) => share.format(value),
    plural: (value: number) => rules.select(value) !== 'one',
  };
}
