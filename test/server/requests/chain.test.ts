import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/chain.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createCast } from './world.ts';

const { database } = await testDatabase();
const { world, api, applicant, instructor } = await createCast(database);

async function refusedRequest(): Promise<string> {
  const { body } = await api.submitted(applicant, await api.created(applicant));
  await execute(
    world,
    body.id,
    { name: 'refuse', reason: 'Madame Martin n’est pas compétente.' },
    instructor,
  );
  return body.id;
}

const second = (id: string) => sql`${events.requestId} = ${id} and ${events.sequence} = 2`;

test.each([
  [
    'a byte of the text',
    { body: sql`replace(body, 'delegue_informe', 'delegue_informf')` },
    { sequence: 2, wrong: 'hash' },
  ],
  ['a hash', { hash: 'AAAA' }, { sequence: 2, wrong: 'hash' }],
  ['a link', { previousHash: 'AAAA' }, { sequence: 2, wrong: 'link' }],
  ['the date beside the text', { at: new Date('2020-01-01') }, { sequence: 2, wrong: 'columns' }],
  ['the actor beside the text', { actorRole: 'instructor' }, { sequence: 2, wrong: 'columns' }],
])('%s changed in the database is found', async (_, change, found) => {
  const id = await refusedRequest();
  expect(await verifyChain(world, id)).toEqual({ valid: true, events: 3 });
  await database.update(events).set(change).where(second(id));
  expect(await verifyChain(world, id)).toEqual({ valid: false, ...found });
});

test('an event taken out, in the middle or at the end, is found', async () => {
  const [one, other] = [await refusedRequest(), await refusedRequest()];
  await database.delete(events).where(second(one));
  expect(await verifyChain(world, one)).toMatchObject({ sequence: 2, wrong: 'missing' });
  await database.delete(events).where(sql`${events.requestId} = ${other} and ${events.sequence} = 3`);
  expect(await verifyChain(world, other)).toMatchObject({ sequence: 3, wrong: 'missing' });
});

test('a chain made again with another key is found', async () => {
  const id = await refusedRequest();
  const other = { ...world, config: { ...world.config, secretKey: 'another key, of more than thirty-two' } };
  expect(await verifyChain(other, id)).toMatchObject({ valid: false, sequence: 1, wrong: 'hash' });
});

test('words of a decision are neither rewritten nor taken out by SQL', async () => {
  const id = await refusedRequest();
  const last = sql`${events.requestId} = ${id} and ${events.sequence} = 3`;
  await database
    .update(events)
    .set({ details: { reason: 'Autre chose.' } })
    .where(last);
  expect(await verifyChain(world, id)).toEqual({ valid: false, sequence: 3, wrong: 'details' });
  await database.update(events).set({ details: null }).where(last);
  expect(await verifyChain(world, id)).toEqual({ valid: false, sequence: 3, wrong: 'erased' });
});

test('no answer, name, address or word of a decision stands in the text of an event', async () => {
  const id = await refusedRequest();
  const rows = await database.select({ body: events.body }).from(events).where(eq(events.requestId, id));
  const text = rows.map(({ body }) => body).join('\n');
  const [row] = await database.select().from(requests).where(eq(requests.id, id));
  const strings = (value: unknown): string[] =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'object' && value !== null
        ? Object.values(value).flatMap(strings)
        : [];
  expect(strings(row?.answers).length).toBeGreaterThan(20);
  for (const value of strings(complete().answers)) expect(text).not.toContain(`"${value}"`);
  expect(text).not.toContain('Martin');
  expect(text).not.toContain('@');
});

test('which of the API’s reasons a refusal has stands in its text, to be counted when the words are erased', async () => {
  const { body } = await api.submitted(applicant, await api.created(applicant));
  const refusal = { name: 'refuse', reason: 'Des mots.', ground: 'hors_cadre' } as const;
  await execute(world, body.id, refusal, instructor);
  const rows = await database.select().from(events).where(eq(events.requestId, body.id));
  const told = rows.find(({ name }) => name === 'refuse');
  expect(JSON.parse(String(told?.body))).toMatchObject({ ground: 'hors_cadre' });
  expect(await verifyChain(world, body.id)).toEqual({ valid: true, events: 3 });
});
