/** Those invited to confirm a step that names them. */
import { asc, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, person } from '../requests/world.ts';
import { formOn, wordsOf } from './pages.ts';
import { createWork, type Work } from './work.ts';

const { database } = await testDatabase();
const { api, applicant, delivered, instructor, world, editor, at, draft, view, project, nameOf } =
  await createWork(database);

describe('confirming', () => {
  const named = (who: Actor) => ({
    answers: { ...complete().answers, delegue_protection_donnees: person('Éden', who.email) },
  });
  const asked = { kind: 'confirm', step: 'personal_data', field: 'delegue_protection_donnees' };
  const officer = async () => at(asked, await draft(named(editor())));
  const confirm = async ({ guest, path }: Work) =>
    guest.post(`${path}/confirmer`, formOn(await guest.get(path), '/confirmer'));

  test('the officer is informed: the request says so, the chain keeps it, the applicant is told', async () => {
    const work = await officer();
    const shown = await work.guest.get(work.path);
    expect(wordsOf(shown)).toContain('j’y suis désigné comme « Délégué à la protection des données »');
    await delivered(work.id);
    expect(wordsOf(await confirm(work))).toContain('votre confirmation est enregistrée');
    const after = await view(work.id);
    expect(after.confirmations).toMatchObject([
      {
        step: 'personal_data',
        field: 'delegue_protection_donnees',
        label: 'Délégué à la protection des données',
        name: 'Éden Fictif',
        current: true,
      },
    ]);
    expect(after.confirmations[0]?.text).toMatch(/^Confirmé par Éden Fictif le /);
    expect(await nameOf(work.id)).toEqual(['create vous', 'confirm Éden Fictif']);
    expect(await verifyChain(world, work.id)).toEqual({ valid: true, events: 2 });
    const [event] = await database
      .select()
      .from(events)
      .where(eq(events.requestId, work.id))
      .orderBy(asc(events.sequence))
      .offset(1);
    expect(event?.body).not.toContain('Fictif');
    const [mail] = await delivered(work.id);
    expect(mail?.to).toEqual([applicant.email]);
    expect(mail?.text).toContain('Éden Fictif a confirmé l’étape « Le traitement des données personnelles »');
    expect(wordsOf(await work.guest.get(work.path))).toContain('Vous avez confirmé cette étape le');
  });

  test('holds through the submission, and is shown to be of before once the step changes', async () => {
    const work = await officer();
    await confirm(work);
    const sent = await api.submitted(applicant, await view(work.id));
    expect(sent.body.confirmations).toMatchObject([{ current: true }]);
    await execute(world, work.id, { name: 'request_changes', reason: 'Précisez.', fields: [] }, instructor);
    const answers = { duree_conservation_donnees_caractere_personnel: 36 };
    await execute(world, work.id, { name: 'save', answers }, applicant);
    const [confirmation] = (await view(work.id)).confirmations;
    expect(confirmation).toMatchObject({ current: false });
    expect(confirmation?.text).toContain('l’étape a changé depuis');
    expect(wordsOf(await work.guest.get(work.path))).toContain('elle a changé depuis');
    await confirm(work);
    expect((await view(work.id)).confirmations).toMatchObject([{ current: true }]);
  });

  test('under instruction too: the officer may be told late', async () => {
    const work = await officer();
    await api.submitted(applicant, await view(work.id));
    await confirm(work);
    expect((await view(work.id)).confirmations).toHaveLength(1);
    await execute(world, work.id, { name: 'refuse', reason: 'Sans base légale.' }, instructor);
    const page = await work.guest.get(work.path);
    expect(page.text).not.toContain('/confirmer');
  });

  test('what was shown, and nothing that came since', async () => {
    const work = await officer();
    const form = formOn(await work.guest.get(work.path), '/confirmer');
    const answers = { destinataire_donnees_caractere_personnel: 'Des prestataires' };
    await execute(world, work.id, { name: 'save', answers }, applicant);
    const page = await work.guest.post(`${work.path}/confirmer`, form);
    expect(page.response.status).toBe(409);
    expect(wordsOf(page)).toContain('Des prestataires');
    expect((await view(work.id)).confirmations).toEqual([]);
  });

  test('who is no longer named has nothing to confirm', async () => {
    const work = await officer();
    const form = formOn(await work.guest.get(work.path), '/confirmer');
    const answers = { delegue_protection_donnees: person('Autre', 'autre.dpo@gestion.example') };
    await execute(world, work.id, { name: 'save', answers }, applicant);
    expect(wordsOf(await work.guest.get(work.path))).toContain('La demande ne vous désigne plus');
    expect((await work.guest.post(`${work.path}/confirmer`, form)).response.status).toBe(409);
    expect((await view(work.id)).confirmations).toEqual([]);
  });

  test('one who was asked to confirm does not write, and the other way round', async () => {
    const work = await officer();
    await work.guest.post(work.path, { montre: 'intitule', intitule: 'Écrit' });
    await work.guest.post(`${work.path}/commentaires`, { commentaire: 'Bonjour' });
    const filling = await project();
    await filling.guest.post(`${filling.path}/confirmer`, { vu: '' });
    for (const { id } of [work, filling]) {
      expect(await view(id)).toMatchObject({ version: 1, confirmations: [], comments: [] });
    }
  });
});
