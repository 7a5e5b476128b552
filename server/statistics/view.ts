/** What figures say, for people and machines. Pure. */
import type { ByKind, Counted, MonthView, StatisticsView } from '../http/api-statistics.ts';
import type { Language } from '../http/language.ts';
import { delayOf } from './delays.ts';
import { addressOf, type Filters } from './filters.ts';
import type { Labels } from './labels.ts';
import { type Histogram, totalOf } from './median.ts';
import { monthsBetween } from './months.ts';
import type { OfMonth, Total } from './read.ts';

export interface Asked {
  filters: Filters;
  labels: Labels;
  publicUrl: string;
  /** First day of the present month. */
  present: string;
  language: Language;
}

export function statisticsView(
  { totals, months }: { totals: readonly Total[]; months: readonly OfMonth[] },
  asked: Asked,
): StatisticsView {
  const { filters, labels, publicUrl } = asked;
  const of = (metric: string) => totals.filter((total) => total.metric === metric && total.count !== 0);
  const one = (metric: string, detail?: string) =>
    of(metric).reduce(
      (sum, total) => (detail === undefined || total.detail === detail ? sum + total.count : sum),
      0,
    );
  const byKind = (metric: string): ByKind => ({
    total: one(metric),
    first: one(metric, 'first'),
    update: one(metric, 'update'),
    renewal: one(metric, 'renewal'),
  });
  const counted = (metric: string, label: (id: string) => string): Counted[] =>
    merged(of(metric).map(({ detail, count }) => ({ id: detail, label: label(detail), count })));
  const decided = one('decided');
  const returned = one('decided', 'returned');
  const created = one('created');
  const leftOff = one('left_off');
  return {
    filters: {
      provider: filters.provider || null,
      api: filters.api || null,
      use_case: filters.useCase || null,
      from: filters.from.slice(0, 7) || null,
      to: filters.to.slice(0, 7) || null,
    },
    title: labels.title,
    submitted: { ...byKind('submitted'), again: one('submitted_again') },
    validated: { ...byKind('validated'), by_rule: one('by_rule') },
    refused: byKind('refused'),
    revoked: one('revoked'),
    withdrawn: one('withdrawn'),
    first_answer: delayOf(totals, 'first_answer'),
    final_answer: delayOf(totals, 'final_answer'),
    delays: classes(of('final_answer_days'), asked.language),
    round_trips: {
      decided,
      with_round_trip: returned,
      share: share(returned, decided),
      about: counted('returned_about', labels.part),
    },
    waiting: { provider: one('waiting', 'provider'), applicant: one('waiting', 'applicant') },
    active: one('active'),
    refused_for: counted('refused_for', labels.ground),
    left_off: {
      created,
      total: leftOff,
      share: share(leftOff, created),
      steps: counted('left_off', labels.part),
    },
    eligibility: askers(of, labels),
    caught: { requests: one('caught_requests'), about: counted('caught', labels.part) },
    months: byMonth(months, one('waiting', 'provider'), asked),
    links: {
      page: publicUrl + addressOf('/stats', filters),
      json: publicUrl + addressOf('/stats.json', filters),
      csv: publicUrl + addressOf('/stats.csv', filters),
      habilitations: publicUrl + addressOf('/habilitations', { ...filters, useCase: '', period: '12' }),
    },
  };
}

/** To three decimals; null of nothing. */
const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1_000) / 1_000;

/** Upper ends of what is drawn, in days. */
const ends = [1, 3, 7, 15, 30, 60] as const;

/** @param histogram of days */
function classes(histogram: Histogram, language: Language): Counted[] {
  const t = classWords[language];
  return [...ends, Number.POSITIVE_INFINITY].map((end, index) => {
    const start = ends[index - 1] ?? 0;
    const within = histogram.filter(({ bucket }) => bucket <= end && (index === 0 || bucket > start));
    const id = end === Number.POSITIVE_INFINITY ? `${start}+` : `${start}-${end}`;
    return { id, label: t(start, end), count: totalOf(within) };
  });
}

const classWords: Record<Language, (start: number, end: number) => string> = {
  fr: (start, end) =>
    start === 0
      ? '1 jour au plus'
      : end === Number.POSITIVE_INFINITY
        ? `Plus de ${start} jours`
        : `De ${start} à ${end} jours`,
  en: (start, end) =>
    start === 0
      ? '1 day at most'
      : end === Number.POSITIVE_INFINITY
        ? `More than ${start} days`
        : `From ${start} to ${end} days`,
};

/** One line for each label, the most frequent first: parts that no form has any more are one. */
function merged(lines: Counted[]): Counted[] {
  const byLabel = new Map<string, Counted>();
  for (const line of lines) {
    const known = byLabel.get(line.label);
    if (known) known.count += line.count;
    else byLabel.set(line.label, { ...line });
  }
  return [...byLabel.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

function askers(of: (metric: string) => Total[], labels: Labels): StatisticsView['eligibility'] {
  const lines = new Map<string, StatisticsView['eligibility'][number]>();
  for (const stage of ['created', 'submitted', 'validated'] as const) {
    for (const { detail, count } of of(`asker_${stage}`)) {
      const [question = '', option = ''] = detail.split(':');
      const none = { created: 0, submitted: 0, validated: 0 };
      const line = lines.get(detail) ?? {
        question,
        option,
        label: labels.option(question, option),
        ...none,
      };
      line[stage] += count;
      lines.set(detail, line);
    }
  }
  return [...lines.values()].sort(
    (a, b) => (a.question < b.question ? -1 : a.question > b.question ? 1 : 0) || b.created - a.created,
  );
}

/** Every month of the period, also those in which nothing happened; at most those that have something before them. */
function byMonth(rows: readonly OfMonth[], waitingNow: number, { filters, present }: Asked): MonthView[] {
  const first = rows.reduce((least, { period }) => (period < least ? period : least), present);
  const from = filters.from > first ? filters.from : first;
  const to = filters.to && filters.to < present ? filters.to : present;
  const sum = (period: string, metric: string, detail?: string) =>
    rows.reduce(
      (total, row) =>
        row.period === period && row.metric === metric && (detail === undefined || row.detail === detail)
          ? total + row.count
          : total,
      0,
    );
  // Back from what waits now, by what each later month has changed.
  let waiting = waitingNow;
  const views: MonthView[] = [];
  for (const period of monthsBetween(from, present).reverse()) {
    if (period <= to) {
      views.unshift({
        month: period.slice(0, 7),
        submitted: sum(period, 'submitted'),
        validated: sum(period, 'validated'),
        refused: sum(period, 'refused'),
        returned: sum(period, 'returned'),
        waiting,
      });
    }
    waiting -= sum(period, 'waiting', 'provider');
  }
  return views;
}
