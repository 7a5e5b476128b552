/** Adds increments up, for every question that may be asked of them, and into the table. */
import { sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { Increment } from './happening.ts';
import { figures } from './tables.ts';

/** Of which request: what figures can be asked by. */
export interface Subject {
  api: string;
  providerId: string;
  stage: string;
}

export type Figure = typeof figures.$inferSelect;

/** Rows of one statement: PostgreSQL takes 65 535 parameters. */
const together = 1_000;

export type Sums = Map<string, Figure>;

/** In place. */
export function addTo(sums: Sums, { api, providerId, stage }: Subject, increment: Increment): void {
  const { useCase, period, metric, detail, bucket, by } = increment;
  const all = { api: '', providerId: '', stage: '', useCase: '' };
  const levels = [
    all,
    { ...all, providerId },
    { ...all, providerId, api },
    { ...all, providerId, api, stage },
    ...(useCase ? [{ ...all, providerId, api, useCase }] : []),
  ];
  for (const level of levels) {
    for (const time of [period, '']) {
      const figure = { ...level, period: time, metric, detail, bucket };
      const key = keyOf(figure);
      const known = sums.get(key);
      if (known) known.count += by;
      else sums.set(key, { ...figure, count: by });
    }
  }
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

/** Those that say something, in one order whoever writes them, so that two at once wait for each other in turn. */
export const sorted = (sums: Sums): Figure[] =>
  [...sums]
    .filter(([, { count }]) => count !== 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, figure]) => figure);

type Writer = Pick<Database, 'insert'>;

/** Adds to what is there. */
export async function writeSums(database: Writer, sums: Sums): Promise<void> {
  const rows = sorted(sums);
  for (let from = 0; from < rows.length; from += together) {
    await database
      .insert(figures)
      .values(rows.slice(from, from + together))
      .onConflictDoUpdate({
        target: [
          figures.api,
          figures.providerId,
          figures.stage,
          figures.useCase,
          figures.period,
          figures.metric,
          figures.detail,
          figures.bucket,
        ],
        set: { count: sql`${figures.count} + excluded.count` },
      });
  }
}
