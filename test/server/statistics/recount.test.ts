/**
 * Random histories through the real commands: what was counted event by event, in any order and twice, is what the whole
 * history gives, and what an independent count of the commands gives.
 */

import { and, asc, eq } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Intent } from '../../../server/requests/life/commands.ts';
import { permitted } from '../../../server/requests/life/lifecycle.ts';
import { systemActor } from '../../../server/requests/life/system.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import { noteCaught } from '../../../server/statistics/caught.ts';
import { recount } from '../../../server/statistics/recount.ts';
import { countEvents } from '../../../server/statistics/rollup.ts';
import { figures } from '../../../server/statistics/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createCast } from '../requests/world.ts';
import { median } from './histogram.ts';

const { database } = await testDatabase();
const { world, api, applicant, instructor } = await createCast(database);
let clock = Date.parse('2024-01-15T09:00:00Z');
world.now = () => new Date(clock);

const { answers } = complete();
const submission = { answers, documents: {}, termsVersion: '2.6', commitments: [] };
const changed = (count: number) => ({
  ...submission,
  answers: { ...answers, description: `Description ${count}` },
});

type Move = { pick: number; hours: number; seed: number };

const moves: fc.Arbitrary<Move> = fc.record({
  pick: fc.nat(100),
  hours: fc.integer({ min: 1, max: 900 }),
  seed: fc.nat(1_000),
});

/** What may be done, as the applicant, the instructor or the clock does it. */
function intents(
  seed: number,
): Record<string, { intent: Intent; as: 'applicant' | 'instructor' | 'system' }> {
  const by = (as: 'applicant' | 'instructor' | 'system', intent: Intent) => ({ as, intent });
  return {
    submit: by('applicant', { name: 'submit', ...changed(seed) }),
    save: by('applicant', { name: 'save', useCase: 'demande_libre', answers: {}, steps: ['projet'] }),
    withdraw: by('applicant', { name: 'withdraw' }),
    reopen: by('applicant', { name: 'reopen' }),
    renew: by('applicant', { name: 'renew', ...changed(seed) }),
    request_changes: by('instructor', {
      name: 'request_changes',
      reason: 'Précisez.',
      fields: ['description', 'projet'].slice(seed % 3),
    }),
    refuse: by('instructor', {
      name: 'refuse',
      reason: 'Hors cadre.',
      ...(seed % 2 === 0 && { ground: 'base_legale' }),
    }),
    validate: by('instructor', { name: 'validate' }),
    cancel_reopening: by('instructor', { name: 'cancel_reopening', reason: 'Sans suite.' }),
    suspend: by('instructor', { name: 'suspend', reason: 'Incident.' }),
    resume: by('instructor', { name: 'resume' }),
    revoke: by('instructor', { name: 'revoke', reason: 'Incident.', urgent: true }),
    archive: by('applicant', { name: 'archive' }),
    end: by('applicant', { name: 'end' }),
    expire: by('system', { name: 'expire' }),
    remind: by('system', { name: 'remind', kind: 'draft' }),
  };
}

/** Moves on more often than it ends. */
const ending = ['archive', 'end', 'revoke', 'expire', 'refuse', 'withdraw', 'remind', 'cancel_reopening'];

async function live(history: Move[]): Promise<string[]> {
  const { id } = await api.created(applicant);
  let row: Parameters<typeof permitted>[0];
  const done: string[] = [];
  for (const { pick, hours, seed } of history) {
    clock += hours * 3_600_000;
    const possible = Object.entries(intents(seed)).filter(
      ([name, { as }]) => row === undefined || permitted(row, as).includes(name as never),
    );
    const onward = possible.filter(([name]) => pick % 5 === 0 || !ending.includes(name));
    const [name, chosen] = (onward.length > 0 ? onward : possible)[pick % Math.max(1, onward.length)] ?? [];
    if (!name || !chosen) break;
    const actor = { applicant, instructor, system: systemActor }[chosen.as];
    try {
      row = await execute(world, id, chosen.intent, actor);
      done.push(name);
    } catch {
      // Refused: an update that changes nothing, a reminder sent already.
    }
  }
  return done;
}

const total = async (metric: string) => {
  const rows = await database
    .select()
    .from(figures)
    .where(and(eq(figures.metric, metric), eq(figures.providerId, ''), eq(figures.period, '')));
  return rows.reduce((sum, { count }) => sum + count, 0);
};

test('figures are those of the history, whatever happened and however it was counted', async () => {
  const names: string[] = [];
  await fc.assert(
    fc.asyncProperty(
      fc.array(moves, { minLength: 4, maxLength: 16 }),
      fc.infiniteStream(fc.nat(1_000)),
      async (history, order) => {
        names.push('create', ...(await live(history)));
        const all = await database.select({ id: events.id }).from(events).orderBy(asc(events.at));
        const shuffled = all
          .map(({ id }) => ({ id, place: order.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ id }) => id);
        // In pieces, some at once, and those of the runs before again.
        const half = Math.ceil(shuffled.length / 2);
        await Promise.all([
          countEvents(database, shuffled.slice(0, half)),
          countEvents(database, shuffled.slice(half - 1)),
        ]);
        const { differences } = await recount(database, { check: true });
        expect(differences).toEqual([]);
      },
    ),
    { numRuns: 25 },
  );
  const times = (name: string) => names.filter((each) => each === name).length;
  expect(times('validate')).toBeGreaterThan(5);
  expect(await total('created')).toBe(times('create'));
  expect(await total('validated')).toBe(times('validate'));
  expect(await total('refused')).toBe(times('refuse'));
  expect(await total('returned')).toBe(times('request_changes'));
  expect((await total('submitted')) + (await total('submitted_again'))).toBe(
    times('submit') + times('renew'),
  );
  expect(await total('decided')).toBe(times('validate') + times('refuse'));
}, 120_000);

test('the median is that of the delays themselves, to the hour', async () => {
  const rows = await database.select().from(events).orderBy(asc(events.requestId), asc(events.sequence));
  const delays: number[] = [];
  let sentAt: Date | undefined;
  let requestId = '';
  for (const { name, at, requestId: of } of rows) {
    if (of !== requestId) sentAt = undefined;
    requestId = of;
    if (['reopen', 'withdraw', 'renew'].includes(name)) sentAt = undefined;
    if (['submit', 'renew'].includes(name)) sentAt ??= at;
    if (['validate', 'refuse'].includes(name) && sentAt)
      delays.push((at.getTime() - sentAt.getTime()) / 3_600_000);
  }
  delays.sort((a, b) => a - b);
  const middle = delays.length / 2;
  const exact = ((delays[Math.ceil(middle) - 1] ?? 0) + (delays[Math.floor(middle)] ?? 0)) / 2;
  const histogram = await database
    .select()
    .from(figures)
    .where(and(eq(figures.metric, 'final_answer'), eq(figures.providerId, ''), eq(figures.period, '')));
  expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(delays.length);
  expect(Math.abs((median(histogram) ?? 0) - exact)).toBeLessThanOrEqual(1);
});

test('what the checks have caught before sending is counted once, and counted anew too', async () => {
  const { id } = await api.created(applicant);
  const [draft] = await database.select().from(requests).where(eq(requests.id, id));
  if (!draft) throw new Error('no draft');
  const at = new Date(clock);
  await Promise.all([
    noteCaught(database, draft, ['description', 'scopes'], at),
    noteCaught(database, draft, ['scopes'], at),
  ]);
  // Sent already: its instructor sees it too.
  await noteCaught(database, { ...draft, firstSubmittedAt: at }, ['intitule'], at);
  expect(await total('caught')).toBe(2);
  expect(await total('caught_requests')).toBe(1);
  const all = await database.select({ id: events.id }).from(events);
  await countEvents(
    database,
    all.map((event) => event.id),
  );
  expect((await recount(database, { check: true })).differences).toEqual([]);
});

test('a recount puts right what was changed behind its back, and counts nothing twice afterwards', async () => {
  const before = await database.select().from(figures);
  await database.update(figures).set({ count: 1_000 }).where(eq(figures.metric, 'validated'));
  const compared = await recount(database, { check: true });
  expect(compared.differences.length).toBeGreaterThan(0);
  const { differences } = await recount(database, { check: false });
  expect(differences).toEqual(compared.differences);
  const all = await database.select({ id: events.id }).from(events);
  await countEvents(
    database,
    all.map(({ id }) => id),
  );
  const after = await database.select().from(figures);
  const plain = (rows: typeof before) =>
    rows
      .filter(({ count }) => count !== 0)
      .map((row) => JSON.stringify(row))
      .sort();
  expect(plain(after)).toEqual(plain(before));
});
