/** `GET /stats.csv`: one figure per line, in the words of the page. Pure. */
import type { Delay, StatisticsView } from '../http/api-statistics.ts';

/** Stable names, for programs; labels are for people. */
export const csvHeaders = ['figure', 'id', 'label', 'value', 'unit'];

export type CsvRow = [figure: string, id: string, label: string, value: number | null, unit: string];

export function* csvRows(view: StatisticsView): Generator<CsvRow> {
  const { title } = view;
  for (const name of ['submitted', 'validated', 'refused'] as const) {
    for (const [kind, value] of Object.entries(view[name])) yield [name, kind, title, value, 'requests'];
  }
  yield ['revoked', '', title, view.revoked, 'requests'];
  yield ['withdrawn', '', title, view.withdrawn, 'requests'];
  yield* delays('first_answer', title, view.first_answer);
  yield* delays('final_answer', title, view.final_answer);
  for (const { id, label, count } of view.delays) yield ['delays', id, label, count, 'decisions'];
  const { decided, with_round_trip, share, about } = view.round_trips;
  yield ['round_trips', 'decided', title, decided, 'requests'];
  yield ['round_trips', 'with_round_trip', title, with_round_trip, 'requests'];
  yield ['round_trips', 'share', title, share, 'share'];
  for (const { id, label, count } of about) yield ['returned_about', id, label, count, 'times'];
  yield ['waiting', 'provider', title, view.waiting.provider, 'requests'];
  yield ['waiting', 'applicant', title, view.waiting.applicant, 'requests'];
  yield ['active', '', title, view.active, 'habilitations'];
  for (const { id, label, count } of view.refused_for) yield ['refused_for', id, label, count, 'times'];
  yield ['left_off', 'created', title, view.left_off.created, 'drafts'];
  yield ['left_off', 'total', title, view.left_off.total, 'drafts'];
  for (const { id, label, count } of view.left_off.steps) yield ['left_off_at', id, label, count, 'drafts'];
  for (const { question, option, label, ...stages } of view.eligibility) {
    for (const [stage, count] of Object.entries(stages))
      yield [`eligibility_${stage}`, `${question}:${option}`, label, count, 'requests'];
  }
  yield ['caught', 'requests', title, view.caught.requests, 'requests'];
  for (const { id, label, count } of view.caught.about) yield ['caught_about', id, label, count, 'requests'];
  for (const { month, ...counts } of view.months) {
    for (const [name, count] of Object.entries(counts))
      yield [`month_${name}`, month, title, count, 'requests'];
  }
}

function* delays(name: string, title: string, delay: Delay): Generator<CsvRow> {
  yield [name, 'count', title, delay.count, 'answers'];
  yield [name, 'median', title, delay.median_days, 'days'];
  yield [name, 'p80', title, delay.p80_days, 'days'];
  yield [name, 'mean', title, delay.mean_days, 'days'];
}
