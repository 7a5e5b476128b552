import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentOf, openStorage } from '../../../server/documents/storage.ts';
import { everyMinute } from '../../../server/documents/upkeep.ts';
import { testDatabase } from '../../support/database.ts';
import { createActor, createApi, createOrganisation, createWorld } from '../requests/world.ts';
import { startDaemon } from './clamd.ts';
import { type StoreStandIn, startObjectStore } from './object-store.ts';
import { pdf } from './samples.ts';

const { database } = await testDatabase();
let store: StoreStandIn;
let folder: string;
beforeAll(async () => {
  store = await startObjectStore();
  folder = await mkdtemp(join(tmpdir(), 'datapass-storage-'));
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(['a folder', 'an object store'])('in %s', (place) => {
  const open = () =>
    openStorage({ dataDir: folder, ...(place === 'an object store' && { s3: store.config }) });

  test('a file is kept, read, and removed, twice without harm', async () => {
    const storage = await open();
    const content = randomBytes(300_000);
    await writeFile(join(folder, 'arrival'), content);
    await storage.moveFromFs(join(folder, 'arrival'), 'ab/abcd');
    expect(await readdir(folder)).not.toContain('arrival');
    expect(await buffer(await contentOf(storage, 'abcd'))).toEqual(content);
    expect(await storage.exists('ab/abcd')).toBe(true);
    await storage.delete('ab/abcd');
    await storage.delete('ab/abcd');
    expect(await storage.exists('ab/abcd')).toBe(false);
    await expect(contentOf(storage, 'abcd')).rejects.toThrow();
  });
});

test('a folder shows a file whole or not at all, and nothing of one that broke off', async () => {
  const storage = await openStorage({ dataDir: folder });
  const old = randomBytes(200_000);
  await storage.putStream('cd/cdef', Readable.from([old]));
  let go = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const slow = Readable.from(
    (async function* () {
      yield old.subarray(0, 1_000);
      await gate;
      yield old.subarray(1_000);
    })(),
  );
  const arriving = storage.putStream('cd/cdef', slow);
  expect(await buffer(await storage.getStream('cd/cdef'))).toEqual(old);
  go();
  await arriving;
  const broken = Readable.from(
    (async function* () {
      yield old;
      throw new Error('cut');
    })(),
  );
  await expect(storage.putStream('ef/efgh', broken)).rejects.toThrow();
  expect(await storage.exists('ef/efgh')).toBe(false);
  expect(await readdir(join(folder, 'documents/incoming'))).toEqual([]);
});

test('a wrong secret opens nothing', async () => {
  const storage = await openStorage({ dataDir: folder, s3: { ...store.config, secretAccessKey: 'guessed' } });
  await expect(storage.put('ab/abcd', 'x')).rejects.toThrow();
  expect(store.objects.size).toBe(0);
});

test('documents live in the object store: sent, served, and not on this disk', async () => {
  const world = await createWorld(database, { s3: store.config });
  const api = createApi(world);
  const camille = await createActor(database, [(await createOrganisation(database)).id]);
  const draft = await api.created(camille);
  const path = `/requests/${draft.id}/documents`;
  const put = (text: string) =>
    api.call<{ id: string }>(camille, `${path}/cadre_juridique_document`, { method: 'PUT', body: pdf(text) });
  const sent = await put('distant');
  expect(sent.status).toBe(201);
  expect([...store.objects.values()]).toEqual([pdf('distant')]);
  expect((await api.call<string>(camille, `${path}/${sent.body.id}`)).body).toBe(pdf('distant').toString());
  expect(await readdir(world.config.dataDir)).toEqual(['uploads']);

  await api.call(camille, `${path}/${sent.body.id}`, { method: 'DELETE' });
  store.away = true;
  expect((await put('perdu')).status).toBe(500);
  store.away = false;
  expect((await api.call(camille, `/requests/${draft.id}`)).body.documents).toEqual([]);
  expect(await readdir(join(world.config.dataDir, 'uploads'))).toEqual([]);
  expect((await put('retrouvé')).status).toBe(201);
});

test('bytes that are lost are an error of one call, and no more', async () => {
  const world = await createWorld(database);
  const api = createApi(world);
  const camille = await createActor(database, [(await createOrganisation(database)).id]);
  const draft = await api.created(camille);
  const path = `/requests/${draft.id}/documents`;
  const sent = await api.call<{ id: string }>(camille, `${path}/cadre_juridique_document`, {
    method: 'PUT',
    body: pdf('perdu'),
  });
  await rm(join(world.config.dataDir, 'documents'), { recursive: true });
  expect((await api.call(camille, `${path}/${sent.body.id}`)).status).toBe(500);
  const daemon = await startDaemon();
  const scanned = { ...world, config: { ...world.config, clamav: { host: '127.0.0.1', port: daemon.port } } };
  await everyMinute(scanned);
  expect((await createApi(scanned).call(camille, `${path}/${sent.body.id}`)).status).toBe(500);
  await daemon.close();
  await everyMinute(scanned);
});
