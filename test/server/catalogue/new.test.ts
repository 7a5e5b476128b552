/** The command that starts the file of a new API. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { localise } from '../../../catalogue/localise.ts';
import { checkCatalogue } from '../../../server/catalogue/check.ts';
import { readCatalogue } from '../../../server/catalogue/load.ts';
import { startApi } from '../../../server/catalogue/new.ts';
import { fill } from '../../catalogue/complete.ts';
import { folderWith } from './folder.ts';

const root = join(import.meta.dirname, '../../..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datapass-catalogue-'));
  for (const part of ['apis', 'blocks', 'common']) {
    await cp(join(root, 'catalogue', part), join(folder, part), { recursive: true });
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('writes a file that passes the check at once, beside those of the catalogue', async () => {
  const started = await startApi('carte-grise', folder);
  expect(started).toEqual({ file: join(folder, 'apis/carte-grise.yaml') });
  const { faults } = await checkCatalogue(folder);
  expect(faults.filter(({ file }) => file.endsWith('carte-grise.yaml'))).toEqual([]);
  const definition = (await readCatalogue(folder)).apis.get('carte-grise')?.definition;
  expect(definition?.accepting).toBe(false);
  expect(definition?.steps.map(({ id }) => id)).toContain('contacts');

  const api = definition && localise(definition, 'fr');
  if (!api) throw new Error('not loaded');
  const start = { answers: {}, eligibility: { profil: 'administration' }, use_case: 'demande_libre' };
  expect(Object.keys(fill(api, 'production', start).answers)).toContain('usage');
});

test('needs no block of others', async () => {
  const alone = await folderWith();
  await startApi('carte-grise', alone);
  const { faults } = await checkCatalogue(alone);
  expect(faults).toEqual([]);
});

test('guides in the file itself, and tells editors about the schema', async () => {
  await startApi('permis', folder);
  const text = await readFile(join(folder, 'apis/permis.yaml'), 'utf8');
  expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../schema.json');
  expect(text).toMatch(/npm run catalogue:check/);
});

test.each([
  [undefined, /^Which API\?/],
  ['', /^Which API\?/],
  ['Carte grise', /^An id is made of small letters, digits and « - »/],
  ['../escape', /^An id is made of/],
  ['carte_grise', /^An id is made of/],
  ['library-loans', /^There is already .*library-loans\.yaml\. Choose another id\.$/],
  ['book-loans', /^book-loans is another name of library-loans already/],
  ['api-library-loans', /^api-library-loans is another name of library-loans already/],
])('refuses « %s », and says why', async (id, refusal) => {
  expect(await startApi(id, await folderWith())).toEqual({ refusal: expect.stringMatching(refusal) });
});

test('a file that is there and wrong is not written over', async () => {
  const spoilt = await folderWith(['apis/museum.yaml', 'id: [']);
  expect(await startApi('museum', spoilt)).toHaveProperty('refusal');
  expect(await readFile(join(spoilt, 'apis/museum.yaml'), 'utf8')).toBe('id: [');
});

test('as a command, says what to do next, and ends badly on a refusal', async () => {
  const run = promisify(execFile);
  const here = await folderWith();
  const command = [join(root, 'server/catalogue/new.ts'), 'museum', here];
  const { stdout } = await run(process.execPath, command);
  expect(stdout).toMatch(/apis\/museum\.yaml is written.*Next:.*npm run catalogue:check.*demande\/museum/s);
  await expect(run(process.execPath, command)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/There is already/),
  });
});
