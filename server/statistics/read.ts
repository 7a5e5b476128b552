/** Reads what was rolled up: a few statements, of as many rows whatever the number of requests. */
import { and, eq, gte, lte, ne, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { prepared } from '../database/prepared.ts';
import { type DelayMetric, delayMetrics, delayOf, hoursNeeded } from './delays.ts';
import type { Filters } from './filters.ts';
import { fewestPeriods, monthBefore, monthOf, monthsBetween } from './months.ts';
import { figures } from './tables.ts';

/** Summed over the period. */
export interface Total {
  metric: string;
  detail: string;
  bucket: number;
  count: number;
}

export interface OfMonth {
  period: string;
  metric: string;
  detail: string;
  count: number;
}

/** As things stand, whatever the period. */
const present = ['waiting', 'active'];
/** Shown month by month. */
const monthly = ['submitted', 'validated', 'refused', 'returned', 'waiting'];
/** Of the period. The hours of delays are read apart: they are most of the table. */
const summed = [
  ...['created', 'submitted', 'submitted_again', 'validated', 'refused', 'revoked', 'withdrawn', 'by_rule'],
  ...['decided', 'returned_about', 'refused_for', 'left_off', 'caught', 'caught_requests'],
  ...['asker_created', 'asker_submitted', 'asker_validated'],
  ...delayMetrics.flatMap((metric) => [`${metric}_days`, `${metric}_sum`]),
];

/** No month at all. */
const nothing: OfMonth[] = [];

/** @param now the months of a period without an end are those until then */
export async function readFigures(
  database: Database,
  { provider: providerId, api, useCase, from, to }: Filters,
  now: Date,
): Promise<{ totals: Total[]; months: OfMonth[] }> {
  const of = { providerId, api, stage: '', useCase };
  const first = from || (await firstMonth(database));
  const until = monthOf(now);
  const months = first ? monthsBetween(first, until) : [];
  // Since the beginning: there as one row already.
  const periods = from || to ? fewestPeriods(months.filter((month) => !to || month <= to)) : [''];
  const [ofPeriod, ofPresent, byMonth] = await Promise.all([
    totals(database).execute({ ...of, periods: array(periods), metrics: array(summed) }),
    totals(database).execute({ ...of, periods: array(['']), metrics: array(present) }),
    // Without an end: what waited at the end of a month is reckoned back from what waits now.
    months.length > 0
      ? ofMonths(database).execute({ ...of, periods: array(months), metrics: array(monthly) })
      : nothing,
  ]);
  const hours = await Promise.all(
    delayMetrics.map((metric) => hoursFor(database, { ...of, periods: array(periods) }, metric, ofPeriod)),
  );
  return { totals: [...ofPeriod, ...ofPresent, ...hours.flat()], months: byMonth };
}

/** Whose figures, as the prepared queries name it. */
interface Level {
  providerId: string;
  api: string;
  stage: string;
  useCase: string;
  periods: string;
}

/** The hours that the percentiles of a delay lie among. @param days of that period */
async function hoursFor(
  database: Database,
  of: Level,
  metric: DelayMetric,
  days: readonly Total[],
): Promise<Total[]> {
  const needed = hoursNeeded(days.filter((total) => total.metric === `${metric}_days`));
  const found = await Promise.all(
    needed.map(([low, high]) => hoursOf(database).execute({ ...of, metric, low, high })),
  );
  return found.flat();
}

/** Active habilitations of an API, as things stand. */
export async function activeOf(database: Database, providerId: string, api: string): Promise<number> {
  const of: Level = { providerId, api, stage: '', useCase: '', periods: array(['']) };
  const [active] = await totals(database).execute({ ...of, metrics: array(['active']) });
  return active?.count ?? 0;
}

/**
 * The median delay from submission to decision, in days to one decimal, over the last three months and the current one;
 * null where nothing has been measured.
 * @param now of the months
 */
export async function medianDays(
  database: Database,
  { provider: providerId, api, stage }: { provider: string; api: string; stage: string },
  now = new Date(),
): Promise<number | null> {
  const periods = array(monthsBetween(monthBefore(now, 3), monthOf(now)));
  const of: Level = { providerId, api, stage, useCase: '', periods };
  const days = await totals(database).execute({ ...of, metrics: array(['final_answer_days']) });
  const hours = await hoursFor(database, of, 'final_answer', days);
  return delayOf([...days, ...hours], 'final_answer').median_days;
}

/** As a parameter that a prepared query takes whole. No value of ours has anything to escape. */
const array = (values: readonly string[]): string => `{${values.map((value) => `"${value}"`).join(',')}}`;

const among = (column: typeof figures.period | typeof figures.metric, name: string) =>
  sql`${column} = any(${sql.placeholder(name)}::text[])`;

const level = and(
  eq(figures.api, sql.placeholder('api')),
  eq(figures.providerId, sql.placeholder('providerId')),
  eq(figures.stage, sql.placeholder('stage')),
  eq(figures.useCase, sql.placeholder('useCase')),
);

/** What a period is summed by. */
const summedBy = { metric: figures.metric, detail: figures.detail, bucket: figures.bucket };

const totals = (database: Database) =>
  prepared(database, 'figures_of_period', (db, name) =>
    db
      .select({ ...summedBy, count: sql<number>`sum(${figures.count})::int` })
      .from(figures)
      .where(and(level, among(figures.period, 'periods'), among(figures.metric, 'metrics')))
      .groupBy(...Object.values(summedBy))
      .prepare(name),
  );

const ofMonths = (database: Database) =>
  prepared(database, 'figures_by_month', (db, name) =>
    db
      .select({
        period: figures.period,
        metric: figures.metric,
        detail: figures.detail,
        count: figures.count,
      })
      .from(figures)
      .where(and(level, among(figures.period, 'periods'), among(figures.metric, 'metrics')))
      .prepare(name),
  );

/** The hours of a day of delay. */
const hoursOf = (database: Database) =>
  prepared(database, 'figures_hours', (db, name) =>
    db
      .select({ ...summedBy, count: sql<number>`sum(${figures.count})::int` })
      .from(figures)
      .where(
        and(
          level,
          among(figures.period, 'periods'),
          eq(figures.metric, sql.placeholder('metric')),
          eq(figures.detail, ''),
          gte(figures.bucket, sql.placeholder('low')),
          lte(figures.bucket, sql.placeholder('high')),
        ),
      )
      .groupBy(...Object.values(summedBy))
      .prepare(name),
  );

/** The first month that has figures; undefined before anything has happened. */
export async function firstMonth(database: Database): Promise<string | undefined> {
  const query = prepared(database, 'first_figures', (db, name) =>
    db
      .select({ period: figures.period })
      .from(figures)
      .where(
        and(
          eq(figures.api, ''),
          eq(figures.providerId, ''),
          eq(figures.stage, ''),
          eq(figures.useCase, ''),
          ne(figures.period, ''),
        ),
      )
      .orderBy(figures.period)
      .limit(1)
      .prepare(name),
  );
  const [first] = await query.execute();
  return first?.period;
}
