import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { median, medianDays } from '../../../server/statistics/median.ts';
import { monthBefore } from '../../../server/statistics/months.ts';
import { countEnded, countEvents } from '../../../server/statistics/rollup.ts';
import { figures } from '../../../server/statistics/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { grant, happen, insertRequest } from '../jobs/file.ts';

const { database } = await testDatabase();
const now = new Date('2026-11-20T10:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

const figure = async (metric: string, period: string) => {
  const [row] = await database
    .select()
    .from(figures)
    .where(and(eq(figures.metric, metric), eq(figures.period, period)));
  return row?.count ?? 0;
};

test('nothing measured: no median', async () => {
  expect(await medianDays(database, 'api-exemple', 'sandbox', now)).toBeNull();
});

test('an event counted twice, or by two workers at once, counts once', async () => {
  const request = await insertRequest(database, { at: hoursAgo(240) });
  const event = await happen(database, request, 'submit', { at: hoursAgo(240) });
  await Promise.all([1, 2, 3].map(() => countEvents(database, [event])));
  await countEvents(database, [event]);
  expect(await figure('submit', '2026-11-01')).toBe(1);
});

test('events are counted many at a time, without those counted before', async () => {
  const at = new Date('2025-03-05T10:00:00Z');
  const request = await insertRequest(database, { at });
  const ids = [];
  for (let count = 0; count < 3; count++) ids.push(await happen(database, request, 'submit', { at }));
  await countEvents(database, ids.slice(0, 1));
  await Promise.all([countEvents(database, ids), countEvents(database, ids.toReversed())]);
  expect(await figure('submit', '2025-03-01')).toBe(3);
});

test('the median runs from the first submission to the decision, over the last three months', async () => {
  // 24 h, 240 h and, too long ago to count, two years.
  for (const [submitted, decided] of [
    [100, 76],
    [300, 60],
    [20_000, 19_000],
  ] as const) {
    const request = await insertRequest(database, { at: hoursAgo(submitted) });
    await countEvents(database, [await happen(database, request, 'refuse', { at: hoursAgo(decided) })]);
  }
  expect(await medianDays(database, 'api-exemple', 'sandbox', now)).toBe(5.5);
  expect(await medianDays(database, 'api-exemple', 'production', now)).toBeNull();
  expect(await medianDays(database, 'autre', 'sandbox', now)).toBeNull();
});

test('active habilitations: one more at each validation, one less when replaced or expired, whatever runs twice', async () => {
  const request = await insertRequest(database, { at: hoursAgo(240) });
  const validate = async (at: Date) =>
    countEvents(database, [await happen(database, request, 'validate', { at })], now);
  const first = await grant(database, request, hoursAgo(200));
  await validate(hoursAgo(200));
  expect(await figure('active', '')).toBe(1);
  await database.update(habilitations).set({ state: 'obsolete' }).where(eq(habilitations.id, first.id));
  const second = await grant(database, request, hoursAgo(100));
  await validate(hoursAgo(100));
  expect(await figure('active', '')).toBe(1);
  const later = new Date(second.expiresAt.getTime() + 1);
  await Promise.all([countEnded(database, later), countEnded(database, later)]);
  expect(await figure('active', '')).toBe(0);
});

test('the median of a histogram', () => {
  expect(median([])).toBeNull();
  expect(median([{ bucket: 5, count: 1 }])).toBe(5);
  expect(
    median([
      { bucket: 30, count: 1 },
      { bucket: 10, count: 1 },
    ]),
  ).toBe(20);
  expect(
    median([
      { bucket: 1, count: 100 },
      { bucket: 900, count: 99 },
    ]),
  ).toBe(1);
});

test('months are counted across years', () => {
  expect(monthBefore(new Date('2026-01-31T12:00:00Z'), 3)).toBe('2025-10-01');
});
