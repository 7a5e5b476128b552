/** Somebody takes up the draft that was prepared for them: who may, what it becomes, and what each dead end says. */
import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { sessions, users } from '../../../server/accounts/tables.ts';
import { verifyChain } from '../../../server/audit/chain.ts';
import { organisations } from '../../../server/organisations/tables.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import type { Page } from '../../support/browser-session.ts';
import { testDatabase } from '../../support/database.ts';
import { wordsOf } from '../invitations/pages.ts';
import { complete, createActor, promises } from '../requests/world.ts';
import { commune, createPreparations, days, eligible, written } from './world.ts';

const { database } = await testDatabase();
const world = await createPreparations(database);
const { api, clock, delivered, newBrowser, office, officer, prepared, rowOf, sent, signedIn, signIn } = world;

let people = 0;
const fresh = () => `agent.${++people}@commune.example`;

/** What a claim ends in: the hosted page, which these tests do not serve. */
const requestIn = (page: Page): string => page.url.searchParams.get('demande') ?? '';

/** Somebody whom a draft is for, signed in for its organisation. */
async function invited(changes: Partial<typeof written> = {}) {
  const email = fresh();
  const draft = await sent({ email, ...changes });
  return { ...draft, email, ...(await signedIn(email)) };
}

const claimed = async (draft: Awaited<ReturnType<typeof invited>>) =>
  requestIn(await draft.post(`${draft.claim}/reprendre`, eligible));

describe('taking a draft up', () => {
  test('makes it a draft of one’s own, with what was prepared, and one’s own answers on who asks', async () => {
    const draft = await invited({ useCase: 'cantine_scolaire' });
    const page = await draft.get(draft.claim);
    expect(page.response.status).toBe(200);
    for (const said of [
      written.title,
      written.text,
      'Commune d’Exempleville',
      'Puis-je demander l’accès ?',
    ]) {
      expect(wordsOf(page)).toContain(said);
    }
    expect(wordsOf(page)).not.toContain(written.note);
    const done = await draft.post(`${draft.claim}/reprendre`, eligible);
    expect(done.url.pathname).toBe('/demande/impot-particulier');
    const { status, body } = await api.call(draft.actor, `/requests/${requestIn(done)}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ state: 'draft', mine: true, use_case: 'cantine_scolaire', organisation: { siret: commune.siret } },
      ...{ answers: { intitule: written.title }, eligibility: { profil: 'administration' } },
    });
    expect(body.actions).toEqual(expect.arrayContaining(['save', 'submit', 'archive']));
    expect(body.history).toMatchObject([
      { name: 'claim', by: 'vous', role: 'applicant', reason: written.text },
    ]);
    expect(body.history[0]?.text).toContain('Brouillon préparé par le fournisseur, et repris');
    expect(body.written_by).toEqual({});
  });

  test('says in the chain who prepared it and who took it up', async () => {
    const draft = await invited();
    const id = await claimed(draft);
    const [event] = await database
      .select()
      .from(events)
      .where(and(eq(events.requestId, id), eq(events.name, 'claim')));
    expect(JSON.parse(event?.body ?? '')).toMatchObject({
      ...{ by: draft.actor.userId, prepared_by: office.userId, preparation: draft.id },
    });
    expect(event?.body).not.toContain(written.text);
    expect(await verifyChain(world.world, id)).toEqual({ valid: true, events: 1 });
    // The request has the other answers from now on.
    expect(await rowOf(draft.id)).toMatchObject({
      answers: { intitule: written.title },
      claimedBy: draft.actor.userId,
      requestId: id,
    });
  });

  test('is submitted by them as any draft, and instructed as any request', async () => {
    const draft = await invited();
    const id = await claimed(draft);
    const { actor } = draft;
    const view = (await api.call(actor, `/requests/${id}`)).body;
    const { answers, use_case } = complete();
    const filled = (await api.patched(actor, view, { answers, use_case })).body;
    await api.attached(actor, filled, 'cadre_juridique_document', 'délibération');
    const ready = (await api.call(actor, `/requests/${id}`)).body;
    const submitted = await api.submitted(actor, ready);
    expect(submitted.status, JSON.stringify(submitted.body)).toBe(200);
    const { number } = submitted.body;
    const page = await draft.instructor.get(`/instruction/${number}`);
    expect(page.response.status).toBe(200);
    expect(wordsOf(page)).toContain('Brouillon préparé par le fournisseur, et repris');
    expect((await draft.instructor.get(draft.own)).text).toContain(`href="/instruction/${number}"`);
    expect(promises.terms_version).toBeTruthy();
  });

  test('is told to who prepared it, who can do nothing with it any more', async () => {
    const draft = await invited();
    const id = await claimed(draft);
    const [mail] = await delivered(id);
    expect(mail?.to).toContain(office.email);
    expect(mail?.text).toContain(`a repris le brouillon`);
    expect(await delivered(id)).toEqual([]);
    const page = await draft.instructor.get(draft.own);
    expect(wordsOf(page)).toContain('Repris par Camille Martin');
    expect(page.text).not.toContain('<form method="post" action="/instruction');
    for (const act of ['inviter', 'retirer', 'supprimer', 'modifier', 'etapes/basic_infos']) {
      const done = await draft.instructor.post(`${draft.own}/${act}`, { ...written, version: '3' });
      expect([act, done.response.status]).toEqual([act, 409]);
    }
    const view = (await api.call(draft.actor, `/requests/${id}`)).body;
    expect((await api.call(office, `/requests/${id}`)).status).toBe(404);
    expect((await api.patched(office, view, { answers: { intitule: 'Autre' } })).status).toBe(404);
    expect((await api.submitted(office, view)).status).toBe(404);
    expect((await draft.instructor.get(`/instruction/${view.number}`)).response.status).toBe(404);
  });

  test('by the link alone, under another address of the organisation', async () => {
    const draft = await sent({ email: fresh() });
    const other = await signedIn(fresh());
    const page = await other.post(`${draft.claim}/ouvrir`, { cle: draft.key });
    expect(wordsOf(page)).toContain(written.title);
    const done = await other.post(`${draft.claim}/reprendre`, eligible);
    expect((await api.call(other.actor, `/requests/${requestIn(done)}`)).body.mine).toBe(true);
  });

  test('twice at once is taking it up once', async () => {
    const draft = await invited();
    const pages = await Promise.all([1, 2, 3].map(() => draft.post(`${draft.claim}/reprendre`, eligible)));
    const ids = new Set(pages.map(requestIn));
    expect(ids.size).toBe(1);
    expect([...ids][0]).not.toBe('');
    const again = await draft.get(draft.claim);
    expect(requestIn(again)).toBe([...ids][0]);
    const rows = await database.select().from(requests).where(eq(requests.applicantId, draft.actor.userId));
    expect(rows).toHaveLength(1);
  });

  test('of two people at once, one has it, and the other is told', async () => {
    const draft = await invited();
    const other = await signedIn(fresh());
    await other.post(`${draft.claim}/ouvrir`, { cle: draft.key });
    const pages = await Promise.all(
      [draft, other].map((one) => one.post(`${draft.claim}/reprendre`, eligible)),
    );
    const won = pages.filter((page) => requestIn(page) !== '');
    const lost = pages.filter((page) => requestIn(page) === '');
    expect([won.length, lost.length]).toEqual([1, 1]);
    expect(lost[0]?.response.status).toBe(410);
    expect(wordsOf(lost[0] as Page)).toContain('Ce brouillon est déjà repris');
  });
});

describe('the questions on who asks', () => {
  test('come one after the other, and are needed', async () => {
    const draft = await invited();
    const next = await draft.post(`${draft.claim}/reprendre`, {
      ...{ demande: 'profil', 'question.profil': 'administration' },
    });
    expect(next.response.status).toBe(422);
    expect(next.text).toContain('name="question.identification"');
    expect(next.text).toMatch(/autofocus><input type="hidden" name="demande" value="identification"/);
    expect(next.text).not.toContain('Une réponse manque');
    const missing = await draft.post(`${draft.claim}/reprendre`, {
      ...{ demande: ['profil', 'identification'], 'question.profil': 'administration' },
    });
    expect(wordsOf(missing)).toContain('Choisissez une réponse à cette question.');
    expect(missing.text).toContain('href="#question.identification"');
    expect((await rowOf(draft.id))?.claimedAt).toBeNull();
  });

  test('say why not, where the answer is no', async () => {
    const draft = await invited();
    const page = await draft.post(`${draft.claim}/reprendre`, { 'question.profil': 'particulier' });
    expect(page.response.status).toBe(422);
    expect(wordsOf(page)).toContain('Changez-les si l’une est fausse');
    const made = await draft.post(`${draft.claim}/reprendre`, { 'question.profil': 'inventé' });
    expect(made.response.status).toBe(422);
    expect(made.text).not.toContain('inventé');
  });
});

describe('who may not is told what to do', () => {
  test('without the link and not signed in, nothing of it shows', async () => {
    const { claim } = await sent({ email: fresh() });
    const page = await newBrowser().get(claim);
    expect(page.response.status).toBe(200);
    expect(wordsOf(page)).toContain('Cette page s’ouvre par le lien reçu par courriel');
    expect(page.text).not.toContain(written.title);
    expect(page.response.headers.get('referrer-policy')).toBe('no-referrer');
    const wrong = await newBrowser().post(`${claim}/ouvrir`, { cle: 'x'.repeat(43) });
    expect([wrong.response.status, wrong.text.includes(written.title)]).toEqual([422, false]);
    expect((await newBrowser().get('/brouillon/inconnu')).text).not.toContain(written.title);
  });

  test('with the link, not signed in: what is prepared, and the way to sign in', async () => {
    const draft = await sent({ email: fresh() });
    const guest = newBrowser();
    const page = await guest.post(`${draft.claim}/ouvrir`, { cle: draft.key });
    expect(wordsOf(page)).toContain(written.title);
    expect(page.text).toContain('href="/connexion?retour=');
    expect((await guest.post(`${draft.claim}/reprendre`, eligible)).response.status).toBe(401);
    // The whole address, pasted, opens as well.
    const pasted = await newBrowser().post('/brouillon/x/ouvrir', {
      cle: `http://localhost${draft.claim}#${draft.key}`,
    });
    expect(wordsOf(pasted)).toContain(written.title);
  });

  test('another person, without the link, learns neither what it is nor whom it is for', async () => {
    const draft = await invited();
    const other = await signedIn(fresh());
    for (const page of [
      await other.get(draft.claim),
      await other.post(`${draft.claim}/reprendre`, eligible),
    ]) {
      expect(page.response.status).toBe(403);
      expect(wordsOf(page)).toContain('Ce brouillon est pour une autre adresse');
      expect(page.text).not.toContain(draft.email);
      expect(page.text).not.toContain(written.title);
      expect(page.text).toContain('nouvelle=1');
    }
  });

  test('of another organisation: which one it is, and how to sign in for it', async () => {
    const email = fresh();
    const draft = await sent({ email });
    const stranger = newBrowser();
    const elsewhere = await createActor(database, [world.commune.id], { email, via: 'session' });
    await signIn(stranger, elsewhere);
    const page = await stranger.get(draft.claim);
    expect(wordsOf(page)).toContain('Ce brouillon est pour une autre organisation');
    expect(wordsOf(page)).toContain(commune.name);
    expect(page.text).toContain('nouvelle=1');
    expect((await stranger.post(`${draft.claim}/reprendre`, eligible)).response.status).toBe(403);
    expect((await rowOf(draft.id))?.claimedAt).toBeNull();
  });

  test('of an organisation that has closed since', async () => {
    const draft = await invited();
    const open = (is: boolean) =>
      database.update(organisations).set({ open: is }).where(eq(organisations.siret, commune.siret));
    await open(false);
    const page = await draft.post(`${draft.claim}/reprendre`, eligible);
    await open(true);
    expect([page.response.status, wordsOf(page).includes('Cette organisation est fermée')]).toEqual([
      403,
      true,
    ]);
  });

  test('who prepared it', async () => {
    const draft = await sent({ email: fresh() });
    const page = await draft.instructor.get(draft.claim);
    expect(wordsOf(page)).toContain('Vous avez préparé ce brouillon');
    expect((await draft.instructor.post(`${draft.claim}/reprendre`, eligible)).response.status).toBe(403);
    const colleague = newBrowser();
    await signIn(colleague, await officer('dgfip:*:instructor', 'Petit'));
    expect((await colleague.get(draft.claim)).response.status).toBe(403);
  });

  test('before the link was sent, an address opens nothing', async () => {
    const email = fresh();
    const draft = await prepared({ email });
    const person = await signedIn(email);
    expect((await person.get(draft.claim)).response.status).toBe(403);
  });

  test.each([
    ['withdrawn', 'n’est plus proposé'],
    ['expired', 'Ce lien a pris fin'],
  ])('%s, with whom to write to', async (how, said) => {
    const draft = await invited();
    if (how === 'withdrawn') await draft.act('retirer');
    else clock.ahead = days(15);
    // A session does not last as long.
    const present = how === 'expired' ? await signedIn(draft.email) : draft;
    for (const page of [
      await present.get(draft.claim),
      await present.post(`${draft.claim}/reprendre`, eligible),
    ]) {
      expect([page.response.status, wordsOf(page).includes(said)]).toEqual([410, true]);
      expect(page.text).toContain('mailto:');
    }
  });

  test('changed for somebody else between reading and taking it up', async () => {
    const draft = await invited();
    await draft.act('modifier', { ...written, email: fresh() });
    const page = await draft.post(`${draft.claim}/reprendre`, eligible);
    expect(page.response.status).toBe(403);
    expect((await rowOf(draft.id))?.claimedAt).toBeNull();
  });

  test('who is kept out is out at their next click', async () => {
    const draft = await invited();
    await database.update(users).set({ bannedAt: new Date() }).where(eq(users.id, draft.actor.userId));
    await database.delete(sessions).where(eq(sessions.userId, draft.actor.userId));
    const page = await draft.post(`${draft.claim}/reprendre`, eligible);
    expect(requestIn(page)).toBe('');
    expect((await rowOf(draft.id))?.claimedAt).toBeNull();
  });

  test('a form of another site changes nothing', async () => {
    const draft = await invited();
    const headers = { 'sec-fetch-site': 'cross-site' };
    const page = await draft.browser.visit(`${world.address()}${draft.claim}/reprendre`, {
      ...{ method: 'POST', headers, body: new URLSearchParams(eligible) },
    });
    expect(page.response.status).toBe(403);
    expect((await rowOf(draft.id))?.claimedAt).toBeNull();
  });

  test('in English as in French', async () => {
    const draft = await invited();
    const page = await draft.get(`${draft.claim}?lang=en`);
    expect(wordsOf(page)).toContain('Take this draft up'.slice(0, 4));
    expect(wordsOf(page)).toContain('May I ask for access?');
    const other = await signedIn(fresh());
    expect(wordsOf(await other.get(`${draft.claim}?lang=en`))).toContain('This draft is for another address');
  });
});
