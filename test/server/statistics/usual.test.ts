import { expect, test } from 'vitest';
import { newId } from '../../../server/database/columns.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { requests } from '../../../server/requests/tables.ts';
import { experienceOf } from '../../../server/statistics/usual.ts';
import { usualRoutes } from '../../../server/statistics/usual-routes.ts';
import { testDatabase } from '../../support/database.ts';
import { createActor, createOrganisation, createWorld } from '../requests/world.ts';

const { database } = await testDatabase();
const world = await createWorld(database);
let now = new Date('2026-11-20T10:00:00Z');
const services = { ...world, now: () => now };
const app = usualRoutes(services);
const day = 86_400_000;

interface Held {
  organisationId: string;
  useCase: string;
  scopes: string[];
  state?: 'active' | 'revoked' | 'obsolete';
}

/** A request that was validated some time ago. */
async function validated({ organisationId, useCase, scopes, state = 'active' }: Held): Promise<void> {
  const applicant = await createActor(database, [organisationId]);
  const [id, fileId] = [newId(), newId()];
  const common = {
    fileId,
    providerId: 'dgfip',
    api: 'impot-particulier',
    stage: 'production' as const,
    organisationId,
  };
  await database.insert(requests).values({
    ...{ ...common, id, definitionVersion: 2, useCase, applicantId: applicant.userId, state: 'validated' },
    ...{ version: 1, answers: {}, eligibility: {} },
  });
  await database.insert(habilitations).values({
    ...{
      ...common,
      id: newId(),
      requestId: id,
      state,
      definitionVersion: 2,
      termsVersion: '1',
      answers: {},
      scopes,
    },
    ...{ validFrom: now, expiresAt: new Date(now.getTime() + 1000 * day) },
  });
}

async function ask(query: string, headers: Record<string, string> = {}) {
  const response = await app.request(query, { headers });
  const text = await response.text();
  return { response, body: text ? JSON.parse(text) : undefined };
}

/** Figures are kept for ten minutes. */
const later = () => {
  now = new Date(now.getTime() + 11 * 60_000);
};

test('the source of a use case comes first, whatever was validated', async () => {
  const { response, body } = await ask('/impot-particulier/usual?use_case=cantine_scolaire');
  expect(response.status).toBe(200);
  expect(body).toMatchObject({
    api: 'impot-particulier',
    use_case: 'cantine_scolaire',
    usual: { source: 'catalogue' },
  });
  expect(body.usual.scopes.map(({ id }: { id: string }) => id)).toEqual([
    'dgfip_aft',
    'dgfip_rfr',
    'dgfip_nbpart',
    'dgfip_sitfam',
  ]);
  expect(body.usual.scopes[0].label).not.toBe('dgfip_aft');
  expect(body.usual).not.toHaveProperty('organisations');
});

test('past validations speak from five organisations on, and of what half of them asked for', async () => {
  const path = '/impot-particulier/usual?use_case=place_creche';
  const first = await createOrganisation(database);
  // One organisation alone says nothing, however often it asks.
  for (let i = 0; i < 6; i++) {
    await validated({
      organisationId: first.id,
      useCase: 'place_creche',
      scopes: ['dgfip_rfr', 'dgfip_dateNaisDec1'],
    });
  }
  for (let i = 0; i < 3; i++) {
    const { id } = await createOrganisation(database);
    await validated({ organisationId: id, useCase: 'place_creche', scopes: ['dgfip_rfr', 'dgfip_nbpart'] });
  }
  const revoked = await createOrganisation(database);
  await validated({
    organisationId: revoked.id,
    useCase: 'place_creche',
    scopes: ['dgfip_rfr'],
    state: 'revoked',
  });
  expect((await ask(path)).body).toEqual({ api: 'impot-particulier', use_case: 'place_creche', usual: null });

  const fifth = await createOrganisation(database);
  await validated({ organisationId: fifth.id, useCase: 'place_creche', scopes: [], state: 'obsolete' });
  later();
  const { body } = await ask(path);
  expect(body.usual).toMatchObject({ source: 'validations', organisations: 5 });
  expect(body.usual.scopes.map(({ id, count }: { id: string; count: number }) => [id, count])).toEqual([
    ['dgfip_rfr', 4],
    ['dgfip_nbpart', 3],
  ]);
  // What one of five asked for is told to nobody.
  expect(JSON.stringify(body)).not.toContain('dgfip_dateNaisDec1');
});

test('other use cases, and requests for no use in particular, are not compared', async () => {
  for (let i = 0; i < 5; i++) {
    const { id } = await createOrganisation(database);
    await validated({ organisationId: id, useCase: 'demande_libre', scopes: ['dgfip_rfr'] });
  }
  later();
  for (const useCase of ['demande_libre', 'carte_transport']) {
    expect((await ask(`/impot-particulier/usual?use_case=${useCase}`)).body.usual).toBeNull();
  }
});

test('an alias of the API or of the use case is understood, and English is spoken', async () => {
  const { body } = await ask('/api_impot_particulier/usual?use_case=subventions_associations&lang=en');
  expect(body).toMatchObject({ api: 'impot-particulier', use_case: 'aides_sociales_facultatives' });
});

test('any page may read it, keep it ten minutes, and ask whether it has changed', async () => {
  const path = '/impot-particulier/usual?use_case=cantine_scolaire';
  const { response } = await ask(path, { origin: 'https://catalogue.example' });
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  expect(response.headers.get('cache-control')).toBe('public, max-age=600');
  const again = await ask(path, { 'if-none-match': String(response.headers.get('etag')) });
  expect(again.response.status).toBe(304);
  expect(again.response.headers.get('access-control-allow-origin')).toBe('*');
});

test('what does not exist is 404 in words, and is not repeated', async () => {
  for (const [path, code] of [
    ['/nowhere/usual?use_case=cantine_scolaire', 'unknown-api'],
    ['/impot-particulier/usual?use_case=%3Cscript%3E', 'unknown-use-case'],
    ['/impot-particulier/usual', 'unknown-use-case'],
    ['/impot-particulier/usual?use_case=%00', 'unknown-use-case'],
  ]) {
    const { response, body } = await ask(String(path));
    expect([response.status, body.type.split('/').at(-1)]).toEqual([404, code]);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(JSON.stringify(body)).not.toMatch(/script|nowhere/);
  }
});

test('a failure is not kept: the next one asks again', async () => {
  const broken = { now: () => now, database: { select: () => ({}) } as never };
  await expect(experienceOf(broken, 'impot-particulier')).rejects.toThrow();
  await expect(experienceOf(broken, 'impot-particulier')).rejects.toThrow();
});
