import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentAccesses } from '../../../server/documents/tables.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import {
  canteen,
  document,
  offices,
  organisation,
  pagesApp,
  person,
  publicUrl,
  request,
  type Seeded,
  submit,
  testServices,
} from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const app = pagesApp(services);

let applicant: Seeded;
let instructor: Seeded;
let second: Seeded;
let reporter: Seeded;

beforeAll(async () => {
  const { camille, staff } = await offices(services);
  applicant = camille;
  instructor = await staff('Inès', 'dgfip:*:instructor');
  second = await staff('Ivan', 'dgfip:impot-particulier:instructor');
  reporter = await staff('Rose', 'dgfip:*:reporter');
});

const accept = 'text/html,*/*';

async function get(path: string, who?: Seeded) {
  const headers: Record<string, string> = { accept, ...(who && { cookie: who.cookie }) };
  const answer = await app.request(`${publicUrl}${path}`, { headers });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

async function post(path: string, who: Seeded, form: Record<string, string | string[]>, origin = publicUrl) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of [value].flat()) body.append(name, one);
  }
  const answer = await app.request(`${publicUrl}${path}`, {
    method: 'POST',
    headers: { accept, cookie: who.cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
  });
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

/** The hidden field of a decision's form, as the browser would send it. */
async function seen(path: string, who: Seeded): Promise<string> {
  const { text } = await get(path, who);
  return /name="seen" value="(\d+)"/.exec(text)?.[1] ?? '';
}

const stateOf = async (id: string) =>
  (await database.query.requests.findFirst({ where: (t, { eq }) => eq(t.id, id) }))?.state;

describe('who may enter', () => {
  it('nobody without a session: they are led to sign in and back', async () => {
    const answer = await get('/instruction');
    expect([302, 303]).toContain(answer.status);
    expect(decodeURIComponent(answer.location ?? '')).toContain('/connexion?retour=/instruction');
  });

  it('no applicant', async () => {
    expect((await get('/instruction', applicant)).status).toBe(403);
  });

  it('instructors and reporters, each with their name and a way out', async () => {
    for (const who of [instructor, reporter]) {
      const { status, text } = await get('/instruction', who);
      expect(status).toBe(200);
      expect(text).toContain(`${who.actor.givenName} Agent`);
      expect(text).toContain('action="/deconnexion"');
    }
  });

  it('only on the APIs in their charge; elsewhere a request does not exist', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const outsider = await person(services, {
      givenName: 'Odile',
      familyName: 'Ailleurs',
      roles: ['dinum:*:instructor', 'dgfip:ficoba:instructor'],
      organisationId: applicant.actor.organisationId,
    });
    expect((await get(`/instruction/D${row.number}`, outsider)).status).toBe(404);
    expect((await get('/instruction', outsider)).text).not.toContain(`D${row.number}`);
    expect((await get(`/instruction/D${row.number}`, instructor)).status).toBe(200);
  });

  it('nobody on a draft, nor on what is no number', async () => {
    const draft = await request(services, { applicant: applicant.actor, draft: true });
    expect((await get(`/instruction/D${draft.number}`, instructor)).status).toBe(404);
    for (const number of ['D99999999999999999999', 'D-1', 'x', 'D1%00', '%27']) {
      expect((await get(`/instruction/${number}`, instructor)).status).toBe(404);
    }
  });
});

describe('the page of a request', () => {
  it('shows answers by their labels, scopes with their technical value, unusual ones marked', async () => {
    const answers = { ...canteen, scopes: ['dgfip_annee_n_moins_1', 'dgfip_rfr', 'dgfip_rbg'] };
    const row = await request(services, { applicant: applicant.actor, answers });
    const { text } = await get(`/instruction/D${row.number}`, instructor);
    expect(text).not.toMatch(/<code>dgfip_annee_n_moins_1<\/code>\s*<span class="tag warn">/);
    expect(text).toContain('Tarification de la cantine scolaire');
    expect(text).toContain('<code>dgfip_rfr</code>');
    expect(text).toMatch(/<code>dgfip_rbg<\/code>\s*<span class="tag warn">inhabituel/);
    expect(text).not.toMatch(/<code>dgfip_rfr<\/code>\s*<span class="tag warn">/);
    expect(text).toContain('219 900 016 00011');
    expect(text).toContain('Conforme à l’annuaire');
    expect(text).not.toMatch(/undefined|\[object/);
  });

  it('shows a disagreement with the directory, and the applicant’s words', async () => {
    const agency = await organisation(services, {
      siret: '99000040800015',
      name: 'Agence Nulle-Part',
      legalCategory: '5710',
      activity: '79.11Z',
    });
    const traveller = await person(services, {
      givenName: 'Valentin',
      familyName: 'Nullepart',
      organisationId: agency,
    });
    const row = await request(services, {
      applicant: traveller.actor,
      explanation: 'Nous agissons pour la région.',
    });
    const { text } = await get(`/instruction/D${row.number}`, instructor);
    expect(text).toContain('Ne correspond pas à l’annuaire');
    expect(text).toContain('Nous agissons pour la région.');
  });

  it('escapes whatever an applicant typed', async () => {
    const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
    const row = await request(services, {
      applicant: applicant.actor,
      explanation: hostile,
      answers: {
        ...canteen,
        intitule: hostile,
        description: hostile,
        cadre_juridique_url: 'javascript:alert(1)',
        scopes: ['<b>'],
      },
    });
    for (const path of ['', '/modification', '/refus', '/validation']) {
      const { text } = await get(`/instruction/D${row.number}${path}`, instructor);
      expect(text).not.toContain('<script>alert');
      expect(text).not.toContain('<img');
      expect(text).not.toContain('href="javascript:');
    }
    const { text } = await get(`/instruction?q=${encodeURIComponent(hostile)}`, instructor);
    expect(text).not.toContain('<script>alert');
  });

  it('shows what was submitted, not what the applicant is typing', async () => {
    const row = await request(services, { applicant: applicant.actor });
    await post(`/instruction/D${row.number}/modification`, instructor, {
      seen: await seen(`/instruction/D${row.number}/modification`, instructor),
      words: 'Précisez la durée.',
    });
    await execute(services, row.id, { name: 'save', answers: { description: 'EN COURS' } }, applicant.actor);
    expect((await get(`/instruction/D${row.number}`, instructor)).text).not.toContain('EN COURS');
  });

  it('a reporter reads and decides nothing', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const { text } = await get(`/instruction/D${row.number}`, reporter);
    expect(text).toContain('<code>dgfip_rfr</code>');
    expect(text).not.toContain('/validation"');
    expect(text).not.toContain('<textarea');
    expect((await get(`/instruction/D${row.number}/validation`, reporter)).status).toBe(303);
    const forced = await post(`/instruction/D${row.number}/validation`, reporter, { seen: '2' });
    expect(forced.status).toBe(403);
    expect(await stateOf(row.id)).toBe('submitted');
  });

  it('nobody decides their own request', async () => {
    const both = await person(services, {
      givenName: 'Bob',
      familyName: 'Double',
      roles: ['dgfip:*:instructor'],
      organisationId: applicant.actor.organisationId,
    });
    const row = await request(services, { applicant: both.actor });
    const { status, text } = await get(`/instruction/D${row.number}`, both);
    expect(status).toBe(200);
    expect(text).toContain('Cette demande est la vôtre');
    expect(text).not.toContain('/validation"');
    const forced = await post(`/instruction/D${row.number}/validation`, both, { seen: '2' });
    expect(forced.status).toBe(403);
    expect(await stateOf(row.id)).toBe('submitted');
  });
});

describe('documents', () => {
  it('of the submission are downloaded, and the download is kept in a trace', async () => {
    const draft = await request(services, { applicant: applicant.actor, draft: true });
    const pdf = await document(services, draft, 'délibération <1>.pdf');
    const infected = await document(services, draft, 'virus.pdf', 'infected');
    await submit(services, draft, applicant.actor, undefined, { cadre_juridique_document: [pdf, infected] });
    const { text } = await get(`/instruction/D${draft.number}`, reporter);
    const link = `/instruction/D${draft.number}/documents/${pdf.id}`;
    expect(text).toContain(`href="${link}"`);
    expect(text).toContain('délibération &lt;1&gt;.pdf');
    expect(text).not.toContain(`documents/${infected.id}"`);
    const answer = await app.request(`${publicUrl}${link}`, { headers: { cookie: reporter.cookie } });
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(await answer.text()).toContain('%PDF');
    const [access] = await database
      .select()
      .from(documentAccesses)
      .where(eq(documentAccesses.documentId, pdf.id));
    expect(access).toMatchObject({ userId: reporter.actor.userId, role: 'reporter' });
    expect((await get(`/instruction/D${draft.number}/documents/${infected.id}`, reporter)).status).toBe(403);
  });

  it('attached since, or of another request, do not exist', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const since = await document(services, row, 'depuis.pdf');
    const base = `/instruction/D${row.number}/documents`;
    expect((await get(`${base}/${since.id}`, instructor)).status).toBe(404);
    expect((await get(`${base}/nothing`, instructor)).status).toBe(404);
    expect((await get(`${base}/${since.id}`, applicant)).status).toBe(403);
  });
});

describe('decisions', () => {
  it('a request for changes keeps the words and the fields, and confirms', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const path = `/instruction/D${row.number}/modification`;
    const answer = await post(path, instructor, {
      seen: await seen(path, instructor),
      words: 'La délibération ne cite pas l’adresse.',
      fields: ['scopes', 'cadre_juridique_nature'],
    });
    expect(answer.status).toBe(303);
    const { text } = await get(answer.location ?? '', instructor);
    expect(text).toContain('role="status"');
    expect(text).toContain('Modifications demandées');
    expect(text).toContain('La délibération ne cite pas l’adresse.');
    const after = await database.query.requests.findFirst({ where: (t, { eq }) => eq(t.id, row.id) });
    expect(after).toMatchObject({
      state: 'changes_requested',
      requestedFields: ['scopes', 'cadre_juridique_nature'],
    });
  });

  it('a refusal shows the remedies, and needs a ground and words', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const path = `/instruction/D${row.number}/refus`;
    expect((await get(path, instructor)).text).toContain('tribunal administratif');
    const number = await seen(path, instructor);
    const empty = await post(path, instructor, { seen: number, words: '  ' });
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('href="#category"');
    expect(empty.text).toContain('href="#words"');
    expect(empty.text).toContain('<title>Erreur\u00a0: ');
    expect(empty.text).toContain('aria-invalid="true"');
    const done = await post(path, instructor, { seen: number, words: 'Motif.', category: 'cadre_juridique' });
    expect(done.status).toBe(303);
    const after = await database.query.requests.findFirst({ where: (t, { eq }) => eq(t.id, row.id) });
    expect(after?.state).toBe('refused');
    expect(after?.reason).toMatch(/secret fiscal[\s\S]*Motif\.$/);
  });

  it('a validation issues the habilitation; a second click tells what happened', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const path = `/instruction/D${row.number}/validation`;
    const form = { seen: await seen(path, instructor), words: '' };
    expect((await post(path, instructor, form)).status).toBe(303);
    const again = await post(path, instructor, form);
    expect(again.status).toBe(409);
    expect(again.text).toContain('vous');
    const issued = await database.query.habilitations.findMany({
      where: (t, { eq }) => eq(t.requestId, row.id),
    });
    expect(issued).toHaveLength(1);
  });

  it.each([
    ['too long', { words: 'x'.repeat(20_000) }, 'Raccourcissez'],
    ['with an invisible character', { words: 'a\0b' }, 'invisible'],
    ['about a field that is none', { words: 'a', fields: ['nothing'] }, 'seulement des réponses'],
  ])('words %s are sent back with what to do', async (_, form, message) => {
    const row = await request(services, { applicant: applicant.actor });
    const path = `/instruction/D${row.number}/modification`;
    const answer = await post(path, instructor, { seen: await seen(path, instructor), ...form });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(await stateOf(row.id)).toBe('submitted');
  });

  it('from another site are refused', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const path = `/instruction/D${row.number}/validation`;
    const form = { seen: await seen(path, instructor) };
    expect((await post(path, instructor, form, 'https://evil.example')).status).toBe(403);
    expect(await stateOf(row.id)).toBe('submitted');
  });

  it('after a second submission, what changed stands first', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const path = `/instruction/D${row.number}/modification`;
    await post(path, instructor, { seen: await seen(path, instructor), words: 'Moins.' });
    await submit(services, row, applicant.actor, {
      duree_conservation_donnees_caractere_personnel: 12,
      scopes: ['dgfip_annee_n_moins_1', 'dgfip_rfr', 'dgfip_nbpart'],
      description: 'Calculer le quotient familial des familles sans leur demander leur avis d’impôt.',
    });
    const { text } = await get(`/instruction/D${row.number}`, instructor);
    expect(text).toMatch(/<del><span class="hidden">Retiré\s: <\/span>d’imposition<\/del>/);
    expect(text).toMatch(/<ins><span class="hidden">Ajouté\s: <\/span>d’impôt<\/ins>/);
    expect(text).toMatch(/<del>[^/]*<\/span>[^<]*60[^<]*<\/del>/);
    expect(text).toMatch(/<ins>[^/]*<\/span>[^<]*12[^<]*<\/ins>/);
    expect(text.indexOf('Ce qui a changé')).toBeLessThan(text.indexOf('La demande</h2>'));
  });
});

describe('two instructors at the same moment', () => {
  it('one wins; the other is told who decided what, and keeps their words', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const base = `/instruction/D${row.number}`;
    const first = await seen(`${base}/validation`, instructor);
    const other = await seen(`${base}/refus`, second);
    const [validated, refused] = await Promise.all([
      post(`${base}/validation`, instructor, { seen: first, words: 'Bravo' }),
      post(`${base}/refus`, second, { seen: other, words: 'Mes mots précieux', category: 'finalite' }),
    ]);
    expect([validated.status, refused.status].sort()).toEqual([303, 409]);
    const [loser, winner] = validated.status === 409 ? [validated, 'Ivan Agent'] : [refused, 'Inès Agent'];
    expect(loser.text).toContain(winner);
    expect(loser.text).toContain('Cette demande a changé pendant que vous décidiez');
    expect(loser.text).toMatch(/Mes mots précieux|Bravo/);
    const decisions = await database
      .select()
      .from(events)
      .where(and(eq(events.requestId, row.id), eq(events.actorRole, 'instructor')));
    expect(decisions).toHaveLength(1);
  });

  it('a decision that is still possible can be sent again, with the words at hand', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const base = `/instruction/D${row.number}`;
    const other = await seen(`${base}/refus`, second);
    await post(`${base}/modification`, instructor, {
      seen: await seen(`${base}/modification`, instructor),
      words: 'Précisez.',
    });
    const lost = await post(`${base}/refus`, second, {
      seen: other,
      words: 'Gardez-moi',
      category: 'finalite',
    });
    expect(lost.status).toBe(409);
    expect(lost.text).toContain('Gardez-moi');
    const now = /name="seen" value="(\d+)"/.exec(lost.text)?.[1] ?? '';
    const again = await post(`${base}/refus`, second, {
      seen: now,
      words: 'Gardez-moi',
      category: 'finalite',
    });
    expect(again.status).toBe(303);
    expect(await stateOf(row.id)).toBe('refused');
  });

  it('what the applicant types meanwhile stops no decision', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const base = `/instruction/D${row.number}`;
    await post(`${base}/modification`, instructor, {
      seen: await seen(`${base}/modification`, instructor),
      words: 'Précisez.',
    });
    const form = {
      seen: await seen(`${base}/refus`, instructor),
      words: 'Sans suite.',
      category: 'finalite',
    };
    await execute(services, row.id, { name: 'save', answers: { description: 'Encore' } }, applicant.actor);
    expect((await post(`${base}/refus`, instructor, form)).status).toBe(303);
  });
});
