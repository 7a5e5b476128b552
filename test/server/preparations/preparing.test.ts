/** Instructors prepare drafts for applicants: what they write, the link, and what they may do until it is taken up. */
import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { users } from '../../../server/accounts/tables.ts';
import { actsOf } from '../../../server/acts/acts.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { newId } from '../../../server/database/columns.ts';
import { mostPerDay } from '../../../server/invitations/rules.ts';
import { preparedDrafts } from '../../../server/preparations/tables.ts';
import { sweepPreparations } from '../../../server/preparations/upkeep.ts';
import { testDatabase } from '../../support/database.ts';
import { wordsOf } from '../invitations/pages.ts';
import { createActor } from '../requests/world.ts';
import { createPreparations, days, hidden, purpose, written } from './world.ts';

const { database } = await testDatabase();
const world = await createPreparations(database);
const { clock, delivered, desk, office, officer, prepared, rowOf, sent } = world;

const form = `/instruction/brouillons/nouveau?${purpose}`;

describe('preparing', () => {
  test('keeps what was written, from the SIRET as the directory knows it, and shows it', async () => {
    const { id, page } = await prepared();
    expect(page.response.status).toBe(200);
    expect(await rowOf(id)).toMatchObject({
      ...{ api: 'impot-particulier', stage: 'sandbox', email: 'camille.martin@commune.example' },
      ...{ answers: { intitule: written.title }, preparedBy: office.userId, round: 0, claimedAt: null },
    });
    const words = wordsOf(page);
    for (const said of [written.title, written.text, written.note, 'Pas encore envoyé', 'Enregistré.']) {
      expect(words).toContain(said);
    }
    expect(await delivered(id)).toEqual([]);
    expect((await actsOf(database, id)).map(({ name, by }) => [name, by])).toEqual([
      ['prepare_draft', office.userId],
    ]);
  });

  test('begins with what is usual for a use case', async () => {
    const { id } = await prepared({ useCase: 'cantine_scolaire' });
    const { answers, useCase } = (await rowOf(id)) ?? {};
    expect(useCase).toBe('cantine_scolaire');
    expect(answers?.description).toBeTruthy();
    expect(answers?.intitule).toBe(written.title);
  });

  test.each([
    ['siret', { siret: '123' }, 'Écrivez un SIRET'],
    ['siret', { siret: '73282932000074' }, 'ne connaît pas ce SIRET'],
    ['email', { email: 'personne' }, 'adresse électronique complète'],
    ['title', { title: ' ' }, 'Donnez un titre'],
    ['title', { title: 'x'.repeat(1_000) }, 'Raccourcissez ce titre'],
    ['text', { text: 'x'.repeat(2_001) }, 'Raccourcissez à 2000'],
    ['note', { note: 'x\0' }, 'Retirez le caractère'],
    ['useCase', { useCase: 'inconnu' }, 'Choisissez un cas d’usage'],
  ])('says beside %s what to do about it, and keeps what was typed', async (field, changes, said) => {
    const page = await (await desk()).post(form, { ...written, ...changes });
    expect(page.response.status).toBe(422);
    expect(wordsOf(page)).toContain(said);
    expect(page.text).toContain(`href="#${field}"`);
    expect(page.text).toContain(`id="${field}-error"`);
    expect(page.text).toContain(field === 'email' ? written.title : written.email);
    expect(page.text).toContain('<title>Erreur : ');
  });

  test('is not for oneself, nor for an account that is kept out', async () => {
    const own = await (await desk()).post(form, { ...written, email: office.email.toUpperCase() });
    expect(wordsOf(own)).toContain('C’est votre propre adresse');
    const banned = await createActor(database, []);
    await database.update(users).set({ bannedAt: new Date() }).where(eq(users.id, banned.userId));
    const kept = await (await desk()).post(form, { ...written, email: banned.email });
    expect(kept.response.status).toBe(422);
    expect(wordsOf(kept)).toContain('exclu de DataPass');
  });

  test('is for instructors of the API: others learn nothing of it', async () => {
    const { own } = await prepared();
    const reporter = await desk(await officer('dgfip:*:reporter'));
    expect((await reporter.get('/instruction/brouillons')).response.status).toBe(403);
    expect((await reporter.post(form, written)).response.status).toBe(403);
    const other = await desk(await officer('dinum:*:instructor'));
    expect((await other.get(own)).response.status).toBe(404);
    expect((await other.post(`${own}/inviter`, { version: '1' })).response.status).toBe(404);
    expect(wordsOf(await other.get('/instruction/brouillons'))).not.toContain(written.title);
    const nobody = world.newBrowser();
    expect(
      (await nobody.browser.visit(`${world.address()}${own}`)).response.headers.get('location'),
    ).toContain('/connexion');
    expect((await (await desk()).get(`/instruction/brouillons/${newId()}`)).response.status).toBe(404);
  });

  test('is work that colleagues share, listed with where each stands', async () => {
    const { own } = await sent();
    const colleague = await desk(await officer('dgfip:*:manager'));
    expect(wordsOf(await colleague.get(own))).toContain('Le lien est parti');
    const list = await colleague.get('/instruction/brouillons');
    expect(list.text).toContain(own);
    expect(wordsOf(list)).toContain('Envoyé');
    expect(wordsOf(await colleague.get('/instruction/brouillons?lang=en'))).toContain('Prepared drafts');
  });

  test('asks first for which API, where there are several', async () => {
    const page = await (await desk()).get('/instruction/brouillons/nouveau');
    expect(page.text).toContain('value="impot-particulier:sandbox"');
    // What follows another stage is opened by the applicant's own answers.
    expect(page.text).not.toContain('value="impot-particulier:production"');
    const wrong = await (await desk()).get('/instruction/brouillons/nouveau?pour=inconnue:sandbox');
    expect(wrong.text).toContain('name="pour"');
  });
});

describe('a step', () => {
  test('is filled with the questions of the form, and checked for what may never be stored', async () => {
    const { id, act, instructor, own } = await prepared();
    const page = await instructor.get(`${own}/etapes/basic_infos`);
    expect(page.text).toContain('name="description"');
    const saved = await act('etapes/basic_infos', { montre: 'description', description: 'La cantine.' });
    expect(wordsOf(saved)).toContain('La cantine.');
    expect((await rowOf(id))?.answers).toMatchObject({ description: 'La cantine.', intitule: written.title });
    const long = 'x'.repeat(50_000);
    const wrong = await act('etapes/basic_infos', { montre: 'description', description: long });
    expect(wrong.response.status).toBe(422);
    expect(wrong.text).toContain('id="description-error"');
    expect((await rowOf(id))?.answers.description).toBe('La cantine.');
  });

  test('does not take documents: they are the applicant’s to attach', async () => {
    const { instructor, own } = await prepared();
    const page = await instructor.get(`${own}/etapes/legal`);
    expect(page.text).not.toContain('type="file"');
    expect((await instructor.get(`${own}/etapes/inconnue`)).response.status).toBe(404);
  });
});

describe('the link', () => {
  test('goes in one mail, in the name of the service, with what is left to fill in', async () => {
    const { id, mail, key, instructor, own } = await sent();
    expect(mail?.to).toContain('camille.martin@commune.example');
    expect(mail?.text).toContain('DGFiP');
    expect(mail?.text).toContain(`> ${written.text}`);
    expect(mail?.text).not.toContain(written.note);
    // Who instructs is not named outside.
    expect(`${mail?.subject} ${mail?.text}`).not.toContain(office.familyName);
    expect(mail?.text.match(/https?:\S+/g)).toHaveLength(1);
    expect(key).toHaveLength(43);
    const row = await rowOf(id);
    expect(row?.keyHash).not.toContain(key);
    expect(wordsOf(await instructor.get(own))).toContain('Courriel envoyé le');
  });

  test('goes in the language that the instructor reads us in', async () => {
    const instructor = await desk();
    const page = await instructor.post(`${form}&lang=en`, written);
    expect(wordsOf(page)).toContain('Not sent yet');
    const id = /brouillons\/([0-9a-f-]{36})/.exec(page.url.pathname)?.[1] ?? '';
    const version = hidden(page, 'version');
    const sentPage = await instructor.post(`/instruction/brouillons/${id}/inviter?lang=en`, { version });
    expect(wordsOf(sentPage)).toContain('The link has gone');
    const [mail] = await delivered(id);
    expect(mail?.subject).toContain('A request is ready for you to take up');
    expect(mail?.text).toContain(`/brouillon/${id}?lang=en#`);
  });

  test('is another one each time, and ends the one before', async () => {
    const { id, key, act, claim } = await sent();
    await act('retirer');
    await act('inviter');
    const [again] = await delivered(id);
    const next = /#([\w-]{43})/.exec(again?.text ?? '')?.[1] ?? '';
    expect(next).not.toBe(key);
    const guest = world.newBrowser();
    expect((await guest.post(`${claim}/ouvrir`, { cle: key })).response.status).toBe(422);
    expect(wordsOf(await guest.post(`${claim}/ouvrir`, { cle: next }))).toContain(written.title);
  });

  test('withdrawn before its mail went, is not sent', async () => {
    const { id, act } = await prepared();
    await act('inviter');
    await act('retirer');
    expect(await delivered(id)).toEqual([]);
    expect((await actsOf(database, id)).map(({ name }) => name)).toEqual([
      'prepare_draft',
      'invite_to_draft',
      'withdraw_draft',
    ]);
  });

  test('sent to a wrong address opens nothing once the address is corrected', async () => {
    const { id, key, act, claim } = await sent({ email: 'quelqu.un@commune.example' });
    const page = await act('modifier', written);
    expect(wordsOf(page)).toContain('Le lien n’ouvre plus rien');
    const guest = world.newBrowser();
    const ended = await guest.post(`${claim}/ouvrir`, { cle: key });
    expect([ended.response.status, wordsOf(ended).includes('n’est plus proposé')]).toEqual([410, true]);
    expect((await rowOf(id))?.email).toBe('camille.martin@commune.example');
  });

  test('ends by itself, and may be sent again', async () => {
    const { id, instructor, own, act, key, claim } = await sent();
    clock.ahead = days(15);
    expect(wordsOf(await instructor.get('/instruction/brouillons'))).toBeDefined();
    const late = await world.desk();
    expect(wordsOf(await late.get(own))).toContain('personne n’a repris le brouillon');
    const guest = world.newBrowser();
    const ended = await guest.post(`${claim}/ouvrir`, { cle: key });
    expect([ended.response.status, wordsOf(ended).includes('Ce lien a pris fin')]).toEqual([410, true]);
    await late.post(`${own}/inviter`, { version: hidden(await late.get(own), 'version') });
    expect(await delivered(id)).toHaveLength(1);
    expect(act).toBeDefined();
  });
});

describe('links in a day', () => {
  test('are bounded: one more is not sent, and the draft is kept', async () => {
    const hasty = await officer('dgfip:*:instructor', 'Vite');
    const { id, act } = await prepared({}, hasty);
    const row = await rowOf(id);
    if (!row) throw new Error('no draft');
    const others = Array.from({ length: mostPerDay }, () => ({
      ...{ ...row, id: newId(), round: 1, invitedBy: hasty.userId, invitedAt: new Date() },
    }));
    await database.insert(preparedDrafts).values(others);
    const page = await act('inviter');
    expect([page.response.status, wordsOf(page).includes('envoyez-le demain')]).toEqual([429, true]);
    expect(await rowOf(id)).toMatchObject({ round: 0, invitedAt: null });
    expect(await delivered(id)).toEqual([]);
  });
});

describe('two instructors at once', () => {
  test('do not overwrite each other: the second is told, and nothing is done', async () => {
    const { id, instructor, own } = await prepared();
    const page = await instructor.get(`${own}/modifier`);
    const version = hidden(page, 'version');
    const first = await instructor.post(`${own}/modifier`, { ...written, version, title: 'Premier' });
    expect(first.response.status).toBe(200);
    const second = await instructor.post(`${own}/modifier`, { ...written, version, title: 'Second' });
    expect(second.response.status).toBe(409);
    expect(wordsOf(second)).toContain('a changé entre-temps');
    expect((await rowOf(id))?.answers.intitule).toBe('Premier');
    const twice = await Promise.all([1, 2].map(() => instructor.post(`${own}/inviter`, { version: '2' })));
    expect(twice.map(({ response }) => response.status).sort()).toEqual([200, 409]);
    expect((await rowOf(id))?.round).toBe(1);
    expect(await delivered(id)).toHaveLength(1);
  });
});

describe('what nobody took up', () => {
  test('is deleted by hand, with its mails, once its link is withdrawn', async () => {
    const { id, act, own, instructor } = await sent();
    expect((await act('supprimer')).response.status).toBe(409);
    await act('retirer');
    const page = await act('supprimer');
    expect(wordsOf(page)).toContain('Le brouillon est supprimé');
    expect(await rowOf(id)).toBeUndefined();
    expect((await instructor.get(own)).response.status).toBe(404);
    expect(await verifyChain(world.world, id)).toBeDefined();
  });

  test('goes after 90 days without anything done', async () => {
    const { id } = await sent();
    clock.ahead = days(89);
    await sweepPreparations(world.world);
    expect(await rowOf(id)).toBeDefined();
    clock.ahead = days(91);
    await sweepPreparations(world.world);
    expect(await rowOf(id)).toBeUndefined();
  });
});
