import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { inDays } from '../../../server/statistics/median.ts';
import { fewestPeriods, monthBefore, monthsBetween } from '../../../server/statistics/months.ts';
import { medianDays } from '../../../server/statistics/read.ts';
import { countEvents } from '../../../server/statistics/rollup.ts';
import { figures } from '../../../server/statistics/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { happen, insertRequest } from '../jobs/file.ts';
import { median } from './histogram.ts';

const { database } = await testDatabase();
const now = new Date('2026-11-20T10:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

const figure = async (metric: string, period: string) => {
  const [row] = await database
    .select()
    .from(figures)
    .where(and(eq(figures.metric, metric), eq(figures.period, period), eq(figures.providerId, '')));
  return row?.count ?? 0;
};

/** A request with this history: names, and hours before now. @returns the ids of its events */
async function lived(...history: [name: string, hours: number][]): Promise<string[]> {
  const request = await insertRequest(database, { at: hoursAgo(history[0]?.[1] ?? 0) });
  const ids = [];
  for (const [name, hours] of history)
    ids.push(await happen(database, request, name, { at: hoursAgo(hours) }));
  return ids;
}

test('nothing measured: no median', async () => {
  expect(
    await medianDays(database, { provider: 'exemple', api: 'api-exemple', stage: 'sandbox' }, now),
  ).toBeNull();
});

test('an event counted twice, or by several workers at once, counts once', async () => {
  const ids = await lived(['submit', 20_000]);
  await Promise.all([1, 2, 3].map(() => countEvents(database, ids)));
  await countEvents(database, ids);
  expect(await figure('submitted', '2024-08-01')).toBe(1);
});

test('events are counted many at a time, in any order, without those counted before', async () => {
  const ids = await lived(['submit', 15_000], ['request_changes', 14_990], ['submit', 14_980]);
  await countEvents(database, ids.slice(2));
  await Promise.all([countEvents(database, ids), countEvents(database, ids.toReversed())]);
  expect(await figure('submitted', '2025-03-01')).toBe(1);
  expect(await figure('submitted_again', '2025-03-01')).toBe(1);
  expect(await figure('returned', '2025-03-01')).toBe(1);
});

test('what was counted late counts as it would have at once: the request has moved on since', async () => {
  const ids = await lived(
    ['submit', 10_000],
    ['validate', 9_976],
    ['reopen', 9_000],
    ['submit', 8_990],
    ['validate', 8_980],
  );
  for (const id of ids.toReversed()) await countEvents(database, [id]);
  const rows = await database
    .select()
    .from(figures)
    .where(and(eq(figures.metric, 'final_answer'), eq(figures.providerId, ''), eq(figures.period, '')));
  // An update counts from its own submission.
  expect(rows.map(({ bucket }) => bucket).sort((a, b) => a - b)).toEqual([10, 24]);
});

test('the median runs from the submission to the decision, over the last three months', async () => {
  for (const [submitted, decided] of [
    [100, 76],
    [300, 60],
  ] as const) {
    await countEvents(database, await lived(['submit', submitted], ['refuse', decided]));
  }
  expect(await medianDays(database, { provider: 'exemple', api: 'api-exemple', stage: 'sandbox' }, now)).toBe(
    5.5,
  );
  expect(
    await medianDays(database, { provider: 'exemple', api: 'api-exemple', stage: 'production' }, now),
  ).toBeNull();
  expect(await medianDays(database, { provider: 'exemple', api: 'autre', stage: 'sandbox' }, now)).toBeNull();
});

test('what a histogram says', () => {
  expect(median([])).toBeNull();
  expect(median([{ bucket: 5, count: 1 }])).toBe(5);
  const two = [
    { bucket: 30, count: 1 },
    { bucket: 10, count: 1 },
  ];
  expect(median(two)).toBe(20);
  const many = [
    { bucket: 1, count: 100 },
    { bucket: 900, count: 99 },
  ];
  expect(median(many)).toBe(1);
  expect(inDays(192)).toBe(8);
});

test('months are counted across years', () => {
  expect(monthBefore(new Date('2026-01-31T12:00:00Z'), 3)).toBe('2025-10-01');
});

test('a long time is read as whole quarters, and the months around them', () => {
  expect(fewestPeriods(monthsBetween('2025-12-01', '2026-11-01'))).toEqual([
    '2025-12-01',
    '2026-Q1',
    '2026-Q2',
    '2026-Q3',
    '2026-10-01',
    '2026-11-01',
  ]);
  expect(fewestPeriods(monthsBetween('2026-08-01', '2026-10-01'))).toEqual([
    '2026-08-01',
    '2026-09-01',
    '2026-10-01',
  ]);
  expect(fewestPeriods([])).toEqual([]);
});

test('a quarter has what its months have', async () => {
  await countEvents(database, await lived(['submit', 6_600], ['validate', 6_500]));
  await countEvents(database, await lived(['submit', 6_000], ['validate', 5_900]));
  const months = ['2026-01-01', '2026-02-01', '2026-03-01'];
  const ofMonths = await Promise.all(months.map((month) => figure('submitted', month)));
  expect(ofMonths.filter((count) => count > 0).length).toBeGreaterThan(1);
  expect(await figure('submitted', '2026-Q1')).toBe(ofMonths.reduce((sum, count) => sum + count, 0));
});
