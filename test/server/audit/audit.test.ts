import { eq, inArray, sql } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { keys } from '../../../server/accounts/tables.ts';
import { record } from '../../../server/acts/acts.ts';
import { staffActs } from '../../../server/acts/tables.ts';
import { readCheckpoints } from '../../../server/audit/checkpoint.ts';
import { reportOf } from '../../../server/audit/report.ts';
import { sealDay } from '../../../server/audit/seal-day.ts';
import { checkpointHeads, checkpoints } from '../../../server/audit/tables.ts';
import { verifyHistory } from '../../../server/audit/verify.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { createCast } from '../requests/world.ts';
import { lifeLength, writeHistories } from './chains.ts';

const { database, url } = await testDatabase();
const { world, api, applicant } = await createCast(database);
const services = { ...world, config: { ...world.config, databaseUrl: url } };
const inThisThread = { threads: 0 };

const template = (await api.created(applicant)).id;
/** 17:30 on the day after all that is written: the checkpoint is of the day before. */
const later = (days = 1) => ({
  ...services,
  now: () => new Date(Date.UTC(2030, 0, days, 17, 30)),
});

// On a busy machine, threads take their time to begin.
vi.setConfig({ testTimeout: 60_000 });

test('the tamper test: what SQL alters, removes, inserts or reorders in 1 000 places is all found, and named', async () => {
  const ids = await writeHistories(url, services, template, 1_000);
  const whole = await verifyHistory(services, inThisThread);
  expect(whole.faults).toEqual([]);
  expect(whole.events).toBe(1_000 * lifeLength + 1);

  const at = (sequence: number) => (list: string[]) =>
    sql`${inArray(events.requestId, list)} and ${events.sequence} = ${sequence}`;
  /** What is done, to which event, and which one is named. */
  const ways: { name: string; run: (list: string[]) => Promise<unknown>; named: number; wrong: string }[] = [
    {
      name: 'text',
      run: (list) =>
        database.update(events).set({ body: sql`replace(body, 'cantine', 'Cantine')` }).where(at(1)(list)),
      named: 1,
      wrong: 'hash',
    },
    {
      name: 'date',
      run: (list) => database.update(events).set({ at: sql`at - interval '1 day'` }).where(at(5)(list)),
      named: 5,
      wrong: 'columns',
    },
    {
      name: 'who',
      run: (list) => database.update(events).set({ actorId: template }).where(at(6)(list)),
      named: 6,
      wrong: 'columns',
    },
    {
      name: 'words',
      run: (list) =>
        database
          .update(events)
          .set({ details: { reason: 'Rien à redire.' } })
          .where(at(4)(list)),
      named: 4,
      wrong: 'details',
    },
    {
      name: 'words gone',
      run: (list) => database.update(events).set({ details: null }).where(at(6)(list)),
      named: 6,
      wrong: 'erased',
    },
    {
      name: 'removed',
      run: (list) => database.delete(events).where(at(3)(list)),
      named: 3,
      wrong: 'missing',
    },
    {
      name: 'removed, and the others moved up',
      run: async (list) => {
        await database.delete(events).where(at(2)(list));
        for (const from of [3, 4, 5, 6]) {
          await database
            .update(events)
            .set({ sequence: from - 1 })
            .where(at(from)(list));
        }
        await database.update(requests).set({ eventCount: 5 }).where(inArray(requests.id, list));
      },
      named: 2,
      wrong: 'link',
    },
    {
      name: 'end removed',
      run: (list) => database.delete(events).where(at(6)(list)),
      named: 6,
      wrong: 'missing',
    },
    {
      name: 'inserted',
      run: (list) =>
        database.execute(sql`insert into events (request_id, sequence, id, name, provider_id, actor_id, actor_role,
          at, body, details, previous_hash, hash)
          select request_id, 7, uuidv7(), name, provider_id, actor_id, actor_role, at, body, details, hash, hash
          from events where ${at(6)(list)}`),
      named: 7,
      wrong: 'inserted',
    },
    {
      name: 'reordered',
      run: async (list) => {
        const move = (from: number, to: number) =>
          database.update(events).set({ sequence: to }).where(at(from)(list));
        await move(3, 99);
        await move(5, 3);
        await move(99, 5);
      },
      named: 3,
      wrong: 'link',
    },
  ];
  const expected: object[] = [];
  for (const [index, way] of ways.entries()) {
    const list = ids.filter((_, place) => place % ways.length === index);
    await way.run(list);
    expected.push(...list.map((chainId) => ({ chainId, sequence: way.named, wrong: way.wrong })));
  }
  const found = await verifyHistory(services, inThisThread);
  expect(found.faults).toHaveLength(1_000);
  expect(found.faults.map(({ history: _, ...fault }) => fault)).toEqual(expect.arrayContaining(expected));
  expect(reportOf(found, 1)).toContain(`requests, chain ${ids[0]}, event 1 was altered`);

  await database.delete(events).where(inArray(events.requestId, ids));
  await database.delete(requests).where(inArray(requests.id, ids));
  expect((await verifyHistory(services, inThisThread)).faults).toEqual([]);
});

test('what the provider’s people do besides deciding is verified too', async () => {
  const act = (text: string) =>
    record(services, template, applicant.userId, () => ({
      name: 'note',
      subject: 'note-1',
      facts: {},
      words: { text },
      role: 'reporter',
    }));
  await act('À relire.');
  await act('Relu.');
  const { events: held, faults } = await verifyHistory(services, inThisThread);
  expect([held, faults]).toEqual([3, []]);
  await database
    .update(staffActs)
    .set({ details: { text: 'Rien.' } })
    .where(eq(staffActs.sequence, 2));
  expect((await verifyHistory(services, inThisThread)).faults).toEqual([
    { history: 'staff', chainId: template, sequence: 2, wrong: 'details' },
  ]);
  await database
    .update(staffActs)
    .set({ details: { text: 'Relu.' } })
    .where(eq(staffActs.sequence, 2));
});

test('threads find what one finds', async () => {
  const ids = await writeHistories(url, services, template, 10);
  await database.delete(events).where(sql`${events.requestId} = ${ids[3]} and sequence = 2`);
  const [alone, together] = [
    await verifyHistory(services, inThisThread),
    await verifyHistory(services, { threads: 2 }),
  ];
  expect(together).toEqual(alone);
  expect(together.faults).toEqual([{ history: 'requests', chainId: ids[3], sequence: 2, wrong: 'missing' }]);
  await database.delete(events).where(inArray(events.requestId, ids));
  await database.delete(requests).where(inArray(requests.id, ids));
});

/** A chain that both checkpoints below know. */
let victim = '';

test('a checkpoint is signed once a day, and a history that goes on agrees with all of them', async () => {
  [victim = ''] = await writeHistories(url, services, template, 1);
  expect(await sealDay(later(), inThisThread)).toBe(true);
  expect(await sealDay(later(), inThisThread)).toBe(false);
  await writeHistories(url, services, template, 3, new Date('2030-01-01T08:00:00Z'));
  expect(await sealDay(later(20), inThisThread)).toBe(true);
  const { checkpoints: verdict } = await verifyHistory(services, inThisThread);
  expect(verdict).toEqual({ verified: 2, last: '2030-01-19', faults: [] });
  const [first, second] = await readCheckpoints(database);
  expect(Number(second?.events)).toBe(Number(first?.events) + 3 * lifeLength);
});

/** What the next tests do goes no further than themselves. */
async function tampered(run: () => Promise<unknown>) {
  const copies = [events, requests, checkpoints, checkpointHeads, keys] as const;
  const before = await Promise.all(copies.map((table) => database.select().from(table)));
  await run();
  const audit = await verifyHistory(services, inThisThread);
  for (const table of [events, requests, checkpoints, checkpointHeads, keys]) await database.delete(table);
  for (const place of [1, 0, 2, 3, 4]) {
    const [table, rows] = [copies[place], before[place]];
    if (table && rows?.length) await database.insert(table).values(rows as never);
  }
  return audit;
}

test('an end that is cut, its request made to agree, is found by the checkpoint', async () => {
  const cut = async () => {
    const [fourth] = await database
      .select()
      .from(events)
      .where(sql`${events.requestId} = ${victim} and sequence = 4`);
    await database.delete(events).where(sql`${events.requestId} = ${victim} and sequence > 4`);
    await database
      .update(requests)
      .set({ eventCount: 4, headHash: String(fourth?.hash) })
      .where(eq(requests.id, victim));
  };
  const named = await tampered(cut);
  expect(named.faults).toEqual([{ history: 'requests', chainId: victim, sequence: 5, wrong: 'missing' }]);
  // Nor does it help to take it out of what the checkpoint has noted.
  const unnamed = await tampered(async () => {
    await cut();
    await database.delete(checkpointHeads).where(eq(checkpointHeads.chainId, victim));
  });
  expect(unnamed.faults).toEqual([]);
  expect(unnamed.checkpoints.faults[0]).toMatchObject({ wrong: 'root' });
});

test('a whole chain that is removed is found by the checkpoint', async () => {
  const remove = async () => {
    await database.delete(events).where(eq(events.requestId, victim));
    await database.delete(requests).where(eq(requests.id, victim));
  };
  const named = await tampered(remove);
  expect(named.faults).toEqual([{ history: 'requests', chainId: victim, sequence: 1, wrong: 'missing' }]);
  const unnamed = await tampered(async () => {
    await remove();
    await database.delete(checkpointHeads).where(eq(checkpointHeads.chainId, victim));
  });
  expect(unnamed.checkpoints.faults).toMatchObject([{ wrong: 'root' }, { wrong: 'root' }]);
});

test('a checkpoint that was altered, removed, or signed by another key is found', async () => {
  const [first, second] = await readCheckpoints(database);
  const altered = await tampered(() => database.update(checkpoints).set({ events: 1 }));
  expect(altered.checkpoints.faults).toMatchObject([{ wrong: 'columns' }, { wrong: 'columns' }]);
  const removed = await tampered(() =>
    database.delete(checkpoints).where(eq(checkpoints.day, String(first?.day))),
  );
  expect(removed.checkpoints.faults).toEqual([{ day: second?.day, wrong: 'link' }]);
  const forged = await tampered(() => database.update(keys).set({ jwk: { sealed: 'AAAA' } }));
  expect(forged.checkpoints.faults).toMatchObject([{ wrong: 'signature' }, { wrong: 'signature' }]);
  const kept = { ...inThisThread, kept: [String(second?.signature)] };
  expect((await verifyHistory(services, kept)).checkpoints.faults).toEqual([]);
  await database.delete(checkpoints).where(eq(checkpoints.day, String(second?.day)));
  expect((await verifyHistory(services, kept)).checkpoints.faults).toEqual([
    { day: second?.day, wrong: 'gone' },
  ]);
});

test('a history that does not hold is not signed', async () => {
  await database
    .update(events)
    .set({ hash: 'AAAA' })
    .where(sql`${events.requestId} = ${victim} and sequence = 2`);
  expect(await sealDay(later(60), inThisThread)).toBe(false);
});
