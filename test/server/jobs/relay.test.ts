import { sql } from 'drizzle-orm';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventJob, type EventsJob, relay } from '../../../server/jobs/relay.ts';
import { outbox } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { happen, insertRequest, type RequestRow } from './file.ts';

const { database, url } = await testDatabase();
const boss = new PgBoss({ connectionString: url, max: 3, supervise: false, schedule: false });
boss.on('error', () => {});
beforeAll(async () => {
  await boss.start();
  await boss.createQueue('mail', { policy: 'key_strict_fifo' });
  await boss.createQueue('statistics');
});
afterAll(() => boss.stop({ graceful: false }));

const toMail = () => ({ each: ['mail'] });

/** Takes and completes every job in the order that the queue gives them out. */
async function drained(): Promise<EventJob[]> {
  const taken: EventJob[] = [];
  for (;;) {
    const [job] = await boss.fetch<EventJob>('mail');
    if (!job) return taken;
    taken.push(job.data);
    await boss.complete('mail', job.id);
  }
}

const left = async () => database.$count(outbox);

test('what commands left moves to the queue, once, in the order of each request', async () => {
  const requests = await Promise.all(Array.from({ length: 5 }, () => insertRequest(database)));
  const expected = new Map<string, string[]>(requests.map(({ id }) => [id, []]));
  for (let round = 0; round < 8; round++) {
    for (const request of requests) expected.get(request.id)?.push(await happen(database, request, 'submit'));
  }
  expect(await relay(database, boss, toMail)).toBe(40);
  expect(await relay(database, boss, toMail)).toBe(0);
  const jobs = await drained();
  expect(jobs).toHaveLength(40);
  for (const { id } of requests) {
    expect(jobs.filter((job) => job.request === id).map((job) => job.event)).toEqual(expected.get(id));
  }
});

test('events that are counted go together, one job for all of a round', async () => {
  const requests = await Promise.all([insertRequest(database), insertRequest(database)]);
  const events = [];
  for (const request of requests) events.push(await happen(database, request, 'submit'));
  expect(await relay(database, boss, () => ({ together: ['statistics'] }))).toBe(2);
  const jobs = await boss.fetch<EventsJob>('statistics', { batchSize: 10 });
  expect(jobs.map(({ data }) => data.events.toSorted())).toEqual([events.toSorted()]);
});

test('several relays at once, while commands go on, lose nothing, double nothing, and keep each request’s order', async () => {
  const requests = await Promise.all(Array.from({ length: 4 }, () => insertRequest(database)));
  let writing = true;
  const relays = Array.from({ length: 3 }, async () => {
    while (writing || (await left()) > 0) await relay(database, boss, toMail);
  });
  const written = await Promise.all(
    requests.map(async (request): Promise<[RequestRow, string[]]> => {
      const events: string[] = [];
      for (let index = 0; index < 25; index++) events.push(await happen(database, request, 'submit'));
      return [request, events];
    }),
  );
  writing = false;
  await Promise.all(relays);
  const jobs = await drained();
  expect(jobs).toHaveLength(100);
  for (const [request, events] of written) {
    expect(jobs.filter((job) => job.request === request.id).map((job) => job.event)).toEqual(events);
  }
});

test('a relay that dies between the queue and the removal leaves everything in the outbox', async () => {
  const request = await insertRequest(database);
  const event = await happen(database, request, 'validate');
  const dying = {
    insert: async (...all: Parameters<typeof boss.insert>) => {
      await boss.insert(...all);
      // As `kill -9` does: the connection goes while the transaction is open.
      await boss
        .getDb()
        .executeSql(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'datapass' and state = 'idle in transaction'`,
        );
      return null;
    },
  };
  await expect(relay(database, dying, toMail)).rejects.toThrow();
  expect(await left()).toBe(1);
  expect(await drained()).toEqual([]);
  expect(await relay(database, boss, toMail)).toBe(1);
  expect((await drained()).map((job) => job.event)).toEqual([event]);
});

test('a topic that no queue wants is only removed', async () => {
  await happen(database, await insertRequest(database), 'archive');
  expect(await relay(database, boss, () => ({}))).toBe(1);
  expect(await left()).toBe(0);
  expect(await drained()).toEqual([]);
});

test('a rolled back command sends nothing', async () => {
  const request = await insertRequest(database);
  await database
    .transaction(async (transaction) => {
      await transaction.insert(outbox).values({
        requestId: request.id,
        eventId: request.id,
        topic: 'submit',
        data: {},
      });
      await transaction.execute(sql`select 1 / 0`);
    })
    .catch(() => {});
  expect(await relay(database, boss, toMail)).toBe(0);
});
