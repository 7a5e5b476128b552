/** The clock over the database, moved by hand: what is due is done once, whoever looks and however often. */
import { and, asc, eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/chain.ts';
import { runClock } from '../../../server/clock/run.ts';
import { pageSize } from '../../../server/clock/store.ts';
import { newId } from '../../../server/database/columns.ts';
import { inForce } from '../../../server/habilitations/in-force.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { addDays, addMonths } from '../../../server/requests/dates.ts';
import type { Intent } from '../../../server/requests/life/commands.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events, outbox, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createCast, promises } from '../requests/world.ts';

const { database } = await testDatabase();
const { world, api, applicant, instructor } = await createCast(database);

const present = new Date();
const at = (now: Date) => ({ ...world, now: () => now });
const look = (now: Date) => runClock(at(now));
const run = (id: string, intent: Intent, now = present, actor = applicant) =>
  execute(at(now), id, intent, actor);
const submission = {
  answers: complete().answers,
  documents: {},
  termsVersion: promises.terms_version,
  commitments: promises.commitments,
};

const rowOf = async (id: string) => (await database.select().from(requests).where(eq(requests.id, id)))[0];
const heldBy = async (id: string) =>
  (await database.select().from(habilitations).where(eq(habilitations.requestId, id)))[0];
/** What the clock has done to a request, in order. */
async function done(id: string): Promise<string[]> {
  const rows = await database
    .select({ name: events.name, kind: sql<string | null>`${events.body}::json ->> 'kind'` })
    .from(events)
    .where(and(eq(events.requestId, id), eq(events.actorRole, 'system')))
    .orderBy(asc(events.sequence));
  return rows.map(({ name, kind }) => kind ?? name);
}

async function sent(): Promise<string> {
  const { body } = await api.submitted(applicant, await api.created(applicant));
  return body.id;
}
async function sentBack(now = present): Promise<string> {
  const id = await sent();
  await run(id, { name: 'request_changes', reason: 'Précisez.', fields: [] }, now, instructor);
  return id;
}
async function validated(expiresAt?: Date): Promise<{ id: string; end: Date }> {
  const id = await sent();
  await run(id, { name: 'validate' }, present, instructor);
  if (expiresAt) {
    await database.update(habilitations).set({ expiresAt }).where(eq(habilitations.requestId, id));
  }
  return { id, end: (await heldBy(id))?.expiresAt ?? present };
}

test('a draft is reminded of once, by three processes at once and by a run that comes again', async () => {
  const { id } = await api.created(applicant);
  await look(addDays(present, 14));
  expect(await done(id)).toEqual([]);
  const later = addDays(present, 16);
  await Promise.all([look(later), look(later), look(later)]);
  await look(addDays(present, 40));
  expect(await done(id)).toEqual(['draft']);
  const told = await database.select().from(outbox).where(eq(outbox.requestId, id));
  expect(told.filter(({ topic }) => topic === 'remind')).toHaveLength(1);
  expect(await verifyChain(world, id)).toMatchObject({ valid: true });
});

test('an unanswered modification request is reminded of after six months, then archived; an answered one is not', async () => {
  const [silent, answered] = [await sentBack(), await sentBack()];
  const sixth = addDays(addMonths(present, 6), 1);
  await look(sixth);
  expect([await done(silent), await done(answered)]).toEqual([['changes'], ['changes']]);
  await execute(at(addDays(sixth, 3)), answered, { name: 'submit', ...submission }, applicant);
  await look(addDays(sixth, 14));
  expect(await rowOf(silent)).toMatchObject({ state: 'changes_requested' });
  await look(addDays(sixth, 16));
  await look(addDays(sixth, 17));
  expect(await done(silent)).toEqual(['changes', 'archive']);
  expect(await rowOf(silent)).toMatchObject({ state: 'archived' });
  expect(await rowOf(answered)).toMatchObject({ state: 'submitted', reminded: [] });
});

test('an answer and the archives at the same moment: one of them, whole', async () => {
  const ids = await Promise.all(Array.from({ length: 8 }, () => sentBack()));
  const sixth = addDays(addMonths(present, 6), 1);
  await look(sixth);
  const last = addDays(sixth, 16);
  const answer = (id: string) => execute(at(last), id, { name: 'submit', ...submission }, applicant);
  await Promise.allSettled([look(last), ...ids.map(answer), look(last)]);
  for (const id of ids) {
    const { state } = (await rowOf(id)) ?? {};
    const archived = (await done(id)).includes('archive');
    expect(state).toBe(archived ? 'archived' : 'submitted');
    expect(await verifyChain(world, id)).toMatchObject({ valid: true });
  }
});

test('who instructs is warned once of the legal date, and the request stays as it is', async () => {
  const id = await sent();
  await look(addDays(addMonths(present, 2), -17));
  expect(await done(id)).toEqual([]);
  await look(addDays(addMonths(present, 2), -14));
  await look(addMonths(present, 5));
  expect(await done(id)).toEqual(['deadline']);
  expect(await rowOf(id)).toMatchObject({ state: 'submitted' });
});

test('the end of a habilitation: each notice once, the nearest after a stop, then the end, noted once', async () => {
  const { id, end } = await validated();
  await look(addDays(end, -95));
  expect(await done(id)).toEqual([]);
  await look(addDays(end, -89));
  await look(addDays(end, -80));
  // Nobody looked for two months.
  await look(addDays(end, -20));
  await look(addDays(end, -13));
  expect(await done(id)).toEqual(['end-90', 'end-30', 'end-14']);
  const past = addDays(end, 1);
  await Promise.all([look(past), look(past)]);
  await look(addDays(end, 2));
  expect(await done(id)).toEqual(['end-90', 'end-30', 'end-14', 'expire']);
  expect(await heldBy(id)).toMatchObject({ state: 'active', endedAt: past });
  expect(await rowOf(id)).toMatchObject({ state: 'validated', held: 'ended' });
  expect(await verifyChain(world, id)).toMatchObject({ valid: true });
});

test('an update that is begun or sent back repeats no notice', async () => {
  const { id, end } = await validated(addDays(present, 55));
  await look(present);
  await run(id, { name: 'reopen' });
  await look(present);
  expect(await done(id)).toEqual(['end-60']);
  expect(end).toBeInstanceOf(Date);
});

test('a renewal sent in time keeps the habilitation, until it is decided or two months after it was sent back', async () => {
  const end = addDays(present, 20);
  const [kept, abandoned, resumed] = [await validated(end), await validated(end), await validated(end)];
  for (const { id } of [kept, abandoned, resumed]) await run(id, { name: 'renew', ...submission });
  const past = addDays(end, 10);
  const back: Intent = { name: 'request_changes', reason: 'Précisez.', fields: [] };
  for (const { id } of [abandoned, resumed]) await run(id, back, past, instructor);
  const isInForce = async (id: string, now: Date) => {
    const rows = await database.select().from(habilitations).where(inForce(now));
    return rows.some(({ requestId }) => requestId === id);
  };
  await look(addDays(past, 40));
  expect(await done(abandoned.id)).toEqual(['prolonged-30']);
  const bound = addMonths(past, 2);
  await run(resumed.id, { name: 'submit', ...submission }, addDays(bound, -1));
  await look(addDays(bound, -1));
  expect(await isInForce(abandoned.id, addDays(bound, -1))).toBe(true);
  await look(addDays(bound, 1));
  expect((await done(abandoned.id)).at(-1)).toBe('expire');
  expect(await isInForce(abandoned.id, addDays(bound, 1))).toBe(false);
  expect(await rowOf(abandoned.id)).toMatchObject({ state: 'changes_requested', held: 'ended' });
  for (const { id } of [kept, resumed]) expect(await isInForce(id, addDays(bound, 1))).toBe(true);

  // Ended, it is not lost: an answer goes on, and its validation issues the next one.
  await run(abandoned.id, { name: 'submit', ...submission }, addDays(bound, 2));
  expect(await isInForce(abandoned.id, addDays(bound, 2))).toBe(false);
  await run(abandoned.id, { name: 'validate' }, addDays(bound, 3), instructor);
  expect(await isInForce(abandoned.id, addDays(bound, 3))).toBe(true);
});

test('the end and the renewal at the same moment: sent after the end, a renewal keeps nothing', async () => {
  const end = addDays(present, 1);
  const held = await Promise.all(Array.from({ length: 6 }, () => validated(end)));
  const past = addDays(end, 1);
  await Promise.allSettled([
    look(past),
    ...held.map(({ id }) => run(id, { name: 'renew', ...submission }, past)),
  ]);
  await look(past);
  for (const { id } of held) {
    expect(await done(id)).toEqual(['expire']);
    expect(await heldBy(id)).toMatchObject({ prolonged: false, endedAt: past });
    expect(await rowOf(id)).toMatchObject({ held: 'ended' });
  }
});

test('a publisher is told of the end of its questionnaire, three months before, once', async () => {
  const { id } = await validated();
  const questionnaireEndsAt = addMonths(present, 12);
  await database.update(habilitations).set({ questionnaireEndsAt }).where(eq(habilitations.requestId, id));
  await look(addMonths(present, 8));
  expect(await done(id)).toEqual([]);
  await look(addDays(addMonths(present, 9), 1));
  await look(addMonths(present, 11));
  expect(await done(id)).toEqual(['questionnaire']);
});

test('more than a page of drafts, one of an API that has left the catalogue, are all reminded of', async () => {
  const { id } = await api.created(applicant);
  const like = await rowOf(id);
  if (!like) throw new Error('no draft');
  const { number: _, ...draft } = like;
  const rows = Array.from({ length: pageSize + 30 }, (__, index) => {
    const own = newId();
    return { ...draft, id: own, fileId: own, ...(index === 7 && { api: 'gone' }) };
  });
  await database.insert(requests).values(rows);
  await look(addDays(present, 16));
  const reminded = await database
    .select({ id: requests.id })
    .from(requests)
    .where(sql`${requests.state} = 'draft' and 'draft' = any(${requests.reminded})`);
  const all = new Set(reminded.map((row) => row.id));
  expect(rows.filter((row) => !all.has(row.id))).toEqual([]);
}, 60_000);

test('what is looked at is found by its index', async () => {
  const plan = async (query: ReturnType<typeof sql>) => {
    const rows = await database.transaction(async (transaction) => {
      await transaction.execute(sql`set local enable_seqscan = off`);
      return transaction.execute(sql`explain ${query}`);
    });
    return JSON.stringify([...rows]);
  };
  const drafts = sql`select id from requests where state = 'draft' and reopening is null and with_id is null
    and reminded = '{}' order by id limit 10`;
  expect(await plan(drafts)).toContain('requests_to_remind');
  const rounds = sql`select id from requests where state = 'submitted' and state in ('submitted', 'changes_requested')
    and last_submitted_at <= now() order by last_submitted_at, id limit 10`;
  expect(await plan(rounds)).toContain('requests_by_round');
  const ends = sql`select id from habilitations where state in ('active', 'suspended') and ended_at is null
    and expires_at <= now() order by expires_at, id limit 10`;
  expect(await plan(ends)).toContain('habilitations_to_end');
});
