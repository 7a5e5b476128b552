import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { newId } from '../../../server/database/columns.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { messageReads } from '../../../server/messages/tables.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { outbox } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { createApi, createInstructor, createTown, servicesOn } from '../requests/fixture.ts';

const { database } = await testDatabase();
const folder = await mkdtemp(join(tmpdir(), 'datapass-messages-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const services = await servicesOn(database, folder);
const api = createApi(services);

let camille: Actor;
let dominique: Actor;
let instructor: Actor;
let stranger: Actor;

beforeAll(async () => {
  ({ camille, dominique } = await createTown(database));
  ({ camille: stranger } = await createTown(database));
  instructor = await createInstructor(database);
});

const sent = async (): Promise<RequestView> =>
  (await api.submitted(camille, await api.created(camille))).body;

const write = (actor: Actor, id: string, body: unknown, key = newId(), language = 'fr') =>
  api.call<RequestView & { fields?: { field: string; code: string; message: string }[]; type?: string }>(
    actor,
    `/requests/${id}/messages?lang=${language}`,
    { method: 'POST', body, headers: { 'idempotency-key': key } },
  );

const answer = (id: string, text: string) => execute(services, id, { name: 'message', text }, instructor);

const read = (actor: Actor, id: string, sequence: unknown) =>
  api.call(actor, `/requests/${id}/messages/read`, { method: 'POST', body: { sequence } });

const view = async (actor: Actor, id: string) => (await api.call(actor, `/requests/${id}`)).body;

test('both sides write, and each sees who wrote what; the provider as a body', async () => {
  const { id } = await sent();
  const { status, body } = await write(camille, id, { text: '  La délibération est jointe.\nMerci.  ' });
  expect(status).toBe(201);
  expect(body.messages).toMatchObject([
    { by: 'vous', mine: true, text: 'La délibération est jointe.\nMerci.', unread: false },
  ]);
  await answer(id, 'Merci, je regarde.');
  const { messages, unread, history } = await view(camille, id);
  expect(messages.map(({ by, text }) => [by, text])).toEqual([
    ['vous', 'La délibération est jointe.\nMerci.'],
    ['DGFiP', 'Merci, je regarde.'],
  ]);
  expect(messages[1]).toMatchObject({ mine: false, unread: true });
  expect(messages[1]?.when).toMatch(/ à \d\d:\d\d$/);
  expect(unread).toBe(1);
  expect(history.at(-1)).toMatchObject({ text: 'Message par DGFiP' });
  expect(history.at(-1)).not.toHaveProperty('reason');
  expect((await view(dominique, id)).messages[0]).toMatchObject({ by: 'Camille Martin', mine: false });
  const topics = await database.select().from(outbox).where(eq(outbox.requestId, id));
  expect(topics.filter(({ topic }) => topic === 'message')).toHaveLength(2);
});

test('what was read stays read; what comes later does not', async () => {
  const { id } = await sent();
  await answer(id, 'Un');
  await answer(id, 'Deux');
  const { messages } = await view(camille, id);
  const [first, second] = messages.map(({ sequence }) => sequence);
  expect((await read(camille, id, first)).status).toBe(204);
  expect((await view(camille, id)).unread).toBe(1);
  expect((await read(camille, id, second)).status).toBe(204);
  // An older page is late, and takes nothing back.
  expect((await read(camille, id, first)).status).toBe(204);
  expect((await view(camille, id)).unread).toBe(0);
  // Beyond the last one: not what is still to be written.
  expect((await read(camille, id, 2_000_000_000)).status).toBe(204);
  await answer(id, 'Trois');
  expect(await view(camille, id)).toMatchObject({ unread: 1 });
  const rows = await database.select().from(messageReads).where(eq(messageReads.requestId, id));
  expect(rows).toMatchObject([{ side: 'applicant', sequence: second, userId: camille.userId }]);
});

test('a colleague reads along, writes nothing and does not read in the applicant’s stead', async () => {
  const { id } = await sent();
  await answer(id, 'Précisez la durée.');
  expect((await view(dominique, id)).actions).not.toContain('message');
  expect((await write(dominique, id, { text: 'Moi aussi' })).status).toBe(403);
  expect((await read(dominique, id, 100)).status).toBe(403);
  expect((await view(camille, id)).unread).toBe(1);
});

test('nobody else finds anything', async () => {
  const { id } = await sent();
  expect((await write(stranger, id, { text: 'Bonjour' })).status).toBe(404);
  expect((await read(stranger, id, 1)).status).toBe(404);
  expect((await write(camille, newId(), { text: 'Bonjour' })).status).toBe(404);
  expect((await write(camille, 'nothing', { text: 'Bonjour' })).status).toBe(404);
});

test.each([
  ['empty', { text: ' \n ' }, 'text', 'required', 'Écrivez votre message.'],
  ['too long', { text: 'x'.repeat(10_001) }, 'text', 'too_long', 'Raccourcissez'],
  ['of no text', { text: 12 }, 'text', 'wrong_type', 'forme attendue'],
  ['that is none', {}, 'text', 'wrong_type', 'forme attendue'],
])('a message %s says what to do', async (_, body, field, code, words) => {
  const { id } = await sent();
  const { status, body: problem } = await write(camille, id, body);
  expect(status).toBe(422);
  expect(problem.fields?.[0]).toMatchObject({ field, code });
  expect(problem.fields?.[0]?.message).toContain(words);
  expect((await view(camille, id)).messages).toEqual([]);
});

test('what PostgreSQL cannot hold is refused, and a page in English is answered in English', async () => {
  const { id } = await sent();
  expect((await write(camille, id, { text: 'a\0b' })).status).toBeGreaterThanOrEqual(400);
  expect((await write(camille, id, { text: 'a\0b' })).status).toBeLessThan(500);
  const { body } = await write(camille, id, { text: '' }, newId(), 'en');
  expect(body.fields?.[0]?.message).toBe('Write your message.');
  expect((await read(camille, id, 'all')).status).toBe(422);
  expect((await read(camille, id, -1)).status).toBe(422);
});

test('a message sent twice with one key is one message; two at once are two', async () => {
  const { id } = await sent();
  const key = newId();
  const twice = await Promise.all([
    write(camille, id, { text: 'Une fois' }, key),
    write(camille, id, { text: 'Une fois' }, key),
  ]);
  expect(twice.map(({ status }) => status)).toEqual([201, 201]);
  expect((await write(camille, id, { text: 'Autre' }, key)).status).toBe(422);
  await Promise.all([write(camille, id, { text: 'A' }), answer(id, 'B').catch(() => answer(id, 'B'))]);
  const { messages } = await view(camille, id);
  expect(messages.map(({ text }) => text).sort()).toEqual(['A', 'B', 'Une fois']);
  expect(
    (await api.call(camille, `/requests/${id}/messages`, { method: 'POST', body: { text: 'x' } })).status,
  ).toBe(400);
});

test('a draft that was never sent, and an archived file, take no message', async () => {
  const draft = await api.created(camille);
  expect((await write(camille, draft.id, { text: 'Bonjour' })).status).toBe(409);
  const { id } = await sent();
  await execute(services, id, { name: 'refuse', reason: 'Sans base légale.' }, instructor);
  expect((await write(camille, id, { text: 'Pourquoi ?' })).status).toBe(201);
  await execute(services, id, { name: 'archive' }, camille);
  expect((await write(camille, id, { text: 'Encore' })).status).toBe(409);
  expect((await view(camille, id)).messages).toHaveLength(1);
});
