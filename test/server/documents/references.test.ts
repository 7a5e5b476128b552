import { createHash } from 'node:crypto';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { bring, release, settle } from '../../../server/documents/contents.ts';
import { storageKey } from '../../../server/documents/storage.ts';
import { contents, documentAccesses, documents } from '../../../server/documents/tables.ts';
import { everyHour, everyMinute } from '../../../server/documents/upkeep.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { testDatabase } from '../../support/database.ts';
import {
  createActor,
  createApi,
  createInstructor,
  createOrganisation,
  createWorld,
  type World,
} from '../requests/world.ts';
import { pdf } from './samples.ts';

const { database } = await testDatabase();
let world: World;
let api: ReturnType<typeof createApi>;
let camille: Actor;
let elsewhere: Actor;
beforeAll(async () => {
  world = await createWorld(database);
  api = createApi(world);
  camille = await createActor(database, [(await createOrganisation(database)).id]);
  elsewhere = await createActor(database, [(await createOrganisation(database)).id]);
});

const field = 'cadre_juridique_document';
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const kept = (content: Uint8Array) => world.storage.exists(storageKey(sha256(content)));
const put = (actor: Actor, view: RequestView, content: Uint8Array) =>
  api.call<{ id: string; size: number; name: string }>(
    actor,
    `/requests/${view.id}/documents/${field}?name=acte.pdf`,
    { method: 'PUT', body: content },
  );
const remove = (actor: Actor, view: RequestView, id: string) =>
  api.call(actor, `/requests/${view.id}/documents/${id}`, { method: 'DELETE' });
/** The clock, so much later than now. */
const later = (minutes: number): World => ({ ...world, now: () => new Date(Date.now() + minutes * 60_000) });

test('the bytes go with the last document that refers to them, whoever sent the others', async () => {
  const content = pdf('partagé');
  const [one, other] = [await api.created(camille), await api.created(elsewhere)];
  const first = await put(camille, one, content);
  const second = await put(elsewhere, other, content);
  // Nothing in an answer tells that somebody else has it.
  expect(Object.keys(second.body)).toEqual(Object.keys(first.body));
  await remove(camille, one, first.body.id);
  await everyMinute(later(2));
  expect(await kept(content)).toBe(true);
  expect(
    (await api.call<string>(elsewhere, `/requests/${other.id}/documents/${second.body.id}`)).status,
  ).toBe(200);
  await remove(elsewhere, other, second.body.id);
  // A submission under way may still name it.
  await everyMinute(world);
  expect(await kept(content)).toBe(true);
  await everyMinute(later(2));
  expect(await kept(content)).toBe(false);
  expect(
    await database
      .select()
      .from(contents)
      .where(eq(contents.sha256, sha256(content))),
  ).toEqual([]);
  expect((await put(camille, one, content)).status).toBe(201);
  expect(await kept(content)).toBe(true);
});

test('what was submitted stays until no submission names it', async () => {
  const instructor = await createInstructor(database);
  const [v1, v2] = [pdf('première'), pdf('deuxième')];
  const draft = await api.created(camille, { use_case: 'cantine_scolaire' });
  const { body: first } = await put(camille, draft, v1);
  await api.submitted(camille, draft);
  const changes = { name: 'request_changes' as const, reason: 'Illisible.', fields: [field] };
  for (const content of [v2, pdf('troisième')]) {
    await execute(world, draft.id, changes, instructor);
    const seen = await api.call(camille, `/requests/${draft.id}`);
    for (const { id } of seen.body.documents) await remove(camille, draft, id);
    await put(camille, draft, content);
    await everyHour(later(90));
    expect(await kept(v1)).toBe(true);
    expect(
      (await api.submitted(camille, (await api.call(camille, `/requests/${draft.id}`)).body)).status,
    ).toBe(200);
  }
  await everyHour(later(90));
  expect([await kept(v1), await kept(v2)]).toEqual([false, true]);
  const [row] = await database.select().from(documents).where(eq(documents.id, first.id));
  expect(row).toBeUndefined();
});

test('an upload under way holds its content against a removal; one that died is cleared', async () => {
  const content = pdf('en route');
  const path = join(world.config.dataDir, 'arrival');
  await writeFile(path, content);
  await bring(world, path, sha256(content));
  expect(await release(world, sha256(content))).toBe(false);
  expect(await kept(content)).toBe(true);
  await everyHour(later(30));
  expect(await kept(content)).toBe(true);
  await everyHour(later(90));
  expect(await kept(content)).toBe(false);

  await writeFile(path, content);
  await bring(world, path, sha256(content));
  await settle(database, sha256(content));
  expect(await release(world, sha256(content))).toBe(true);
  expect(await kept(content)).toBe(false);
});

test('uploads and removals of the same content at once lose nothing that is referred to', async () => {
  const content = pdf('disputé');
  const drafts = await Promise.all(Array.from({ length: 8 }, () => api.created(camille)));
  await Promise.all(
    drafts.map(async (draft, index) => {
      const { body } = await put(camille, draft, content);
      if (index % 2 === 0) await remove(camille, draft, body.id);
      await everyHour(later(2));
    }),
  );
  await everyMinute(later(2));
  expect(await kept(content)).toBe(true);
  const rows = await database
    .select()
    .from(documents)
    .where(eq(documents.sha256, sha256(content)));
  expect(rows).toHaveLength(4);
  const [row] = await database
    .select()
    .from(contents)
    .where(eq(contents.sha256, sha256(content)));
  expect(row?.arriving).toBe(0);
});

test('a refused upload leaves nothing', async () => {
  const draft = await api.created(camille);
  await put(camille, draft, pdf('un'));
  const refused = await put(camille, draft, pdf('de trop'));
  expect(refused.status).toBe(422);
  await everyHour(later(90));
  expect(await kept(pdf('de trop'))).toBe(false);
});

test('the log of downloads outlives the document, for a year; cut uploads go after a day', async () => {
  const draft = await api.created(camille);
  const { id } = (await put(camille, draft, pdf('journal'))).body;
  await api.call(camille, `/requests/${draft.id}/documents/${id}`);
  await remove(camille, draft, id);
  const folders = ['uploads', 'documents/incoming'].map((name) => join(world.config.dataDir, name));
  const old = new Date(Date.now() - 2 * 86_400_000);
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'old'), 'x');
    await utimes(join(folder, 'old'), old, old);
    await writeFile(join(folder, 'new'), 'x');
  }
  const log = () => database.select().from(documentAccesses).where(eq(documentAccesses.documentId, id));
  await everyHour(later(90));
  expect(await log()).toHaveLength(1);
  for (const folder of folders) expect(await readdir(folder)).toEqual(['new']);
  await everyHour(later(366 * 24 * 60));
  expect(await log()).toEqual([]);
});
