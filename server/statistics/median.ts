/** The median delay between a first submission and its decision, from the histogram of hours. */
import { and, asc, eq, gte, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { monthBefore } from './months.ts';
import { figures } from './tables.ts';

/** Hours → how many decisions took that long. In any order. */
export type Histogram = { bucket: number; count: number }[];

/** The median of a histogram, null when it is empty; between the two middle values when their number is even. */
export function median(histogram: Histogram): number | null {
  const sorted = [...histogram].sort((a, b) => a.bucket - b.bucket);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (valueAt(sorted, Math.ceil(total / 2)) + valueAt(sorted, Math.floor(total / 2) + 1)) / 2;
}

/** The value of this rank, from 1. */
function valueAt(sorted: Histogram, rank: number): number {
  let seen = 0;
  for (const { bucket, count } of sorted) {
    seen += count;
    if (seen >= rank) return bucket;
  }
  return sorted.at(-1)?.bucket ?? 0;
}

/**
 * Days, to one decimal, over the last three months and the current one; null where nothing has been measured.
 * @param now of the months
 */
export async function medianDays(
  database: Database,
  api: string,
  stage: string,
  now = new Date(),
): Promise<number | null> {
  const histogram = await database
    .select({ bucket: figures.bucket, count: sql<number>`sum(${figures.count})::int` })
    .from(figures)
    .where(
      and(
        eq(figures.api, api),
        eq(figures.stage, stage),
        eq(figures.metric, 'delay'),
        gte(figures.period, monthBefore(now, 3)),
      ),
    )
    .groupBy(figures.bucket)
    .orderBy(asc(figures.bucket));
  const hours = median(histogram);
  return hours === null ? null : Math.round((hours / 24) * 10) / 10;
}
