/** What those invited do: they fill, confirm and comment, by the same rules as the applicant. */
import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../../../server/accounts/actor.ts';
import { documents } from '../../../server/documents/tables.ts';
import type { InvitationList } from '../../../server/http/api-people.ts';
import { findFile } from '../../../server/instruction/store.ts';
import { verifyChain } from '../../../server/requests/chain.ts';
import { execute } from '../../../server/requests/execute.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { complete, createActor, createOrganisation, person } from '../requests/world.ts';
import { createPages, formOn, type GuestBrowser, wordsOf } from './pages.ts';
import { createInvitationWorld } from './world.ts';

const { database } = await testDatabase();
const { api, applicant, commune, delivered, instructor, invite, world } =
  await createInvitationWorld(database);
const { newBrowser, signIn, address } = createPages(world);

const publisher = await createOrganisation(database, { name: 'Éditions Logicielles Fictives' });
let guests = 0;
/** Signed in with ProConnect under the invited address. */
let editor: Actor;
beforeEach(async () => {
  editor = await createActor(database, [publisher.id], {
    email: `editrice.${++guests}@editeur.example`,
    givenName: 'Éden',
    familyName: 'Fictif',
  });
});

interface Work {
  id: string;
  path: string;
  guest: GuestBrowser;
}

/** A guest before the page of an invitation, who has shown who they are. */
async function at(body: object, id: string, who = editor): Promise<Work> {
  const made = await invite(applicant, id, { email: who.email, ...body });
  expect(made.status).toBe(201);
  const guest = newBrowser();
  await signIn(guest, who);
  return { id, guest, path: `/invitation/${made.body.id}` };
}

const draft = async (changes: object = {}) => (await api.created(applicant, changes)).id;
const view = async (id: string) => (await api.call(applicant, `/requests/${id}`)).body;
const project = () => draft().then((id) => at({ kind: 'fill', step: 'basic_infos' }, id));

/** Sends the form of the page with some answers changed. */
async function send({ guest, path }: Work, changes: Record<string, string | string[] | File | File[]>) {
  return guest.post(path, { ...formOn(await guest.get(path)), ...changes });
}

async function nameOf(id: string) {
  return (await view(id)).history.map(({ name, by }) => `${name} ${by}`);
}

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
    expect(row).toMatchObject({ title: 'Cantine et crèche', authorship: { basic_infos: editor.userId } });
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
    await link.post(`${work.path}/ouvrir`, { cle: /#([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '' });
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

describe('documents of a step', () => {
  const pdf = (name: string, content = name) =>
    new File([`%PDF-1.7\n${content}\n%%EOF\n`], name, { type: 'application/pdf' });
  const legal = () => draft().then((id) => at({ kind: 'fill', step: 'legal' }, id));
  const field = 'cadre_juridique_document';

  test('go with the answers, are kept in the name of who sent them, and can be fetched and removed', async () => {
    const work = await legal();
    const page = await send(work, {
      cadre_juridique_nature: 'Délibération du 12 mars',
      [field]: pdf('délibération.pdf'),
    });
    expect(page.response.status).toBe(200);
    const after = await view(work.id);
    expect(after.answers.cadre_juridique_nature).toBe('Délibération du 12 mars');
    expect(after.documents).toMatchObject([{ field, name: 'délibération.pdf', scan: 'clean' }]);
    expect(after.written_by).toEqual({ legal: 'Éden Fictif' });
    const [row] = await database.select().from(documents).where(eq(documents.requestId, work.id));
    expect(row?.uploadedBy).toBe(editor.userId);

    const path = `${work.path}/documents/${row?.id}`;
    expect(page.text).toContain(`href="${path}"`);
    const fetched = await work.guest.get(path);
    expect(fetched.response.headers.get('content-disposition')).toContain('attachment');
    expect(fetched.text).toContain('%PDF-1.7');

    const removed = await send(work, { retirer: String(row?.id) });
    expect(removed.response.status).toBe(200);
    expect((await view(work.id)).documents).toEqual([]);
  });

  test('a document alone counts as writing the step', async () => {
    const work = await legal();
    await send(work, { [field]: pdf('seule.pdf') });
    expect(await nameOf(work.id)).toEqual(['create vous', 'save Éden Fictif']);
  });

  test.each([
    ['what is no PDF', new File(['MZ not a pdf'], 'vrai.pdf'), 'n’est pas un PDF'],
    [
      'one too big',
      new File([new Uint8Array(10_000_001)], 'gros.pdf'),
      'joignez un document de 10 Mo au plus',
    ],
  ])('%s is refused, and the answers beside it are kept', async (_, file, words) => {
    const work = await legal();
    const page = await send(work, { cadre_juridique_nature: 'Gardée', [field]: file });
    expect(page.response.status).toBe(422);
    expect(wordsOf(page)).toContain(words);
    expect(wordsOf(page)).toContain('Vos réponses sont enregistrées.');
    const after = await view(work.id);
    expect([after.answers.cadre_juridique_nature, after.documents]).toEqual(['Gardée', []]);
  });

  test('more than a send may hold is refused before it is read', async () => {
    const work = await legal();
    const heavy = new File([new Uint8Array(26_000_000)], 'lourd.pdf');
    const page = await work.guest.post(work.path, { [field]: heavy, montre: field });
    expect(page.response.status).toBe(413);
  });

  test('of another step are neither shown, nor given, nor removed', async () => {
    const id = await draft();
    const mine = await at({ kind: 'fill', step: 'legal' }, id);
    await send(mine, { [field]: pdf('privée.pdf') });
    const [row] = await database.select().from(documents).where(eq(documents.requestId, id));
    const elsewhere = await at({ kind: 'fill', step: 'basic_infos' }, id);
    expect((await elsewhere.guest.get(elsewhere.path)).text).not.toContain('privée.pdf');
    const path = `${elsewhere.path}/documents/${row?.id}`;
    expect((await elsewhere.guest.get(path)).response.status).toBe(404);
    await send(elsewhere, { retirer: String(row?.id) });
    expect((await view(id)).documents).toHaveLength(1);
  });
});

describe('the security questionnaire', () => {
  const secret = 'Salle 3, badge et double authentification';
  const questionnaire = {
    o1: 'oui',
    o2: 'non',
    o3: 'oui',
    o4: 'oui',
    o5: 'oui',
    mise_en_oeuvre: secret,
    surveillance: 'x',
    hebergement: 'x',
    administration_exploitation: 'x',
  };
  /** A request for production, as one that continues a sandbox would be. */
  async function production(): Promise<string> {
    const id = await draft();
    const safety = { safety_certification_means: 'hors_rgs', safety_questionnaire: questionnaire };
    const answers = { ...complete().answers, ...safety };
    await database.update(requests).set({ stage: 'production', answers }).where(eq(requests.id, id));
    return id;
  }

  test('is for who fills it, once they have shown who they are: not by the link, nor for who comments', async () => {
    const { path, id } = await at({ kind: 'fill', step: 'safety_certification' }, await production());
    const [mail] = await delivered(id);
    const link = newBrowser();
    await link.post(`${path}/ouvrir`, { cle: /#([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '' });
    expect((await link.get(path)).text).not.toContain(secret);
    const proven = newBrowser();
    await signIn(proven, editor);
    const page = await proven.get(path);
    expect(page.text).toContain(secret);
    await proven.post(path, { ...formOn(page), 'safety_questionnaire.o2': 'oui' });
    expect((await view(id)).answers.safety_questionnaire).toEqual({ ...questionnaire, o2: 'oui' });

    const adviser = await createActor(database, [publisher.id], { email: `cdl.${guests}@dgfip.example` });
    const reading = await at({ kind: 'comment' }, id, adviser);
    const draftPage = await reading.guest.get(reading.path);
    expect(wordsOf(draftPage)).toContain('nous ne sommes pas soumis au RGS');
    expect(draftPage.text).not.toContain(secret);
  });
});

describe('confirming', () => {
  const named = (who: Actor) => ({
    answers: { ...complete().answers, delegue_protection_donnees: person('Éden', who.email) },
  });
  const asked = { kind: 'confirm', step: 'personal_data', field: 'delegue_protection_donnees' };
  const officer = async () => at(asked, await draft(named(editor)));
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

describe('commenting', () => {
  const adviser = async () => at({ kind: 'comment' }, await draft());
  const comment = ({ guest, path }: Work, commentaire: string) =>
    guest.post(`${path}/commentaires`, { commentaire });

  test('the adviser reads the whole draft and writes of it; the applicant answers', async () => {
    const work = await adviser();
    const page = await work.guest.get(work.path);
    for (const said of ['Tarification de la cantine', 'L. 114-8', 'alix.bernard@', 'Revenu fiscal']) {
      expect(wordsOf(page)).toContain(said);
    }
    expect(page.text).not.toContain('name="intitule"');
    await delivered(work.id);
    const sent = await comment(work, 'Citez la délibération.\r\n<b>Merci</b>');
    expect(wordsOf(sent)).toContain('votre commentaire est envoyé');
    expect(sent.text).toContain('&lt;b&gt;Merci');
    const [mail] = await delivered(work.id);
    expect(mail?.to).toEqual([applicant.email]);
    expect(mail?.text).toContain('> Citez la délibération.\n> <b>Merci</b>');
    expect((await view(work.id)).comments).toMatchObject([
      { by: 'Éden Fictif', mine: false, text: 'Citez la délibération.\n<b>Merci</b>' },
    ]);
    await api.call(applicant, `/requests/${work.id}/comments`, {
      method: 'POST',
      body: { text: 'C’est fait.' },
    });
    const [answer] = await delivered(work.id);
    expect(answer?.to).toEqual([editor.email]);
    expect(wordsOf(await work.guest.get(work.path))).toContain('C’est fait.');
    expect(await verifyChain(world, work.id)).toEqual({ valid: true, events: 3 });
  });

  test('never writes, never submits', async () => {
    const work = await adviser();
    await work.guest.post(work.path, { montre: 'intitule', intitule: 'Écrit' });
    const acting = { ...editor, via: 'invitation' as const, invitedTo: work.id };
    const { answers } = complete();
    const submit = { name: 'submit' as const, answers, documents: {}, termsVersion: '2.6', commitments: [] };
    await expect(execute(world, work.id, submit, acting)).rejects.toMatchObject({ status: 403 });
    await expect(execute(world, work.id, submit, editor)).rejects.toMatchObject({ status: 404 });
    expect((await view(work.id)).version).toBe(1);
  });

  test.each([
    ['nothing', ' \n', 'Écrivez votre commentaire.'],
    ['too much', 'x'.repeat(10_001), 'Raccourcissez votre commentaire'],
    ['what cannot be kept', 'a\0b', 'caractère illisible'],
  ])('%s is refused with the words kept', async (_, text, words) => {
    const work = await adviser();
    const page = await comment(work, text);
    expect([page.response.status, wordsOf(page).includes(words)]).toEqual([422, true]);
    expect((await view(work.id)).comments).toEqual([]);
  });

  test('ends with the draft: what was sent is not the adviser’s any more, nor their words the instructor’s', async () => {
    const work = await adviser();
    await comment(work, 'Entre nous');
    await api.submitted(applicant, await view(work.id));
    const page = await work.guest.get(work.path);
    expect(wordsOf(page)).toContain('En cours d’instruction');
    expect(page.text).not.toContain('Tarification');
    const late = await comment(work, 'Trop tard');
    expect(late.response.status).toBe(422);
    const [row] = await database.select().from(requests).where(eq(requests.id, work.id));
    const file = await findFile(world, `D${row?.number}`, instructor, 'fr');
    expect(JSON.stringify(file?.history)).not.toContain('Entre nous');
    expect(file?.history.map(({ name }) => name)).toEqual(['submit', 'create']);
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
