/** Those invited to fill a step: by the same rules as the applicant, beside them, and no further. */
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../../server/audit/chain.ts';
import type { InvitationList } from '../../../server/http/api-people.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createActor } from '../requests/world.ts';
import { formOn, wordsOf } from './pages.ts';
import { createWork } from './work.ts';
import { keyIn } from './world.ts';

const { database } = await testDatabase();
const {
  api,
  applicant,
  commune,
  delivered,
  instructor,
  world,
  newBrowser,
  address,
  editor,
  at,
  draft,
  view,
  project,
  send,
  nameOf,
} = await createWork(database);

describe('filling a step', () => {
  test('is a save of the request: answers, authorship, history, chain', async () => {
    const work = await project();
    const page = await send(work, { intitule: 'Cantine et crèche', avancement: 'pret' });
    expect(page.response.status).toBe(200);
    expect(wordsOf(page)).toContain('Vos réponses sont enregistrées.');
    const after = await view(work.id);
    expect(after.answers).toMatchObject({ intitule: 'Cantine et crèche', avancement: 'pret' });
    expect(after.version).toBe(2);
    expect(after.written_by).toEqual({ basic_infos: 'Éden Fictif' });
    expect(after.history.at(-1)).toMatchObject({
      name: 'save',
      by: 'Éden Fictif',
      role: 'invited',
      text: 'Brouillon modifié par Éden Fictif',
    });
    const [row] = await database.select().from(requests).where(eq(requests.id, work.id));
    expect(row).toMatchObject({ title: 'Cantine et crèche', authorship: { basic_infos: editor().userId } });
    expect(await verifyChain(world, work.id)).toEqual({ valid: true, events: 2 });
    // The invitation was opened, and is not done.
    const list = await api.call<InvitationList>(applicant, `/requests/${work.id}/invitations`);
    expect(list.body.invitations).toMatchObject([{ state: 'opened', done_by: null }]);
  });

  test('several savings of one person are one line of the history; nothing changed is no saving', async () => {
    const work = await project();
    await send(work, { intitule: 'Un' });
    await send(work, { intitule: 'Deux' });
    await send(work, {});
    expect(await nameOf(work.id)).toEqual(['create vous', 'save Éden Fictif']);
    expect((await view(work.id)).version).toBe(3);
  });

  test('writes that step alone, whatever else is sent', async () => {
    const work = await project();
    await send(work, {
      intitule: 'Seul changement',
      montre: ['intitule', 'destinataire_donnees_caractere_personnel', 'responsable_traitement', 'x'],
      destinataire_donnees_caractere_personnel: 'Le monde entier',
      'responsable_traitement.email': 'pirate@ailleurs.example',
      x: 'y',
    });
    const { intitule, ...others } = (await view(work.id)).answers;
    const { intitule: _, ...before } = complete().answers;
    expect([intitule, others]).toEqual(['Seul changement', before]);
  });

  test('what may never be stored is refused, told, and stays in the form', async () => {
    const work = await project();
    const long = 'x'.repeat(201);
    const page = await send(work, { intitule: long, avancement: 'terminé', description: 'Gardé\r\nici' });
    expect(page.response.status).toBe(422);
    expect(wordsOf(page)).toContain('2 réponses à corriger');
    expect(page.text).toContain(`value="${long}"`);
    expect(page.text).toContain('Gardé\nici');
    expect(page.text).toContain('href="#intitule"');
    expect(page.text).toMatch(/id="intitule"[^>]*aria-invalid="true"/);
    expect((await view(work.id)).version).toBe(1);
  });

  test('an answer emptied is removed; a box unticked is; a question not shown keeps its answer', async () => {
    const id = await draft({
      answers: { ...complete().answers, specific_requirements: true, technical_team_value: 'Jadis' },
    });
    const work = await at({ kind: 'fill', step: 'basic_infos' }, id);
    await send(work, { description: '' });
    const { answers } = await view(id);
    expect(answers).not.toHaveProperty('description');
    expect(answers.technical_team_value).toBe('Jadis');
    const scopes = await at({ kind: 'fill', step: 'scopes' }, id);
    const form = formOn(await scopes.guest.get(scopes.path));
    expect(form.scopes).toEqual(['dgfip_rfr', 'dgfip_nbpart', 'dgfip_annee_n_moins_1'].sort());
  });

  test('numbers are read as people write them', async () => {
    const work = await at({ kind: 'fill', step: 'personal_data' }, await draft());
    const field = 'duree_conservation_donnees_caractere_personnel';
    await send(work, { [field]: ' 1 2 ' });
    expect((await view(work.id)).version).toBe(1);
    await send(work, { [field]: '24' });
    expect((await view(work.id)).answers[field]).toBe(24);
    const page = await send(work, { [field]: 'deux ans' });
    expect([page.response.status, page.text.includes('value="deux ans"')]).toEqual([422, true]);
  });

  test('scopes are chosen among those on offer', async () => {
    const work = await at({ kind: 'fill', step: 'scopes' }, await draft());
    await send(work, { scopes: ['dgfip_rfr', 'dgfip_nbpart', 'dgfip_sitfam', 'dgfip_annee_n_moins_1'] });
    expect((await view(work.id)).answers.scopes).toContain('dgfip_sitfam');
    const page = await send(work, { scopes: ['dgfip_inconnu'] });
    expect(page.response.status).toBe(422);
  });

  test('finished, it is checked as for a submission; the applicant is told, once', async () => {
    const { technical_team_type: _, ...answers } = complete().answers;
    const work = await at({ kind: 'fill', step: 'basic_infos' }, await draft({ answers }));
    await delivered(work.id);
    const early = await send(work, { intitule: 'Presque', faire: 'terminer' });
    expect(early.response.status).toBe(422);
    expect(wordsOf(early)).toContain('Dites qui développe le service.');
    // Kept nevertheless.
    expect((await view(work.id)).answers.intitule).toBe('Presque');
    expect(await delivered(work.id)).toEqual([]);
    const done = await send(work, { technical_team_type: 'internal_team', faire: 'terminer' });
    expect(wordsOf(done)).toContain('Merci : l’étape est remplie');
    await send(work, { intitule: 'Encore', faire: 'terminer' });
    const mails = await delivered(work.id);
    expect(mails.map(({ to, subject }) => [to[0], subject])).toEqual([
      [applicant.email, expect.stringContaining('Éden Fictif a rempli « Mon projet »')],
    ]);
    const list = await api.call<InvitationList>(applicant, `/requests/${work.id}/invitations`);
    expect(list.body.invitations[0]).toMatchObject({ state: 'done', done_by: 'Éden Fictif' });
    expect(list.body.invitations[0]?.text).toMatch(/^Remplie par Éden Fictif le /);
  });

  test('a change of somebody else meanwhile is shown beside, and overwritten only knowingly', async () => {
    const work = await project();
    const form = formOn(await work.guest.get(work.path));
    await execute(world, work.id, { name: 'save', answers: { intitule: 'Du demandeur' } }, applicant);
    const conflict = await work.guest.post(work.path, { ...form, intitule: 'De l’éditeur' });
    expect(conflict.response.status).toBe(409);
    expect(wordsOf(conflict)).toContain('Cette étape a changé pendant que vous la remplissiez');
    expect(wordsOf(conflict)).toContain('Du demandeur');
    expect(conflict.text).toContain('value="De l’éditeur"');
    expect((await view(work.id)).answers.intitule).toBe('Du demandeur');
    await work.guest.post(work.path, formOn(conflict));
    expect((await view(work.id)).answers.intitule).toBe('De l’éditeur');
  });

  test('a change of somebody else in another question of the step stays, and is no obstacle', async () => {
    const work = await project();
    const form = formOn(await work.guest.get(work.path));
    const theirs = { intitule: 'Du demandeur' };
    await execute(world, work.id, { name: 'save', answers: theirs }, applicant);
    const saved = await work.guest.post(work.path, {
      ...form,
      description: 'Dite par l’éditeur, en entier.',
    });
    expect(saved.response.status).toBeLessThan(400);
    expect((await view(work.id)).answers).toMatchObject({
      ...theirs,
      description: 'Dite par l’éditeur, en entier.',
    });
  });

  test('what the guest left as it was shown is not put back when another answer is fought over', async () => {
    const work = await project();
    const form = formOn(await work.guest.get(work.path));
    const theirs = { intitule: 'Du demandeur', description: 'Dite par le demandeur.' };
    await execute(world, work.id, { name: 'save', answers: theirs }, applicant);
    const conflict = await work.guest.post(work.path, { ...form, intitule: 'De l’éditeur' });
    expect(conflict.response.status).toBe(409);
    await work.guest.post(work.path, formOn(conflict));
    expect((await view(work.id)).answers).toMatchObject({ ...theirs, intitule: 'De l’éditeur' });
  });

  test('the applicant typing in another step is no obstacle, even at the same moment', async () => {
    const work = await project();
    const form = formOn(await work.guest.get(work.path));
    const typing = Array.from({ length: 4 }, (_, turn) =>
      execute(
        world,
        work.id,
        { name: 'save', answers: { destinataire_donnees_caractere_personnel: `Agents ${turn}` } },
        applicant,
      ).catch(() => {}),
    );
    const [page] = await Promise.all([
      work.guest.post(work.path, { ...form, intitule: 'Ensemble' }),
      ...typing,
    ]);
    expect(page.response.status).toBe(200);
    expect((await view(work.id)).answers.intitule).toBe('Ensemble');
  });

  test('once the request is sent, the page says why nothing can be written; what was typed is given back', async () => {
    const work = await project();
    const form = formOn(await work.guest.get(work.path));
    await api.submitted(applicant, await view(work.id));
    const late = await work.guest.post(work.path, { ...form, intitule: 'Trop tard' });
    expect(late.response.status).toBe(409);
    const words = wordsOf(late);
    expect(words).toContain('La demande est dans l’état « En cours d’instruction »');
    expect(words).toContain('Ce que vous venez de saisir n’est pas enregistré.');
    expect(words).toContain('Trop tard');
    expect(late.text).not.toContain('name="intitule"');
    expect((await view(work.id)).answers.intitule).toBe(complete().answers.intitule);
    // Open again when changes are asked for.
    await execute(world, work.id, { name: 'request_changes', reason: 'Précisez.', fields: [] }, instructor);
    await send(work, { intitule: 'À temps' });
    expect((await view(work.id)).answers.intitule).toBe('À temps');
  });

  test('a session that ended while the form was open loses nothing', async () => {
    const work = await project();
    const form = formOn(await work.guest.get(work.path));
    const link = newBrowser();
    const [mail] = await delivered(work.id);
    await link.post(`${work.path}/ouvrir`, { cle: keyIn(mail) });
    const answer = await link.post(work.path, { ...form, intitule: 'Pas perdu' });
    expect(answer.response.status).toBe(401);
    expect(wordsOf(answer)).toContain('Votre session a pris fin');
    expect(answer.text).toContain('value="Pas perdu"');
    expect((await view(work.id)).version).toBe(1);
  });

  test('an archived request takes nothing', async () => {
    const work = await project();
    await execute(world, work.id, { name: 'archive' }, applicant);
    expect(wordsOf(await work.guest.get(work.path))).toContain('La demande est archivée');
  });
});

test('a colleague of the organisation sees who did what', async () => {
  const work = await project();
  await send(work, { intitule: 'Ensemble' });
  const colleague = await createActor(database, [commune.id]);
  const seen = await api.call(colleague, `/requests/${work.id}`);
  expect(seen.body.written_by).toEqual({ basic_infos: 'Éden Fictif' });
  const list = await api.call<InvitationList>(colleague, `/requests/${work.id}/invitations`);
  expect(list.body.invitations).toHaveLength(1);
});

test('English pages are complete', async () => {
  const work = await project();
  for (const kind of ['fill', 'comment']) {
    const { guest, path } = kind === 'fill' ? work : await at({ kind }, work.id);
    const page = await guest.get(`${path}?lang=en`);
    expect(page.text).toContain('<html lang="en">');
    expect(wordsOf(page)).not.toMatch(/undefined|\[object|Enregistrer|Commentaires/);
  }
  expect(address()).toMatch(/^http/);
});
