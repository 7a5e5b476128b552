/** An administrator puts an answer right, and gives a request to another organisation: over HTTP, on a real database. */
import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { beforeAll, describe, expect, test } from 'vitest';
import { administrationRoutes } from '../../../server/administration/routes.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { pagesForErrors } from '../../../server/pages/problem-page.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import { historyOf } from '../../../server/requests/view/history.ts';
import { testDatabase } from '../../support/database.ts';
import {
  organisation,
  person,
  publicUrl,
  type RequestSeed,
  type Seeded,
  request as seed,
  testServices,
} from '../instruction/seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const app = new Hono();
app.route('/administration', administrationRoutes(services));
app.onError(pagesForErrors(errorHandler(services)));

let town: string;
let applicant: Seeded;
let administrator: Seeded;
let manager: Seeded;
let heir: Seeded;
const heirs = { siret: '21990002400015', name: 'Commune nouvelle d’Exempleville' };

beforeAll(async () => {
  town = await organisation(services, { siret: '21990001600011', name: 'Commune d’Exempleville' });
  const other = await organisation(services, heirs);
  const named = (givenName: string, organisationId: string, ...roles: string[]) =>
    person(services, { givenName, familyName: 'Agent', roles, organisationId });
  applicant = await named('Camille', town);
  administrator = await named('Alix', town, '*:*:administrator');
  manager = await named('Inès', town, 'dgfip:*:manager');
  heir = await named('Sacha', other);
});

async function call(by: Seeded, path: string, form?: Record<string, string>) {
  const response = await app.request(`${publicUrl}/administration/demandes/${path}`, {
    method: form ? 'POST' : 'GET',
    headers: { cookie: by.cookie, ...(form && { origin: publicUrl, 'sec-fetch-site': 'same-origin' }) },
    ...(form && { body: new URLSearchParams(form) }),
  });
  return { status: response.status, text: await response.text() };
}

const seeded = (options: RequestSeed) => seed(services, options);
const row = async (id: string) => {
  const [found] = await database.select().from(requests).where(eq(requests.id, id));
  if (!found) throw new Error('no such request');
  return found;
};

describe('an answer', () => {
  test('is put right: the history says why, and the note is the provider’s alone', async () => {
    const request = await seeded({ applicant: applicant.actor });
    const path = `D${request.number}/reponses/intitule`;
    expect((await call(administrator, `D${request.number}`)).text).toContain('reponses/intitule');
    expect((await call(administrator, path)).text).toContain(`value="${request.title}"`);
    const form = {
      montre: 'intitule',
      intitule: 'Tarif de la cantine',
      reason: 'Faute de frappe.',
      note: 'Appel du 3.',
    };
    expect((await call(administrator, path, { ...form, seen: String(request.version) })).status).toBe(303);
    expect(await row(request.id)).toMatchObject({
      title: 'Tarif de la cantine',
      submittedAnswers: { intitule: 'Tarif de la cantine' },
      state: 'submitted',
    });
    const history = await historyOf(database, request.id);
    expect(history.at(-1)).toMatchObject({ name: 'correct', reason: 'Faute de frappe.' });
    expect(JSON.stringify(history)).not.toContain('Appel du 3.');
    const stored = await database.select().from(events).where(eq(events.requestId, request.id));
    expect(stored.find(({ name }) => name === 'correct')?.details).toEqual({
      reason: 'Faute de frappe.',
      note: 'Appel du 3.',
    });
    expect(await verifyChain(services, request.id)).toMatchObject({ valid: true });
  });

  test.each([
    [{ intitule: '', reason: 'Essai.' }, 'intitule'],
    [{ intitule: 'x'.repeat(5_000), reason: 'Essai.' }, 'intitule'],
    [{ intitule: 'Autre\0', reason: 'Essai.' }, 'intitule'],
    [{ intitule: 'Autre', reason: '' }, 'reason'],
    [{ intitule: 'Autre', reason: 'x'.repeat(2_001) }, 'reason'],
    [{ intitule: 'Autre', reason: 'Essai.', note: 'a\0' }, 'note'],
  ])('that cannot be kept, or that nothing explains, is refused', async (typed, field) => {
    const request = await seeded({ applicant: applicant.actor });
    const form = { montre: 'intitule', note: '', seen: String(request.version), ...typed };
    const { status, text } = await call(administrator, `D${request.number}/reponses/intitule`, form);
    expect(status).toBe(422);
    expect(text).toContain(`href="#${field}"`);
    expect(await row(request.id)).toMatchObject({ version: request.version });
  });

  test('that says the same changes nothing', async () => {
    const request = await seeded({ applicant: applicant.actor });
    const form = {
      montre: 'intitule',
      intitule: request.title,
      reason: 'Essai.',
      note: '',
      seen: String(request.version),
    };
    const { status, text } = await call(administrator, `D${request.number}/reponses/intitule`, form);
    expect([status, text.includes('déjà celle de la demande')]).toEqual([422, true]);
  });

  test('of a request that has moved on is told so', async () => {
    const request = await seeded({ applicant: applicant.actor });
    const form = {
      montre: 'intitule',
      intitule: 'Autre',
      reason: 'Essai.',
      note: '',
      seen: String(request.version - 1),
    };
    expect((await call(administrator, `D${request.number}/reponses/intitule`, form)).status).toBe(409);
  });

  test.each(['delibere', 'cadre_juridique_document'])('« %s » is not to be put right here', async (field) => {
    const request = await seeded({ applicant: applicant.actor });
    expect((await call(administrator, `D${request.number}/reponses/${field}`)).status).toBe(404);
  });
});

describe('a request', () => {
  const move = (request: { version: number }, changes: object = {}) => ({
    siret: '219 900 024 00015',
    email: heir.actor.email,
    reason: 'Fusion des communes.',
    seen: String(request.version),
    ...changes,
  });

  test('is given to another organisation and its agent', async () => {
    const request = await seeded({ applicant: applicant.actor });
    const { status } = await call(administrator, `D${request.number}/organisation`, move(request));
    expect(status).toBe(303);
    expect(await row(request.id)).toMatchObject({
      applicantId: heir.actor.userId,
      organisationId: heir.actor.organisationId,
    });
  });

  test.each([
    [{ siret: '21990003200014' }, 'Personne ne s’est encore connecté pour ce SIRET'],
    [{ siret: '' }, 'Personne ne s’est encore connecté pour ce SIRET'],
    [{ email: 'qui@commune.example' }, 'Aucun compte n’a cette adresse'],
    [{ siret: '21990001600011' }, 'n’agit pas pour cette organisation'],
    [{ reason: '' }, 'Écrivez le motif'],
  ])('not with %o', async (changes, words) => {
    const request = await seeded({ applicant: applicant.actor });
    const { status, text } = await call(
      administrator,
      `D${request.number}/organisation`,
      move(request, changes),
    );
    expect(status).toBe(422);
    expect(text).toContain(words);
  });

  test('not by a manager', async () => {
    const request = await seeded({ applicant: applicant.actor });
    expect((await call(manager, `D${request.number}/organisation`, move(request))).status).toBe(403);
  });

  test('that is not there is not found', async () => {
    expect((await call(administrator, 'D999999')).status).toBe(404);
  });
});
