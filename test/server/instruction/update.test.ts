/** An update and a renewal, as who instructs them reads them. */
import { beforeAll, expect, test } from 'vitest';
import { newId } from '../../../server/database/columns.ts';
import type { RequestView } from '../../../server/http/api.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { testDatabase } from '../../support/database.ts';
import { createApi, person, promises } from '../requests/fixture.ts';
import { createTogether } from '../requests/together.ts';
import { offices, pagesApp, publicUrl, type Seeded, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const pages = pagesApp(services);
const api = createApi(services);
const { begin, join, other, patch, read, finish, submit } = createTogether(services, api);

let applicant: Seeded;
let office: Seeded;

beforeAll(async () => {
  const { camille, staff } = await offices(services);
  applicant = camille;
  office = await staff('Inès', '*:*:instructor');
});

const page = async ({ number }: { number: string }, query = '') => {
  const response = await pages.request(`${publicUrl}/instruction/${number}${query}`, {
    headers: { cookie: office.cookie },
  });
  return (await response.text()).replaceAll(/\s+/g, ' ');
};

const command = async (view: { id: string }, path: string, body?: object): Promise<RequestView> => {
  const { version } = (await read(applicant.actor, view)).body;
  const answer = await api.call(applicant.actor, `/requests/${view.id}/${path}`, {
    method: 'POST',
    body,
    headers: { 'if-match': `"${version}"`, 'idempotency-key': newId() },
  });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};

const validated = async (): Promise<RequestView> => {
  const { body } = await api.submitted(applicant.actor, await begin(applicant.actor));
  await execute(services, body.id, { name: 'validate' }, office.actor);
  return (await read(applicant.actor, body)).body;
};

test('an update says what it changes of the habilitation, once it is sent', async () => {
  const view = await validated();
  const { number } = view.habilitation ?? {};
  await command(view, 'reopen');
  await patch(applicant.actor, view, { answers: { intitule: 'Cantine et garderie' } });
  const before = await page(view);
  expect(before).toContain(`Mise à jour de ${number}`);
  expect(before).toContain('rien n’est soumis');
  expect(before).not.toContain('garderie');

  await submit(applicant.actor, view, undefined);
  const sent = await page(view);
  expect(sent).toContain(`Ce qui a changé depuis l’habilitation ${number}`);
  expect(sent).toMatch(/<ins>.*garderie/);
  // The same comparison is not made twice.
  expect(sent).not.toContain('Ce qui a changé depuis la dernière soumission');
  expect(await page(view, '?lang=en')).toContain(`What has changed since habilitation ${number}`);

  // A second round is compared with the first, and with the habilitation.
  await execute(
    services,
    view.id,
    { name: 'request_changes', reason: 'Précisez.', fields: [] },
    office.actor,
  );
  await patch(applicant.actor, view, { answers: { avancement: 'pret' } });
  await submit(applicant.actor, view, undefined);
  const again = await page(view);
  expect(again).toContain('Ce qui a changé depuis la dernière soumission');
  expect(again).toMatch(/<ins>.*garderie/);

  // Refused, nothing is left of it.
  await execute(services, view.id, { name: 'refuse', reason: 'Hors sujet.' }, office.actor);
  const refused = await page(view);
  expect(refused).not.toContain('Ce qui a changé depuis');
  expect(refused).not.toContain('Mise à jour de');
});

test('a renewal says that the rest is the same, and who was replaced', async () => {
  const view = await validated();
  const people = { contact_technique: person('Noa', 'noa.bernard@editeur.example') };
  await command(view, 'renew', { ...promises, same: { purpose: true, data: true, people: false }, people });
  const text = await page(view);
  expect(text).toContain(`Renouvellement de ${view.habilitation?.number}`);
  expect(text).toContain('Le demandeur confirme que l’objet et les données sont les mêmes');
  expect(text).toMatch(/<ins>.*Noa/);
});

test('people replaced, or an update, are told to the other requests of the file', async () => {
  const lead = await begin(applicant.actor);
  const joined = (await join(applicant.actor, lead, other('proconnect'))).body;
  const ready = await finish(applicant.actor, joined, { volumetrie_approximative: 1234 });
  expect((await submit(applicant.actor, lead, [ready])).status).toBe(200);
  await execute(services, lead.id, { name: 'validate' }, office.actor);
  const toldOnes = async () =>
    (await read(applicant.actor, ready)).body.history.filter(({ name }) => name === 'told').length;

  const people = { delegue_protection_donnees: person('Noa', 'noa.bernard@commune.example') };
  await command(lead, 'people', { people });
  expect(await toldOnes()).toBe(1);
  await command(lead, 'reopen');
  await patch(applicant.actor, lead, { answers: { intitule: 'Cantine et garderie' } });
  expect((await submit(applicant.actor, lead, undefined)).status).toBe(200);
  expect(await toldOnes()).toBe(2);
});

test('nothing else is asked for with an update: it may be given up at any moment', async () => {
  const view = await validated();
  await command(view, 'reopen');
  const answer = await join(applicant.actor, view, other('sfip'));
  expect([answer.status, (answer.body as { type?: string }).type?.split('/').at(-1)]).toEqual([
    422,
    'cannot-join',
  ]);
});
