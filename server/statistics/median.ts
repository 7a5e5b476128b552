/** What a histogram of hours says. */

/** Hours → how many decisions took that long. In any order. */
export type Histogram = { bucket: number; count: number }[];

export const totalOf = (histogram: Histogram): number => histogram.reduce((sum, { count }) => sum + count, 0);

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

/** To one decimal. */
export const inDays = (hours: number): number => Math.round((hours / 24) * 10) / 10;
