/**
 * Percentiles to the hour without reading every hour: the days say in which day a rank lies, and only its hours are read.
 * So a long and busy period costs what a quiet one does.
 */
import type { Delay } from '../http/api-statistics.ts';
import { type Histogram, inDays, totalOf, valueAt } from './median.ts';
import type { Total } from './read.ts';

export const delayMetrics = ['first_answer', 'final_answer'] as const;
export type DelayMetric = (typeof delayMetrics)[number];

/** The day that an hour lies in: 0 for none, 1 up to 24 hours, 2 up to 48… */
export const dayOf = (hours: number): number => Math.ceil(hours / 24);

/** The hours that the figures of a delay need: first and last, by the days of its ranks. */
export function hoursNeeded(days: Histogram): [first: number, last: number][] {
  const found = new Set(ranksOf(totalOf(days)).map((rank) => valueAt(days, rank)));
  return [...found].map((day) => [day === 0 ? 0 : day * 24 - 23, day * 24]);
}

/** Of the two values in the middle, and of the one that four fifths do not exceed. */
const ranksOf = (total: number): number[] =>
  total === 0 ? [] : [Math.ceil(total / 2), Math.floor(total / 2) + 1, Math.ceil(total * 0.8)];

/** @param totals days and sums of the metric; hours of the days that `hoursNeeded` names */
export function delayOf(totals: readonly Total[], metric: DelayMetric): Delay {
  const of = (name: string): Histogram => totals.filter((total) => total.metric === name && total.count > 0);
  const days = of(`${metric}_days`);
  const hours = of(metric);
  const count = totalOf(days);
  if (count === 0) return none;
  const at = (rank: number): number => {
    const day = valueAt(days, rank);
    const before = totalOf(days.filter(({ bucket }) => bucket < day));
    return valueAt(
      hours.filter(({ bucket }) => dayOf(bucket) === day),
      rank - before,
    );
  };
  const [lower = 1, upper = 1, high = 1] = ranksOf(count);
  const [median, p80] = [(at(lower) + at(upper)) / 2, at(high)];
  return {
    count,
    median_days: inDays(median),
    p80_days: inDays(p80),
    mean_days: inDays(of(`${metric}_sum`).reduce((sum, one) => sum + one.count, 0) / count),
    median_hours: median,
    p80_hours: p80,
  };
}

const none: Delay = {
  count: 0,
  median_days: null,
  p80_days: null,
  mean_days: null,
  median_hours: null,
  p80_hours: null,
};
