/** Invited to a draft that shares answers with another of its file: to fill what is its own, to confirm the whole. */
import { expect, test } from 'vitest';
import type { InvitationList } from '../../../server/http/api-people.ts';
import { testDatabase } from '../../support/database.ts';
import { fieldsOf } from '../requests/problems.ts';
import { createTogether } from '../requests/together.ts';
import { createActor, createOrganisation } from '../requests/world.ts';
import { createPages, formOn, wordsOf } from './pages.ts';
import { createInvitationWorld } from './world.ts';

const { database } = await testDatabase();
const { api, applicant, invite, world } = await createInvitationWorld(database);
const { newBrowser, signIn } = createPages(world);
const { begin, join, read } = createTogether(world, api);
const publisher = await createOrganisation(database, { name: 'Éditions Logicielles Fictives' });

const guestAt = async (id: string, body: object, email: string) => {
  const made = await invite(applicant, id, body);
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const guest = newBrowser();
  await signIn(guest, await createActor(database, [publisher.id], { email }));
  return { guest, path: `/invitation/${made.body.id}` };
};

test('fills what the draft asks itself; what is common is filled in the lead', async () => {
  const lead = await begin(applicant);
  const joined = (await join(applicant, lead)).body;
  const email = 'editrice@editeur.example';
  const { guest, path } = await guestAt(joined.id, { kind: 'fill', step: 'basic_infos', email }, email);
  const page = await guest.get(path);
  expect(wordsOf(page)).toContain('Données nécessaires et règle de calcul');
  expect(wordsOf(page)).not.toContain('Titre du projet');
  const rule = 'Le quotient est le revenu divisé par le nombre de parts.';
  const done = await guest.post(path, {
    ...formOn(page),
    donnees_et_regle_de_gestion: rule,
    intitule: 'Autre titre',
  });
  expect(done.response.status).toBe(200);
  const { body } = await read(applicant, joined);
  expect(body.answers).toMatchObject({
    donnees_et_regle_de_gestion: rule,
    intitule: lead.answers.intitule,
  });
  expect((await read(applicant, lead)).body.answers.intitule).toBe(lead.answers.intitule);
  const common = await invite(applicant, joined.id, { kind: 'fill', step: 'personal_data', email });
  expect([common.status, fieldsOf(common.body)]).toEqual([422, ['step unknown_option']]);
});

test('confirms a step with the answers in common in it, until they change in the lead', async () => {
  const lead = await begin(applicant);
  const joined = (await join(applicant, lead)).body;
  const list = await api.call<InvitationList>(applicant, `/requests/${joined.id}/invitations`);
  const officer = list.body.people.find(({ field }) => field === 'delegue_protection_donnees');
  expect(officer?.email).toBe('sacha.bernard@commune.example');
  const { guest, path } = await guestAt(
    joined.id,
    { kind: 'confirm', step: 'contacts', field: 'delegue_protection_donnees' },
    officer?.email ?? '',
  );
  const page = await guest.get(path);
  expect(wordsOf(page)).toContain('sacha.bernard@commune.example');
  await guest.post(`${path}/confirmer`, formOn(page, '/confirmer'));
  const confirmed = (await read(applicant, joined)).body.confirmations;
  expect(confirmed).toMatchObject([{ step: 'contacts', current: true }]);
  const { version } = (await read(applicant, lead)).body;
  await api.call(applicant, `/requests/${lead.id}`, {
    method: 'PATCH',
    body: { answers: { responsable_traitement: null } },
    headers: { 'if-match': `"${version}"` },
  });
  expect((await read(applicant, joined)).body.confirmations).toMatchObject([{ current: false }]);
});
