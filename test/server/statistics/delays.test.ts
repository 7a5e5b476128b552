import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf, delayOf, hoursNeeded } from '../../../server/statistics/delays.ts';
import type { Total } from '../../../server/statistics/read.ts';

/** What the table has of these delays, and of the hours only those that were asked for. */
function figuresOf(hours: number[]): Total[] {
  const rows = (metric: string, buckets: number[]): Total[] =>
    buckets.map((bucket) => ({ metric, detail: '', bucket, count: 1 }));
  const days = rows('final_answer_days', hours.map(dayOf));
  const wanted = hoursNeeded(days);
  const read = hours.filter((hour) => wanted.some(([first, last]) => hour >= first && hour <= last));
  const sum = hours.reduce((total, hour) => total + hour, 0);
  return [
    ...days,
    ...rows('final_answer', read),
    { metric: 'final_answer_sum', detail: '', bucket: 0, count: sum },
  ];
}

test('percentiles found by days are those of the delays themselves, to the hour', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(2_000), { minLength: 1, maxLength: 80 }), (hours) => {
      const sorted = [...hours].sort((a, b) => a - b);
      const rank = (place: number) => sorted[place - 1] ?? 0;
      const { length } = sorted;
      const found = delayOf(figuresOf(hours), 'final_answer');
      expect(found.count).toBe(length);
      expect(found.median_hours).toBe((rank(Math.ceil(length / 2)) + rank(Math.floor(length / 2) + 1)) / 2);
      expect(found.p80_hours).toBe(rank(Math.ceil(length * 0.8)));
    }),
  );
});

test('a mean of eight days is said to be one, and nothing measured is nothing', () => {
  expect(delayOf(figuresOf([24, 12 * 24, 11 * 24]), 'final_answer')).toMatchObject({
    mean_days: 8,
    median_days: 11,
    p80_days: 12,
  });
  expect(delayOf([], 'final_answer')).toMatchObject({ count: 0, median_days: null, mean_days: null });
});
