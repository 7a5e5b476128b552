import { eq } from 'drizzle-orm';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { admitOrganisation, organisationProblem } from '../../../server/organisations/admission.ts';
import {
  createDirectory,
  type Directory,
  DirectoryUnavailable,
} from '../../../server/organisations/directory.ts';
import { readAnswer, UnreadableAnswer } from '../../../server/organisations/directory-answer.ts';
import { readSiret } from '../../../server/organisations/siret.ts';
import { organisations } from '../../../server/organisations/tables.ts';
import { organisationView } from '../../../server/organisations/view.ts';
import { type DirectoryStandIn, startDirectoryStandIn } from '../../../server/stand-ins/directory.ts';
import { organisations as known } from '../../../server/stand-ins/organisations.ts';
import { testDatabase } from '../../support/database.ts';

const { database } = await testDatabase();
let standIn: DirectoryStandIn;
let directory: Directory;
let now = () => new Date();
const log = pino({ level: 'silent' });
const services = () => ({ database, directory, now: () => now() });
beforeAll(async () => {
  standIn = await startDirectoryStandIn();
  directory = createDirectory({ url: standIn.url, database, log, now: () => now(), timeout: 500 });
});
afterAll(() => standIn.close());
beforeEach(async () => {
  await database.delete(organisations);
  standIn.queue.length = 0;
  now = () => new Date();
});

describe('a SIRET', () => {
  test.each(['21590122400018', '130 025 265 00013', '2192 0023 5000 14', '35600000009075', '35600000000048'])(
    '%s is well written',
    (siret) => expect(readSiret(siret)).toMatch(/^\d{14}$/),
  );
  test.each([
    '21590122400019',
    '2159012240001',
    '215901224000188',
    'abcdefghijklmn',
    '35600000009074',
    '',
    '٢١٥٩٠١٢٢٤٠٠٠١٨',
    undefined,
    21590122400018,
  ])('%s is not', (siret) => expect(readSiret(siret)).toBeUndefined());

  test('of every person of the stand-in is well written', () => {
    for (const { siret } of Object.values(known)) expect(readSiret(siret)).toBe(siret);
  });
});

describe('looking an organisation up', () => {
  test('reads the establishment asked for, not the seat', async () => {
    expect(await directory.find(known.commune.siret)).toMatchObject({
      siret: known.commune.siret,
      name: 'Commune d’Exempleville',
      address: '1 place de la Mairie 99100 Exempleville',
      postcode: '99100',
      department: '99',
      legalCategory: '7210',
      activity: '84.11Z',
      open: true,
      hints: { est_administration: true },
    });
  });

  test('calls no one for what is no SIRET', async () => {
    const before = standIn.calls();
    expect(await directory.find('12345678901234')).toBeUndefined();
    expect(await directory.find("'; drop table users; --")).toBeUndefined();
    expect(standIn.calls()).toBe(before);
  });

  test('asks once a day per SIRET', async () => {
    const before = standIn.calls();
    await directory.find(known.commune.siret);
    await directory.find(known.commune.siret);
    expect(standIn.calls() - before).toBe(1);
    now = () => new Date(Date.now() + 25 * 3_600_000);
    await directory.find(known.commune.siret);
    expect(standIn.calls() - before).toBe(2);
  });

  test('waits as long as it is told when there are too many calls, and tries again', async () => {
    standIn.queue.push({ status: 429, headers: { 'retry-after': '1' } });
    expect(await directory.find(known.commune.siret)).toMatchObject({ open: true });
  });

  test('does not keep people waiting for longer', async () => {
    standIn.queue.push({ status: 429, headers: { 'retry-after': '60' } });
    await expect(directory.find(known.commune.siret)).rejects.toThrow(DirectoryUnavailable);
  });

  test('survives an answer that breaks', async () => {
    standIn.queue.push({ status: 500 });
    expect(await directory.find(known.commune.siret)).toMatchObject({ open: true });
    for (const body of ['<html>', '{"results":"none"}']) {
      await database.delete(organisations);
      standIn.queue.push({ status: 200, body });
      await expect(directory.find(known.ccas.siret)).rejects.toThrow(DirectoryUnavailable);
    }
  });

  test('serves what it knew when the directory is away', async () => {
    await directory.find(known.commune.siret);
    const away = createDirectory({
      url: 'http://127.0.0.1:9',
      database,
      log,
      now: () => now(),
      timeout: 500,
    });
    now = () => new Date(Date.now() + 48 * 3_600_000);
    expect(await away.find(known.commune.siret)).toMatchObject({ name: 'Commune d’Exempleville' });
    await expect(away.find(known.ccas.siret)).rejects.toThrow(DirectoryUnavailable);
  });

  test('an answer that is none is told apart from an unknown SIRET', () => {
    expect(() => readAnswer({ erreur: 'panne' }, known.commune.siret)).toThrow(UnreadableAnswer);
    expect(readAnswer({ results: [] }, known.commune.siret)).toBeUndefined();
  });
});

describe('acting for an organisation', () => {
  test.each([
    ['12345678901234', 'organisation-invalid'],
    [undefined, 'organisation-invalid'],
    [known.inconnue.siret, 'organisation-unknown'],
    [known.fermee.siret, 'organisation-closed'],
  ])('%s is refused: %s, with what to do', async (siret, code) => {
    await expect(admitOrganisation(services(), siret)).rejects.toMatchObject({ code });
    for (const language of ['fr', 'en'] as const) {
      const problem = organisationProblem(code as 'organisation-closed', language);
      expect(problem.detail.length).toBeGreaterThan(40);
      expect(problem.detail).not.toContain(String(siret));
    }
  });

  test('a directory that is away is said to be so', async () => {
    standIn.queue.push({ status: 503 }, { status: 503 });
    await expect(admitOrganisation(services(), known.commune.siret)).rejects.toMatchObject({
      code: 'directory-unavailable',
    });
  });

  test('an organisation that may not be named is accepted, and shown without its name', async () => {
    const row = await admitOrganisation(services(), known.discrete.siret);
    expect(organisationView(row, 'fr')).toMatchObject({ name: 'Organisation non diffusible', address: '' });
    expect(organisationView(row, 'en').name).toBe('Undisclosed organisation');
  });

  test('is recorded once, however often', async () => {
    const [first, second] = await Promise.all([
      admitOrganisation(services(), known.commune.siret),
      admitOrganisation(services(), known.commune.siret),
    ]);
    expect(first.id).toBe(second.id);
    const rows = await database
      .select()
      .from(organisations)
      .where(eq(organisations.siret, known.commune.siret));
    expect(rows).toHaveLength(1);
  });
});
