/** The plain way to a median, over every hour: what the way by days (`delays.ts`) is held against. */
import { type Histogram, totalOf, valueAt } from '../../../server/statistics/median.ts';

/** Null when it is empty; between the two middle values when their number is even. */
export function median(histogram: Histogram): number | null {
  const total = totalOf(histogram);
  if (total === 0) return null;
  return (valueAt(histogram, Math.ceil(total / 2)) + valueAt(histogram, Math.floor(total / 2) + 1)) / 2;
}
