/** Adds increments up, then for every question that may be asked of them, and into the table. */
import { sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { Increment } from './happening.ts';
import { quarterOf } from './months.ts';
import { figures } from './tables.ts';

/** Of which request: what figures can be asked by. */
export interface Subject {
  api: string;
  providerId: string;
  stage: string;
}

export type Figure = typeof figures.$inferSelect;

/** Rows of one statement. */
const together = 5_000;

/** By the finest question alone: a figure of each coarser one would be reckoned ten times for each increment. */
export type Sums = Map<string, Figure>;

/** In place. */
export function addTo(sums: Sums, { api, providerId, stage }: Subject, increment: Increment): void {
  const { useCase, period, metric, detail, bucket, by } = increment;
  add(sums, { api, providerId, stage, useCase, period, metric, detail, bucket, count: by });
}

function add(sums: Sums, figure: Figure): void {
  const key = keyOf(figure);
  const known = sums.get(key);
  if (known) known.count += figure.count;
  else sums.set(key, figure);
}

export const keyOf = (figure: Omit<Figure, 'count'>): string =>
  JSON.stringify([
    figure.api,
    figure.providerId,
    figure.stage,
    figure.useCase,
    figure.period,
    figure.metric,
    figure.detail,
    figure.bucket,
  ]);

/**
 * Every figure that these sums make: by month, by quarter and since the beginning, of all, a provider, an API, a stage,
 * a use case. Those that say something, in one order whoever writes them, so that two at once wait for each other in turn.
 */
export function figuresOf(sums: Sums): Figure[] {
  const found: Sums = new Map();
  for (const { api, providerId, stage, useCase, ...what } of sums.values()) {
    if (what.count === 0) continue;
    const all = { api: '', providerId: '', stage: '', useCase: '' };
    const levels = [
      all,
      { ...all, providerId },
      { ...all, providerId, api },
      { ...all, providerId, api, stage },
      ...(useCase ? [{ ...all, providerId, api, useCase }] : []),
    ];
    for (const level of levels) {
      for (const period of [what.period, quarterOf(what.period), ''])
        add(found, { ...level, ...what, period });
    }
  }
  return [...found]
    .filter(([, { count }]) => count !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, figure]) => figure);
}

/** Adds to what is there. As one parameter: of nine for each figure, the driver and PostgreSQL make far more work. */
export async function writeFigures(
  database: Pick<Database, 'execute'>,
  rows: readonly Figure[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += together) {
    await database.execute(sql`
      insert into ${figures} (api, provider_id, stage, use_case, period, metric, detail, bucket, count)
      select api, "providerId", stage, "useCase", period, metric, detail, bucket, count
      from jsonb_to_recordset(${JSON.stringify(rows.slice(from, from + together))}::jsonb) as added(api text,
        "providerId" text, stage text, "useCase" text, period text, metric text, detail text, bucket int, count int)
      on conflict on constraint figures_pk do update set count = ${figures}.count + excluded.count`);
  }
}
