/** What a histogram of hours says. */
import { and, eq, gte, ne, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { monthBefore } from './months.ts';
import { figures } from './tables.ts';

/** Hours → how many decisions took that long. In any order. */
export type Histogram = { bucket: number; count: number }[];

export const totalOf = (histogram: Histogram): number => histogram.reduce((sum, { count }) => sum + count, 0);

/** The median of a histogram, null when it is empty; between the two middle values when their number is even. */
export function median(histogram: Histogram): number | null {
  const total = totalOf(histogram);
  if (total === 0) return null;
  return (valueAt(histogram, Math.ceil(total / 2)) + valueAt(histogram, Math.floor(total / 2) + 1)) / 2;
}

/** The value of this rank, from 1. */
export function valueAt(histogram: Histogram, rank: number): number {
  const sorted = [...histogram].sort((a, b) => a.bucket - b.bucket);
  let seen = 0;
  for (const { bucket, count } of sorted) {
    seen += count;
    if (seen >= rank) return bucket;
  }
  return sorted.at(-1)?.bucket ?? 0;
}

/**
 * The median delay from submission to decision, in days to one decimal, over the last three months and the current one;
 * null where nothing has been measured.
 * @param now of the months
 */
export async function medianDays(
  database: Database,
  { provider, api, stage }: { provider: string; api: string; stage: string },
  now = new Date(),
): Promise<number | null> {
  const histogram = await database
    .select({ bucket: figures.bucket, count: sql<number>`sum(${figures.count})::int` })
    .from(figures)
    .where(
      and(
        eq(figures.api, api),
        eq(figures.providerId, provider),
        eq(figures.stage, stage),
        eq(figures.useCase, ''),
        eq(figures.metric, 'final_answer'),
        ne(figures.period, ''),
        gte(figures.period, monthBefore(now, 3)),
      ),
    )
    .groupBy(figures.bucket);
  const hours = median(histogram);
  return hours === null ? null : inDays(hours);
}

/** To one decimal. */
export const inDays = (hours: number): number => Math.round((hours / 24) * 10) / 10;
