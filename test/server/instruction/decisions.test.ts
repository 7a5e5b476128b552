import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { accessRoutes } from '../../../server/habilitations/routes.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { decisionNames, decisionPaths, offered } from '../../../server/instruction/decisions/decisions.ts';
import { notify } from '../../../server/notifications/notify.ts';
import { addMonths, parisDay } from '../../../server/requests/dates.ts';
import type { RequestRow } from '../../../server/requests/life/events.ts';
import { permitted } from '../../../server/requests/life/lifecycle.ts';
import { execute } from '../../../server/requests/store/execute.ts';
import { events, requests } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { browserOf, plain } from './pages.ts';
import { canteen, offices, pagesApp, request, type Seeded, submit, testServices } from './seed.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const app = pagesApp(services);
app.route('/acces', accessRoutes(services));
const { get, post, hidden } = browserOf(app);

let applicant: Seeded;
let instructor: Seeded;
let second: Seeded;
let reporter: Seeded;

beforeAll(async () => {
  const { camille, staff } = await offices(services);
  applicant = camille;
  instructor = await staff('Inès', 'dgfip:*:instructor');
  second = await staff('Ivan', 'dgfip:*:instructor');
  reporter = await staff('Rose', 'dgfip:*:reporter');
});

const rowOf = async (id: string): Promise<RequestRow> => {
  const [row] = await database.select().from(requests).where(eq(requests.id, id));
  if (!row) throw new Error('no request');
  return row;
};

const heldOf = async (id: string) =>
  (await database.select().from(habilitations).where(eq(habilitations.requestId, id))).at(-1);

const validated = async (seed: Partial<Parameters<typeof request>[1]> = {}): Promise<RequestRow> => {
  const row = await request(services, { applicant: applicant.actor, ...seed });
  return execute(services, row.id, { name: 'validate' }, instructor.actor);
};

const path = (row: { number: number }, name: keyof typeof decisionPaths) =>
  `/instruction/D${row.number}/${decisionPaths[name]}`;

/** Opens the page, and sends its form. */
const decide = async (
  row: RequestRow,
  name: keyof typeof decisionPaths,
  form: Record<string, string | string[]> = {},
  who = instructor,
) => post(path(row, name), who, { seen: await hidden(path(row, name), who), ...form });

const eventsOf = (row: RequestRow, name: string) =>
  database
    .select()
    .from(events)
    .where(and(eq(events.requestId, row.id), eq(events.name, name)));

describe('what is offered', () => {
  it('is what the table of the life cycle permits, and nothing else opens', async () => {
    const row = await validated();
    const { text } = await get(`/instruction/D${row.number}`, instructor);
    const open = permitted(row, 'instructor');
    for (const name of decisionNames) {
      const expected = open.includes(name);
      expect(text.includes(`href="${path(row, name)}"`), name).toBe(expected);
      const page = await get(path(row, name), instructor);
      expect(page.status, name).toBe(expected ? 200 : 303);
    }
  });

  it('is nothing for a reporter, for who applied, and for another provider', async () => {
    const row = await validated();
    expect((await get(`/instruction/D${row.number}`, reporter)).text).not.toContain('/suspension');
    for (const name of decisionNames) {
      expect((await get(path(row, name), reporter)).status, name).toBe(303);
      expect((await post(path(row, name), reporter, { seen: '9', words: 'x' })).status, name).toBe(403);
      expect((await post(path(row, name), applicant, { seen: '9', words: 'x' })).status, name).toBe(403);
    }
    expect((await rowOf(row.id)).version).toBe(row.version);
  });

  it('follows the two people whom an API asks for, and never asks where it does not', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const two = { two_people: true };
    expect(offered(row, { two_people: false }, 'a')).toEqual(['validate', 'request_changes', 'refuse']);
    expect(offered(row, two, 'a')).toEqual(['agree', 'request_changes', 'refuse']);
    const agreed = { ...row, agreedBy: 'a' };
    expect(offered(agreed, two, 'a')).toEqual(['request_changes', 'refuse']);
    expect(offered(agreed, two, 'b')).toEqual(['validate', 'request_changes', 'refuse']);
  });
});

describe('where two people decide', () => {
  const catalogue = {
    ...services.catalogue,
    get: (api: string) => {
      const file = services.catalogue.get(api);
      return file && { ...file, two_people: true };
    },
  };
  const pair = browserOf(pagesApp({ ...services, catalogue }));

  it('one agrees and another validates; neither alone', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const form = async (name: 'agree' | 'validate', who: Seeded) =>
      pair.post(path(row, name), who, { seen: await pair.hidden(path(row, 'refuse'), who) });
    expect((await form('validate', instructor)).status).toBe(409);
    const agreed = await form('agree', instructor);
    expect(agreed.status).toBe(303);
    expect((await pair.get(agreed.location, instructor)).text).toContain('Vous avez donné le premier accord');
    expect((await pair.get(`/instruction/D${row.number}`, second)).text).toContain('donné par Inès Agent');
    expect((await form('validate', instructor)).status).toBe(409);
    expect((await form('agree', second)).status).toBe(409);
    expect((await form('validate', second)).status).toBe(303);
    expect((await rowOf(row.id)).state).toBe('validated');
  });
});

describe('suspending', () => {
  it('cuts the access with its reason, and is undone', async () => {
    const row = await validated();
    const done = await decide(row, 'suspend', { words: 'Appels anormaux depuis mardi.' });
    expect(done.status).toBe(303);
    expect((await get(done.location, instructor)).text).toContain('L’habilitation est suspendue');
    expect(await rowOf(row.id)).toMatchObject({ state: 'validated', held: 'suspended' });
    expect((await heldOf(row.id))?.state).toBe('suspended');
    const page = await get(`/instruction/D${row.number}`, instructor);
    expect(page.text).toContain('Appels anormaux depuis mardi.');
    expect((await decide(row, 'resume')).status).toBe(303);
    expect((await heldOf(row.id))?.state).toBe('active');
  });

  it.each([
    ['without words', '', 'Écrivez le motif'],
    ['with too many', 'x'.repeat(20_000), 'Raccourcissez'],
    ['with an invisible character', 'a\0b', 'invisible'],
  ])('%s says what to do', async (_, words, message) => {
    const row = await validated();
    const answer = await decide(row, 'suspend', { words });
    expect(answer.status).toBe(422);
    expect(plain(answer.text)).toContain(message);
    expect(answer.text).toContain('href="#words"');
    expect(answer.text).toContain('aria-describedby="words-hint words-error"');
    expect((await heldOf(row.id))?.state).toBe('active');
  });

  it('of two at once, one is told what the other did, and keeps their words', async () => {
    const row = await validated();
    const [a, b] = await Promise.all([
      hidden(path(row, 'suspend'), instructor),
      hidden(path(row, 'revoke'), second),
    ]);
    const answers = await Promise.all([
      post(path(row, 'suspend'), instructor, { seen: a, words: 'Mes mots un' }),
      post(path(row, 'revoke'), second, { seen: b, words: 'Mes mots deux', urgent: '1' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.text).toMatch(/Mes mots (un|deux)/);
    expect(lost?.text).toMatch(/(Inès|Ivan) Agent/);
    expect((await eventsOf(row, 'suspend')).length + (await eventsOf(row, 'revoke')).length).toBe(1);
  });
});

describe('revoking', () => {
  it('hears the holder first: fifteen days are proposed, and the page says what they will read', async () => {
    const row = await validated();
    const { text } = await get(path(row, 'announce_revocation'), instructor);
    const due = /name="due" value="([^"]+)"/.exec(text)?.[1] ?? '';
    expect(due).toBe(parisDay(new Date(Date.now() + 15 * 86_400_000)));
    const form = { due, words: 'Usage hors de l’objet.' };
    const preview = await decide(row, 'announce_revocation', { ...form, preview: '1' });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('Ce que lira le demandeur');
    expect(preview.text).toContain('Le fournisseur envisage de révoquer l’habilitation');
    expect(preview.text).toContain(`value="${due}"`);
    expect((await rowOf(row.id)).revocation).toBeNull();
    const early = await decide(row, 'revoke', { words: 'Trop tôt.' });
    expect(early.status).toBe(422);
    expect(early.text).toContain('href="#urgent"');
    expect((await decide(row, 'announce_revocation', form)).status).toBe(303);
    expect((await rowOf(row.id)).revocation).toMatchObject({ reason: form.words });
    const again = await decide(row, 'revoke', { words: 'Trop tôt.' });
    expect(again.status).toBe(422);
    expect(again.text).toContain('Trop tôt.');
    expect((await decide(row, 'drop_revocation')).status).toBe(303);
    expect((await rowOf(row.id)).revocation).toBeNull();
  });

  it.each(['', '2026-02-31', 'demain', '1999-01-01', '2999-01-01', parisDay(new Date())])(
    'refuses « %s » as the end of the hearing',
    async (due) => {
      const row = await validated();
      const answer = await decide(row, 'announce_revocation', { due, words: 'Motif.' });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('href="#due"');
      expect(answer.text).not.toContain(`>${due || 'nothing'}<`);
    },
  );

  it('after the hearing needs no urgency', async () => {
    const row = await validated();
    const then = new Date(Date.now() - 20 * 86_400_000);
    const before = { ...services, now: () => then };
    const due = new Date(Date.now() - 86_400_000);
    await execute(before, row.id, { name: 'announce_revocation', reason: 'Usage.', due }, instructor.actor);
    expect((await get(path(row, 'revoke'), instructor)).text).toContain('Le délai laissé au titulaire');
    expect((await decide(row, 'revoke', { words: 'Usage confirmé.' })).status).toBe(303);
    expect(await rowOf(row.id)).toMatchObject({ state: 'revoked', held: 'ended' });
    expect((await heldOf(row.id))?.state).toBe('revoked');
  });

  it('at once is said to be urgent, and the chain keeps it', async () => {
    const row = await validated();
    const done = await decide(row, 'revoke', { words: 'Fuite de données en cours.', urgent: '1' });
    expect(done.status).toBe(303);
    const [event] = await eventsOf(row, 'revoke');
    expect(JSON.parse(event?.body ?? '{}')).toMatchObject({ urgent: true });
  });

  it('takes along the other habilitations of the file that are ticked, each by its own event', async () => {
    const row = await validated();
    const members = await Promise.all([validated(), validated(), validated()]);
    for (const { id } of members) {
      await database.update(requests).set({ fileId: row.fileId }).where(eq(requests.id, id));
    }
    const [one, moved, left] = members as [RequestRow, RequestRow, RequestRow];
    const { text } = await get(path(row, 'revoke'), instructor);
    for (const { number } of members) expect(text).toContain(`D${number} ·`);
    const also = [`${one.id}@${one.version}`, `${moved.id}@${moved.version}`, 'nothing', `${row.id}@1`];
    await execute(services, moved.id, { name: 'suspend', reason: 'Autre.' }, second.actor);
    const done = await decide(row, 'revoke', { words: 'Urgent.', urgent: '1', also });
    expect(done.status).toBe(303);
    const page = await get(done.location, instructor);
    expect(page.text).toContain(`Fait aussi pour D${one.number}.`);
    expect(plain(page.text)).toContain(`Pas fait pour D${moved.number}`);
    expect((await rowOf(one.id)).state).toBe('revoked');
    expect((await rowOf(moved.id)).held).toBe('suspended');
    expect((await rowOf(left.id)).held).toBe('active');
    // Another provider's instructors see none of them.
    const elsewhere = await get(`${done.location}&aussi=1.2<script>`, instructor);
    expect(elsewhere.text).not.toContain('<script>');
  });
});

describe('granting less', () => {
  const scopes = ['dgfip_annee_n_moins_1', 'dgfip_rfr', 'dgfip_nbpart', 'dgfip_aft'];

  it('is explained, and told to the applicant by mail, on their page and with the access', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const page = await get(path(row, 'validate'), instructor);
    for (const scope of scopes) expect(page.text).toMatch(new RegExp(`value="${scope}" checked`));
    const kept = {
      granting: '1',
      scopes: scopes.slice(0, 3),
      conditions: 'Une fois par an,\nau mois d’août.',
    };
    const silent = await decide(row, 'validate', kept);
    expect(silent.status).toBe(422);
    expect(silent.text).toContain('Expliquez pourquoi vous accordez moins');
    expect(silent.text).toContain('au mois d’août.');
    expect(silent.text).not.toMatch(/value="dgfip_aft" checked/);
    const words = 'Les aides ne servent pas au quotient.';
    const preview = await decide(row, 'validate', { ...kept, words, preview: '1' });
    expect(preview.text).toContain('ne sont pas accordées');
    expect((await rowOf(row.id)).state).toBe('submitted');
    expect((await decide(row, 'validate', { ...kept, words })).status).toBe(303);
    const held = await heldOf(row.id);
    expect(held).toMatchObject({ scopes: kept.scopes, conditions: kept.conditions, quota: '' });
    const own = await get(`/acces/H${held?.number}`, applicant);
    expect(own.text).toContain('Une fois par an,');
    expect((await get(`/instruction/D${row.number}`, instructor)).text).toContain('non accordées');
    const [event] = await eventsOf(row, 'validate');
    expect(JSON.parse(event?.body ?? '{}')).toMatchObject({ scopes: kept.scopes });
  });

  it('grants all where every box is ticked', async () => {
    const row = await request(services, { applicant: applicant.actor });
    expect((await decide(row, 'validate', { granting: '1', scopes })).status).toBe(303);
    expect((await heldOf(row.id))?.scopes).toEqual(scopes);
    const [event] = await eventsOf(row, 'validate');
    expect(JSON.parse(event?.body ?? '{}').scopes).toBeUndefined();
  });

  it.each([
    ['data that were not asked for', { scopes: ['dgfip_rbg'] }, '#scopes'],
    ['data that do not exist', { scopes: ['nothing', ...scopes] }, '#scopes'],
    ['nothing at all', { scopes: [] }, '#scopes'],
    ['a quota that was not asked for', { scopes, quota: '1000' }, '#quota'],
    ['conditions too long', { scopes, conditions: 'x'.repeat(20_000) }, '#conditions'],
    ['conditions with a NUL', { scopes, conditions: 'a\0b' }, '#conditions'],
  ])('refuses %s', async (_, form, link) => {
    const row = await request(services, { applicant: applicant.actor });
    const answer = await decide(row, 'validate', { granting: '1', words: 'Motif.', ...form });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`href="${link}"`);
    expect((await rowOf(row.id)).state).toBe('submitted');
  });

  it('grants a lower quota than the one asked for, and no higher one', async () => {
    const answers = { ...canteen, volumetrie_appels_par_minute: '200', volumetrie_justification: 'Rentrée.' };
    const row = await request(services, { applicant: applicant.actor, answers, stage: 'production' });
    const page = await get(path(row, 'validate'), instructor);
    expect(page.text).toMatch(/<option value="200" selected>200, comme demandé/);
    expect(page.text).not.toContain('value="500"');
    const form = { granting: '1', scopes, words: 'Cent suffisent.' };
    expect((await decide(row, 'validate', { ...form, quota: '500' })).status).toBe(422);
    expect((await decide(row, 'validate', { ...form, quota: '100' })).status).toBe(303);
    const held = await heldOf(row.id);
    expect(held).toMatchObject({ quota: '100' });
    expect((await get(`/acces/H${held?.number}`, applicant)).text).toContain('100 appels par minute');
  });
});

describe('an update', () => {
  it('refused leaves the habilitation, and says so before and after', async () => {
    const row = await validated();
    const held = await heldOf(row.id);
    await execute(services, row.id, { name: 'reopen' }, applicant.actor);
    await submit(services, row, applicant.actor, { description: 'Autre chose.' });
    const page = await get(path(row, 'refuse'), instructor);
    expect(page.text).toContain(`l’habilitation H${held?.number} reste en vigueur`);
    expect(page.text).toContain('Refuser la mise à jour');
    const form = { words: 'Sans rapport.', category: 'finalite' };
    const preview = await decide(row, 'refuse', { ...form, preview: '1' });
    expect(plain(preview.text)).toContain('reste en vigueur, telle qu’elle est');
    const done = await decide(row, 'refuse', form);
    expect((await get(done.location, instructor)).text).toContain('La mise à jour est refusée');
    expect((await rowOf(row.id)).state).toBe('validated');
    expect((await heldOf(row.id))?.state).toBe('active');
    await execute(services, row.id, { name: 'reopen' }, applicant.actor);
    expect((await decide(row, 'cancel_reopening', { words: '' })).status).toBe(422);
    expect((await decide(row, 'cancel_reopening', { words: 'Abandonnée.' })).status).toBe(303);
    expect(await rowOf(row.id)).toMatchObject({ state: 'validated', reopening: null, reason: 'Abandonnée.' });
  });
});

describe('asking for a change', () => {
  it('shows what each answer says now', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const { text } = await get(path(row, 'request_changes'), instructor);
    expect(plain(text)).toContain('Réponse actuelle : Tarification de la cantine scolaire');
    expect(text).toContain('Réponse actuelle :');
  });
});

describe('the preview', () => {
  it('is the mail that is sent, by the template that sends it', async () => {
    const row = await request(services, { applicant: applicant.actor });
    const form = { words: 'Joignez la <b>délibération</b>.', fields: ['cadre_juridique_nature'] };
    const { text } = await decide(row, 'request_changes', { ...form, preview: '1' });
    expect(text).toContain('Rien n’est encore envoyé');
    expect(text).toContain('Joignez la &lt;b&gt;délibération&lt;/b&gt;.');
    const sent: { subject: string; text: string }[] = [];
    await decide(row, 'request_changes', form);
    const [event] = await eventsOf(row, 'request_changes');
    const mailer = { send: async (mail: { subject: string; text: string }) => void sent.push(mail) };
    await notify({ ...services, mailer } as unknown as typeof services, event?.id ?? '');
    expect(sent).toHaveLength(1);
    expect(text).toContain(sent[0]?.subject);
    const lines = (sent[0]?.text ?? '').split('\n').filter((line) => /^[A-ZÀ-Þ]/.test(line));
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) expect(text).toContain(line.replaceAll('"', '&quot;'));
  });

  it('has its words in the language of the page', async () => {
    const row = await validated();
    const { text } = await get(`${path(row, 'suspend')}?lang=en`, instructor);
    expect(text).toContain('Suspend the habilitation');
    expect(text).toContain('?lang=en');
    const wrong = await post(`${path(row, 'suspend')}?lang=en`, instructor, { seen: '3', words: '' });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('Write the reason: the holder has to know what to do');
  });
});

it('a validation ends when its API says, and the preview says when', async () => {
  const row = await request(services, { applicant: applicant.actor });
  const { text } = await decide(row, 'validate', { preview: '1', words: '' });
  expect(text).toContain(String(addMonths(new Date(), 36).getUTCFullYear()));
  expect(await heldOf(row.id)).toBeUndefined();
});
