/** `npm run load:seed` at a tiny size: what it writes is a history like any other, and everything derived agrees with it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyHistory } from '../../../server/audit/verify.ts';
import { readConfig } from '../../../server/config.ts';
import { readFigures } from '../../../server/statistics/read.ts';
import { recount } from '../../../server/statistics/recount.ts';
import { statisticsView } from '../../../server/statistics/view.ts';
import { fill } from '../../bench/large/fill.ts';
import { testDatabase } from '../../support/database.ts';

const { database, url } = await testDatabase();
const dataDir = await mkdtemp(join(tmpdir(), 'datapass-load-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const config = { ...readConfig({ NODE_ENV: 'test', DATA_DIR: dataDir }), databaseUrl: url };
const now = new Date('2026-09-01T08:00:00Z');
const size = 200;

/** Dropped while rows are written, and made again. */
const indexes = () =>
  database.execute(sql`select indexdef from pg_indexes where schemaname = 'public' order by 1`);
const indexesBefore = await indexes();

beforeAll(() => fill({ url, config, size, now, threads: 1 }), 120_000);

const count = async (query: ReturnType<typeof sql>): Promise<number> => {
  const [row] = await database.execute<{ count: number }>(
    sql`select count(*)::int as count from ${query} as counted`,
  );
  return row?.count ?? Number.NaN;
};

test('there are as many requests as asked for, about five events each, and a habilitation for one in five', async () => {
  expect(await count(sql`requests`)).toBe(size);
  const perRequest = (await count(sql`events`)) / size;
  expect(perRequest).toBeGreaterThan(4);
  expect(perRequest).toBeLessThan(6);
  const held = (await count(sql`habilitations`)) / size;
  expect(held).toBeGreaterThan(0.1);
  expect(held).toBeLessThan(0.3);
  expect(await count(sql`(select from events where at > ${now.toISOString()}::timestamptz)`)).toBe(0);
});

test('every chain verifies', async () => {
  const { events, chains, faults } = await verifyHistory({ database, config }, { threads: 0 });
  expect(faults).toEqual([]);
  expect(chains).toBe(size);
  expect(events).toBe(await count(sql`events`));
});

test('a recount finds the figures that are there', async () => {
  const { figures, differences } = await recount(database, { check: true });
  expect(differences).toEqual([]);
  expect(figures).toBeGreaterThan(1_000);
});

test('the figures are those of the seeds: a quarter with a round trip, eight days on average', async () => {
  const all = { provider: '', api: '', useCase: '', period: 'all', from: '', to: '' };
  const labels = { part: String, ground: String, option: String, title: '' };
  const view = statisticsView(await readFigures(database, all, now), {
    ...{ filters: all, labels, publicUrl: '', present: '2026-09-01', language: 'fr' },
  });
  expect(view.round_trips.share).toBeGreaterThan(0.15);
  expect(view.round_trips.share).toBeLessThan(0.35);
  expect(view.final_answer.mean_days).toBeGreaterThan(5);
  expect(view.final_answer.mean_days).toBeLessThan(11);
});

test('the lists hold what the requests and habilitations say, and each index is there again', async () => {
  const sent = await count(sql`(select from requests where last_submitted_at is not null)`);
  expect(await count(sql`instruction_entries`)).toBe(sent);
  expect(
    await count(sql`(select * from instruction_entries_source except select * from instruction_entries)`),
  ).toBe(0);
  const held = await count(sql`(select from habilitations where state = 'active' and ended_at is null)`);
  expect(await count(sql`register_entries`)).toBe(held);
  // A state of the request and what became of its habilitation agree.
  expect(await count(sql`(select from requests where held = 'active')`)).toBe(
    await count(
      sql`(select distinct request_id from habilitations where state = 'active' and ended_at is null)`,
    ),
  );
  expect(await indexes()).toEqual(indexesBefore);
});
