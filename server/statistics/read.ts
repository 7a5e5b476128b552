/** Reads what was rolled up: two statements, of as many rows whatever the number of requests. */
import { and, eq, gte, inArray, lte, ne, notInArray, or, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { prepared } from '../database/prepared.ts';
import type { Filters } from './filters.ts';
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
export const presentMetrics = ['waiting', 'active'];
/** Shown month by month. */
const monthly = ['submitted', 'validated', 'refused', 'returned', 'waiting'];

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

/** Later than any month: no end. */
const never = '9999-99-99';

export async function readFigures(
  database: Database,
  { provider: providerId, api, useCase, from, to }: Filters,
): Promise<{ totals: Total[]; months: OfMonth[] }> {
  const whole = from === '' && to === '';
  const asked = { providerId, api, useCase, from: from || ' ', to: to || never };
  const [totals, months] = await Promise.all([
    (whole ? sinceTheBeginning : ofPeriod)(database).execute(asked),
    byMonth(database).execute(asked),
  ]);
  return { totals, months };
}

const level = and(
  eq(figures.api, sql.placeholder('api')),
  eq(figures.providerId, sql.placeholder('providerId')),
  eq(figures.stage, ''),
  eq(figures.useCase, sql.placeholder('useCase')),
);

/** The months are there as one row already. */
const sinceTheBeginning = (database: Database) =>
  prepared(database, 'figures_since_the_beginning', (db, name) =>
    db
      .select({
        metric: figures.metric,
        detail: figures.detail,
        bucket: figures.bucket,
        count: figures.count,
      })
      .from(figures)
      .where(and(level, eq(figures.period, '')))
      .prepare(name),
  );

const ofPeriod = (database: Database) =>
  prepared(database, 'figures_of_period', (db, name) =>
    db
      .select({
        metric: figures.metric,
        detail: figures.detail,
        bucket: figures.bucket,
        count: sql<number>`sum(${figures.count})::int`,
      })
      .from(figures)
      .where(
        and(
          level,
          or(
            and(
              gte(figures.period, sql.placeholder('from')),
              lte(figures.period, sql.placeholder('to')),
              notInArray(figures.metric, presentMetrics),
            ),
            and(eq(figures.period, ''), inArray(figures.metric, presentMetrics)),
          ),
        ),
      )
      .groupBy(figures.metric, figures.detail, figures.bucket)
      .prepare(name),
  );

/** Without an end: what waited at the end of a month is reckoned back from what waits now. */
const byMonth = (database: Database) =>
  prepared(database, 'figures_by_month', (db, name) =>
    db
      .select({
        period: figures.period,
        metric: figures.metric,
        detail: figures.detail,
        count: figures.count,
      })
      .from(figures)
      .where(
        and(
          level,
          ne(figures.period, ''),
          gte(figures.period, sql.placeholder('from')),
          inArray(figures.metric, monthly),
        ),
      )
      .prepare(name),
  );
