/** Who has a role on a group of an API’s data sees the requests that ask for them, and no others, wherever they look. */
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { definitions } from '../../../server/catalogue/tables.ts';
import { keepDefinitions } from '../../../server/catalogue/versions.ts';
import { relatedTo } from '../../../server/examination/related.ts';
import { readerFor } from '../../../server/instruction/list/conditions.ts';
import { countTabs } from '../../../server/instruction/list/counts.ts';
import { instructionEntries } from '../../../server/instruction/list/tables.ts';
import { instructorsOf } from '../../../server/notifications/people.ts';
import type { Intent } from '../../../server/requests/life/commands.ts';
import type { RequestRow } from '../../../server/requests/life/events.ts';
import { rolesOn } from '../../../server/requests/life/relation.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { visits } from './list-seed.ts';
import { canteen, offices, request, type Seeded, submit, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const { staff, camille } = await offices(services);
const { get } = visits(services);

const asks = (intitule: string, ...scopes: string[]) =>
  request(services, {
    ...{ applicant: camille.actor, api: 'api-particulier', stage: 'production', useCase: 'ccas' },
    answers: { ...canteen, intitule, scopes },
  });
const ofGroup = (row: RequestRow, group = 'cnaf') => row.scopeGroups.includes(`api-particulier:${group}`);

let family: RequestRow;
let work: RequestRow;
let both: RequestRow;
let tax: RequestRow;
let reporter: Seeded;
let instructor: Seeded;
let whole: Seeded;

beforeAll(async () => {
  await keepDefinitions(services);
  family = await asks('Tarifs du CCAS', 'cnaf_quotient_familial', 'cnaf_enfants');
  work = await asks('Aides à l’emploi', 'pole_emploi_identite');
  both = await asks('Aides facultatives', 'pole_emploi_identite', 'revenu_solidarite_active');
  tax = await request(services, { applicant: camille.actor });
  reporter = await staff('Rose', 'api-particulier:cnaf:reporter');
  instructor = await staff('Ivan', 'api-particulier:cnaf:instructor');
  whole = await staff('Dina', 'dinum:api-particulier:instructor');
});

const numbers = (...rows: RequestRow[]) => rows.map(({ number }) => `D${number}`).sort();
const listed = async (who: Seeded, path = '/instruction?onglet=toutes') =>
  (await get(path, who)).numbers.map((number) => `D${number}`).sort();

test('a request has the groups of the data that it asks for, by its last submission', async () => {
  expect([family, work, both, tax].map(({ scopeGroups }) => scopeGroups)).toEqual([
    ['api-particulier:cnaf'],
    ['api-particulier:france_travail'],
    ['api-particulier:cnaf', 'api-particulier:france_travail'],
    [],
  ]);
  const [stored] = await database.select().from(requests).where(eq(requests.id, both.id));
  expect(stored?.scopeGroups).toEqual(both.scopeGroups);
  const moved = await asks('Demande changée', 'cnaf_enfants');
  const changes: Intent = { name: 'request_changes', reason: 'Précisez.', fields: [] };
  const back = await execute(services, moved.id, changes, whole.actor);
  const typed = { scopes: ['pole_emploi_identite'] };
  // What the applicant types counts when it is sent.
  expect(ofGroup(await execute(services, back.id, { name: 'save', answers: typed }, camille.actor))).toBe(
    true,
  );
  const sent = await submit(services, { ...back, answers: { ...back.answers, ...typed } }, camille.actor);
  expect(sent.scopeGroups).toEqual(['api-particulier:france_travail']);
  const [entry] = await database
    .select()
    .from(instructionEntries)
    .where(eq(instructionEntries.requestId, moved.id));
  expect(entry?.scopeGroups).toEqual(['api-particulier:france_travail']);
  expect(await listed(reporter)).not.toContain(`D${moved.number}`);
  await execute(services, moved.id, { name: 'refuse', reason: 'Essai.' }, whole.actor);
});

describe('who reads or instructs a group', () => {
  test('finds its requests in the list, by every way there', async () => {
    for (const who of [reporter, instructor]) {
      expect(await listed(who)).toEqual(numbers(family, both));
      expect(await listed(who, '/instruction?onglet=attente')).toEqual(numbers(family, both));
      expect(await listed(who, '/instruction?onglet=toutes&api=api-particulier')).toEqual(
        numbers(family, both),
      );
      expect(await listed(who, '/instruction?onglet=toutes&q=Aides')).toEqual(numbers(both));
      expect(await listed(who, `/instruction?onglet=toutes&q=D${work.number}`)).not.toEqual(numbers(work));
      const { text } = await get('/instruction', who);
      expect(text).toContain('API Particulier');
      expect(text).not.toContain('API Impôt particulier');
    }
    expect(await listed(whole)).toEqual(expect.arrayContaining(numbers(family, work, both)));
  });

  test('counts these alone', async () => {
    const counts = await countTabs(await readerFor(services, reporter.actor));
    expect(counts).toMatchObject({ waiting: 2, unseen: 2 });
  });

  test('opens these alone', async () => {
    const status = async (row: RequestRow, who: Seeded) =>
      (await get(`/instruction/D${row.number}`, who)).status;
    for (const who of [reporter, instructor]) {
      expect([await status(family, who), await status(both, who)]).toEqual([200, 200]);
      expect([await status(work, who), await status(tax, who)]).toEqual([404, 404]);
    }
  });

  test('exports these alone, and no number of another', async () => {
    const { text } = await get('/instruction/export.csv?onglet=toutes', reporter);
    for (const row of [family, both]) expect(text).toContain(`D${row.number}`);
    for (const row of [work, tax]) expect(text).not.toContain(`D${row.number}`);
    expect((await get('/instruction/export.csv?onglet=toutes', whole)).text).toContain(`D${work.number}`);
  });

  test('is shown these alone beside another request', async () => {
    const seen = async ({ actor }: Seeded) => {
      const { requests: others, duplicates } = await relatedTo(services, family, actor);
      return [...others, ...duplicates].map(({ number }) => number);
    };
    expect(await seen(reporter)).toEqual([both.number]);
    expect(await seen(whole)).toEqual(expect.arrayContaining([both.number, work.number]));
  });

  test('is what they are to these alone: a reporter decides nothing', () => {
    const { actor } = instructor;
    expect([family, work, both, tax].map((row) => rolesOn(row, actor))).toEqual([
      ['instructor'],
      [],
      ['instructor'],
      [],
    ]);
    expect(rolesOn(family, reporter.actor)).toEqual(['reporter']);
  });

  test('is written to about these alone', async () => {
    const to = (row: RequestRow) => instructorsOf(database, row, new Date());
    expect((await to(family)).sort()).toEqual([whole.actor.email, instructor.actor.email].sort());
    expect(await to(work)).toEqual([whole.actor.email]);
  });

  test('an instructor decides these, and not the others', async () => {
    const intent: Intent = { name: 'request_changes', reason: 'Précisez.', fields: [] };
    const row = await asks('À décider', 'cnaf_adresse');
    expect((await execute(services, row.id, intent, instructor.actor)).state).toBe('changes_requested');
    await expect(execute(services, work.id, intent, instructor.actor)).rejects.toMatchObject({ status: 404 });
    const other = await asks('À lire', 'cnaf_adresse');
    await expect(execute(services, other.id, intent, reporter.actor)).rejects.toMatchObject({ status: 403 });
    for (const { id } of [row, other])
      await execute(services, id, { name: 'refuse', reason: 'Essai.' }, whole.actor).catch(() => {});
  });
});

describe('a definition that groups its data otherwise', () => {
  test('counts for the requests that there are, and for their place in the list', async () => {
    const [present] = await database.select().from(definitions).where(eq(definitions.api, 'api-particulier'));
    const body = structuredClone(present?.body as typeof definitions.$inferSelect.body);
    for (const group of body.scopes.groups) if (group.id === 'france_travail') group.id = 'emploi';
    body.version += 1;
    await database
      .insert(definitions)
      .values({ api: body.id, version: body.version, body, writtenAt: new Date() });
    const groupsOf = async (row: RequestRow) =>
      (
        await database
          .select({ row: requests.scopeGroups, entry: instructionEntries.scopeGroups })
          .from(requests)
          .innerJoin(instructionEntries, eq(instructionEntries.requestId, requests.id))
          .where(eq(requests.id, row.id))
      )[0];
    const renamed = ['api-particulier:cnaf', 'api-particulier:emploi'];
    expect(await groupsOf(both)).toEqual({ row: renamed, entry: renamed });
    for (const group of body.scopes.groups) delete group.id;
    await database
      .update(definitions)
      .set({ body })
      .where(sql`${definitions.api} = ${body.id} and ${definitions.version} = ${body.version}`);
    expect(await groupsOf(both)).toEqual({ row: [], entry: [] });
  });
});
