/** The PDF of a habilitation, and the public page that its code leads to. */
import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { extractText, getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkRoutes } from '../../../server/habilitations/check-routes.ts';
import { accessRoutes } from '../../../server/habilitations/routes.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { pagesForErrors } from '../../../server/pages/problem-page.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { testDatabase } from '../../support/database.ts';
import { organisation, person, publicUrl, request, type Seeded, testServices } from '../instruction/seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const app = new Hono();
app.route('/acces', accessRoutes(services));
app.route('/verification', checkRoutes(services));
app.onError(pagesForErrors(errorHandler(services)));

let applicant: Seeded;
let stranger: Seeded;
let instructor: Seeded;
let granted: typeof habilitations.$inferSelect;

beforeAll(async () => {
  const town = await organisation(services, { siret: '21990001600011', name: 'Commune d’Exempleville' });
  const named = (givenName: string, ...roles: string[]) =>
    person(services, { givenName, familyName: 'Agent', roles, organisationId: town });
  applicant = await named('Camille');
  stranger = await named('Sacha');
  instructor = await named('Inès', 'dgfip:*:instructor');
  const row = await request(services, { applicant: applicant.actor });
  const decision = { name: 'validate', conditions: 'Une consultation par foyer et par an.' } as const;
  await execute(services, row.id, decision, instructor.actor);
  const [held] = await database.select().from(habilitations).where(eq(habilitations.requestId, row.id));
  if (!held) throw new Error('no habilitation');
  granted = held;
});

const get = (path: string, by?: Seeded) =>
  app.request(publicUrl + path, { headers: { accept: 'text/html', ...(by && { cookie: by.cookie }) } });

describe('the certificate', () => {
  test('says who may use what, for what, under which conditions, and where to check', async () => {
    const answer = await get(`/acces/H${granted.number}/attestation.pdf`, applicant);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('cache-control')).toContain('no-store');
    const document = await getDocumentProxy(new Uint8Array(await answer.arrayBuffer()));
    const { text } = await extractText(document, { mergePages: true });
    const plain = text.replaceAll(/\s+/g, ' ');
    for (const words of [
      `Habilitation H${granted.number}`,
      'Commune d’Exempleville',
      'SIRET 21990001600011',
      'API Impôt particulier',
      'Une consultation par foyer et par an.',
      'Version 2.6',
      `${publicUrl}/verification/H${granted.number}`,
    ]) {
      expect(plain).toContain(words);
    }
    // No person is named.
    expect(plain).not.toContain('Camille');
  });

  test('is for who may collect the habilitation, and looks absent to others', async () => {
    expect((await get(`/acces/H${granted.number}/attestation.pdf`, stranger)).status).toBe(404);
    expect((await get(`/acces/H${granted.number}/attestation.pdf`)).status).toBe(303);
    expect((await get('/acces/H999999/attestation.pdf', applicant)).status).toBe(404);
  });
});

describe('the public page', () => {
  const state = (changes: Partial<typeof habilitations.$inferInsert>) =>
    database.update(habilitations).set(changes).where(eq(habilitations.id, granted.id));
  const read = async (lang = '') => (await get(`/verification/H${granted.number}${lang}`)).text();

  test('says that it is in force, without who is signed in', async () => {
    const text = await read();
    expect(text).toContain('est en vigueur.');
    expect(text).toContain('Commune d’Exempleville');
    expect(text).not.toContain('Camille');
    expect(await read('?lang=en')).toContain('is in force.');
  });

  test.each([
    [{ state: 'suspended' }, 'l’a suspendue'],
    [{ state: 'revoked' }, 'l’a révoquée'],
    [{ state: 'obsolete' }, 'l’a remplacée'],
    [{ state: 'active', expiresAt: new Date(1) }, 'à son terme'],
  ] as const)('says why it is not: %o', async (changes, words) => {
    await state(changes);
    const text = await read();
    expect(text).toContain('n’est pas en vigueur');
    expect(text).toContain(words);
    await state({ state: 'active', expiresAt: granted.expiresAt });
  });

  test('says that a renewal keeps it past its date', async () => {
    await state({ expiresAt: new Date(Date.now() - 1_000), prolonged: true });
    expect(await read()).toContain('tant que son renouvellement est examiné');
    await state({ expiresAt: granted.expiresAt, prolonged: false });
  });

  test.each(['H999999', 'h0', 'D1000', 'H12345678901234567890'])('%s is not there', async (number) => {
    expect((await get(`/verification/${number}`)).status).toBe(404);
  });
});
