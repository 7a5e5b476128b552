/** A provider writes once to the technical contacts of an API: the pages, the database, the queue and SMTP are real. */
import { eq, sql } from 'drizzle-orm';
import { Hono } from 'hono';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSites } from '../../../server/accounts/sites.ts';
import { users } from '../../../server/accounts/tables.ts';
import { staffActs } from '../../../server/acts/tables.ts';
import { administrationRoutes } from '../../../server/administration/routes.ts';
import { audienceOf, contactsOf } from '../../../server/circulars/recipients.ts';
import { circulars } from '../../../server/circulars/tables.ts';
import { newId } from '../../../server/database/columns.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { type Jobs, startJobs } from '../../../server/jobs/queue.ts';
import { mailsOf } from '../../../server/notifications/log.ts';
import { mails } from '../../../server/notifications/tables.ts';
import { pagesForErrors } from '../../../server/pages/problem-page.ts';
import { sweepEnded } from '../../../server/privacy/ended.ts';
import { addMonths } from '../../../server/requests/dates.ts';
import { outbox } from '../../../server/requests/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { organisation, person, type Seeded } from '../instruction/seed.ts';
import { answers, grant, insertRequest, person as named, type RequestRow } from '../jobs/file.ts';
import { jobServices } from '../jobs/services.ts';

const { database, url } = await testDatabase();
const { services: jobs, mailbox } = await jobServices({ database, url });
const services = { ...jobs, accounts: { sites: createSites(database) } } as never;
const app = new Hono();
app.route('/administration', administrationRoutes(services));
app.onError(pagesForErrors(errorHandler(services)));

const started: Jobs[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()));
});

let manager: Seeded;
let administrator: Seeded;

async function staff(givenName: string, ...roles: string[]): Promise<Seeded> {
  const organisationId = await organisation(services, { siret: newId(), name: 'Direction des exemples' });
  return person(services, { givenName, familyName: 'Agent', roles, organisationId });
}

beforeAll(async () => {
  manager = await staff('Rémi', 'exemple:api-exemple:manager');
  administrator = await staff('Aude', '*:*:administrator');
});

/** A habilitation in force that names a technical contact, unless said otherwise. */
async function contact(email: string, changes: Partial<typeof habilitations.$inferInsert> = {}) {
  const request = await insertRequest(database, {
    answers: { ...answers, contact_technique: named(email) },
  });
  const { id } = await grant(database, request, new Date());
  if (Object.keys(changes).length > 0)
    await database.update(habilitations).set(changes).where(eq(habilitations.id, id));
  return request;
}

async function call(by: Seeded, form?: Record<string, string>, path = '') {
  const { publicUrl } = jobs.config;
  const response = await app.request(`${publicUrl}/administration/contacts-techniques${path}`, {
    method: form ? 'POST' : 'GET',
    headers: {
      ...{ accept: 'text/html', cookie: by.cookie },
      ...(form && { origin: publicUrl, 'sec-fetch-site': 'same-origin' }),
    },
    ...(form && { body: new URLSearchParams(form) }),
  });
  const text = (await response.text()).replaceAll(/[\u00a0\u202f]/g, ' ');
  return { status: response.status, text, to: response.headers.get('location') ?? '' };
}

const typed = {
  api: 'api-exemple',
  subject: 'Maintenance du 3 mars',
  content: 'L’API sera arrêtée de 8 h à 9 h.\r\n<b>Merci</b>',
};
const writtenBy = ({ actor }: Seeded) =>
  database.select().from(circulars).where(eq(circulars.writtenBy, actor.userId));

/** Reads it before it goes. */
async function preview(by: Seeded, form = typed) {
  const { status, text } = await call(by, { ...form, act: 'preview' });
  return { status, text, id: /name="id" value="([^"]+)"/.exec(text)?.[1] ?? '' };
}

describe('who writes', () => {
  test('not those who read and decide, nor who manages another API', async () => {
    for (const roles of [['exemple:*:instructor'], ['exemple:*:security'], []]) {
      expect((await call(await staff(`N${newId().slice(-6)}`, ...roles))).status).toBe(403);
    }
    const elsewhere = await staff('Elsa', 'autre:*:manager');
    const page = await call(elsewhere);
    expect(page.status).toBe(200);
    expect(page.text).not.toContain('value="api-exemple"');
    const forced = await call(elsewhere, { ...typed, act: 'send', id: newId() });
    expect(forced.status).toBe(422);
    expect(forced.text).toContain('Choisissez une API dont vous êtes responsable.');
    expect(await writtenBy(elsewhere)).toEqual([]);
  });

  test('who manages the API, and administrators', async () => {
    for (const who of [manager, administrator]) {
      const { status, text } = await call(who);
      expect(status).toBe(200);
      expect(text).toContain('value="api-exemple"');
    }
  });

  test('not from another site', async () => {
    const response = await app.request(`${jobs.config.publicUrl}/administration/contacts-techniques`, {
      method: 'POST',
      headers: { cookie: manager.cookie, origin: 'https://elsewhere.example' },
      body: new URLSearchParams({ ...typed, act: 'send', id: newId() }),
    });
    expect(response.status).toBe(403);
    expect(await writtenBy(manager)).toEqual([]);
  });
});

test.each([
  ['nothing', { subject: ' ', content: '' }, ['Écrivez l’objet', 'Écrivez le texte']],
  ['too much', { subject: 'a'.repeat(121), content: 'a'.repeat(10_001) }, ['à 120 car', 'à 10000 car']],
  ['what nobody sees', { subject: 'a\0', content: 'b\0' }, ['Retirez le caractère invisible']],
])('%s is not sent: each error leads to its field, and what was typed stays', async (_, wrong, said) => {
  const id = newId();
  const { status, text } = await call(manager, { ...typed, ...wrong, act: 'send', id });
  expect(status).toBe(422);
  for (const words of said) expect(text).toContain(words);
  expect(text).toContain('href="#subject"');
  expect(text).toContain('href="#content"');
  expect(await database.select().from(circulars).where(eq(circulars.id, id))).toEqual([]);
});

test('is read before it goes: the very mail, and to how many it goes, each once', async () => {
  const before = await audienceOf(database, { provider: 'exemple', api: 'api-exemple' }, new Date());
  const twice = `deux.${newId()}@editeur.example`;
  await contact(twice);
  await contact(twice.toUpperCase());
  await contact(`un.${newId()}@editeur.example`);
  await contact(`suspendu.${newId()}@editeur.example`, { state: 'suspended' });
  await contact(`fini.${newId()}@editeur.example`, { expiresAt: new Date(Date.now() - 1_000) });
  await contact(`prolonge.${newId()}@editeur.example`, {
    ...{ expiresAt: new Date(Date.now() - 1_000), prolonged: true },
  });
  await contact(`ailleurs.${newId()}@editeur.example`, { api: 'autre' });
  await contact('', { technicalContactEmail: '' });
  const back = await contact(`retour.${newId()}@editeur.example`);
  await bounced(back, new Date());
  const { status, text, id } = await preview(manager);
  expect(status).toBe(200);
  expect(text).toContain(`Il part à ${before.people + 3} contacts techniques`);
  expect(text).toContain('1 adresse, dont les courriels nous reviennent, est laissée de côté.');
  expect(text).toContain('Maintenance du 3 mars – API Exemple');
  expect(text).toContain('L’API sera arrêtée de 8 h à 9 h.\n&lt;b&gt;Merci&lt;/b&gt;');
  expect(text).toContain('écrivez à support@exemple.example');
  expect(id).not.toBe('');
  expect(await database.select().from(circulars)).toEqual([]);
  // And is written again with what was typed.
  const again = await call(manager, { ...typed, act: 'edit' });
  expect(again.status).toBe(200);
  expect(again.text).toContain('value="Maintenance du 3 mars"');
});

async function bounced(request: RequestRow, at: Date, address?: string) {
  const [held] = await database.select().from(habilitations).where(eq(habilitations.requestId, request.id));
  const recipient = address ?? held?.technicalContactEmail ?? '';
  await database.insert(mails).values({
    ...{ eventId: newId(), requestId: request.id, template: 'access', recipient },
    ...{ sentAt: at, bouncedAt: at, bounceStatus: '5.1.1' },
  });
}

test('of a contact whose mails come back, the team that the request gives for that is written to', async () => {
  const area = { provider: 'exemple', api: 'api-exemple' };
  const team = `equipe.${newId()}@editeur.example`;
  const given = { answers: { ...answers, contact_technique_extra_email: ` ${team.toUpperCase()}` } };
  const before = await audienceOf(database, area, new Date());
  const lost = await contact(`perdu.${newId()}@editeur.example`, given);
  const reached = await contact(`joint.${newId()}@editeur.example`, given);
  expect(await audienceOf(database, area, new Date())).toEqual({ ...before, people: before.people + 2 });
  await bounced(lost, new Date());
  expect(await audienceOf(database, area, new Date())).toEqual({ ...before, people: before.people + 2 });
  const found: { recipient: string; requestId: string }[] = [];
  for await (const page of contactsOf(database, area, new Date())) found.push(...page);
  expect(found.find(({ recipient }) => recipient === team)?.requestId).toBe(lost.id);
  expect(found.filter(({ requestId }) => requestId === reached.id)).toHaveLength(1);
  expect(found).toHaveLength(before.people + 2);
  // And where that comes back too, nobody is.
  await bounced(lost, new Date(), team);
  const after = await audienceOf(database, area, new Date());
  expect(after).toEqual({ people: before.people + 1, unreachable: before.unreachable + 1 });
});

test('an address that came back long ago is tried once more', async () => {
  const area = { provider: 'exemple', api: 'api-exemple' };
  const before = await audienceOf(database, area, new Date());
  const request = await contact(`ancien.${newId()}@editeur.example`);
  await bounced(request, new Date(Date.now() - 200 * 86_400_000));
  expect(await audienceOf(database, area, new Date())).toEqual({ ...before, people: before.people + 1 });
});

test('confirmed twice at once, it goes once to each, in their language, and is kept with who wrote it', async () => {
  const to = `technique.${newId()}@editeur.example`;
  const english = `technical.${newId()}@editeur.example`;
  const request = await contact(to);
  await contact(to);
  await contact(english);
  await database
    .insert(users)
    .values({ subject: newId(), email: english, givenName: 'Ann', familyName: 'Other', language: 'en' });
  const { id } = await preview(manager);
  const { people } = await audienceOf(database, { provider: 'exemple', api: 'api-exemple' }, new Date());
  const answersTo = await Promise.all([1, 2, 3].map(() => call(manager, { ...typed, act: 'send', id })));
  for (const answer of answersTo) {
    expect(answer.status).toBe(303);
    expect(answer.to).toContain(`/administration/contacts-techniques/${id}?fait=1`);
  }
  started.push(await startJobs(jobs), await startJobs(jobs));
  const received = () =>
    mailbox.mails().filter(({ subject }) => subject === 'Maintenance du 3 mars – API Exemple');
  await vi.waitFor(() => expect(received()).toHaveLength(people), { timeout: 20_000, interval: 50 });
  const ofOne = received().filter((mail) => mail.to.includes(to));
  expect(ofOne).toHaveLength(1);
  expect(ofOne[0]?.text).toContain('> L’API sera arrêtée de 8 h à 9 h.\n> <b>Merci</b>');
  expect(ofOne[0]?.text).toMatch(/vous le recevez parce qu.une habilitation en vigueur/);
  expect(ofOne[0]?.text).toMatch(/https:\/\/datapass\.example\/acces\/H\d+/);
  expect(ofOne[0]?.html).not.toContain('<b>Merci');
  const [other] = received().filter((mail) => mail.to.includes(english));
  expect(other?.text).toContain('> L’API sera arrêtée');
  expect(other?.text).toContain('names you as its technical contact');
  // Who wrote it: an act of their chain, the log of the request, the page.
  const acts = await database.select().from(staffActs).where(eq(staffActs.chainId, manager.actor.userId));
  expect(acts.map(({ name, actorRole }) => `${name} ${actorRole}`)).toEqual(['write_contacts manager']);
  expect(JSON.parse(acts[0]?.body ?? '{}')).toMatchObject({ subject: id, after: { api: 'api-exemple' } });
  const logged = (await mailsOf(database, request.id)).concat(await otherLog(to, request.id));
  expect(logged).toEqual([
    expect.objectContaining({ recipient: to, by: 'Rémi Agent', template: 'circular' }),
  ]);
  const page = await call(manager, undefined, `/${id}?fait=1`);
  expect(page.text).toContain('C’est parti');
  expect(page.text).toContain(`${people} courriels envoyés`);
  expect(page.text).toContain('Écrit par Rémi Agent');
  expect((await call(manager)).text).toContain(`/administration/contacts-techniques/${id}`);
  expect((await call(await staff('Élie', 'autre:*:manager'), undefined, `/${id}`)).status).toBe(404);
  expect((await call(manager, undefined, '/rien')).status).toBe(404);
});

/** Of two requests that name one contact, the newest has the mail. */
async function otherLog(recipient: string, not: string) {
  const rows = await database.select().from(mails).where(eq(mails.recipient, recipient));
  const lists = await Promise.all(
    rows.filter((row) => row.requestId !== not).map((row) => mailsOf(database, row.requestId)),
  );
  return lists.flat();
}

test('thousands are written page by page, each once', async () => {
  const area = { provider: 'exemple', api: 'api-exemple' };
  const one = await contact(`modele.${newId()}@editeur.example`);
  await database.execute(sql`
    insert into habilitations (id, request_id, file_id, provider_id, api, stage, organisation_id, state,
      definition_version, terms_version, answers, scopes, technical_contact_email, valid_from, expires_at)
    select gen_random_uuid(), request_id, file_id, provider_id, api, stage, organisation_id, state,
      definition_version, terms_version, answers, scopes, 'foule.' || n % 1200 || '@editeur.example', valid_from, expires_at
    from habilitations, generate_series(1, 2400) n where request_id = ${one.id}`);
  const { people } = await audienceOf(database, area, new Date());
  expect(people).toBeGreaterThan(1_200);
  const { id } = await preview(administrator);
  expect((await call(administrator, { ...typed, act: 'send', id })).status).toBe(303);
  const rows = await database.select().from(mails).where(eq(mails.eventId, id));
  expect(new Set(rows.map(({ recipient }) => recipient)).size).toBe(people);
  expect(rows).toHaveLength(people);
  const [circular] = await database.select().from(circulars).where(eq(circulars.id, id));
  expect(circular?.recipients).toBe(people);
  const left = await database.select().from(outbox).where(eq(outbox.topic, 'circular'));
  expect(left).toHaveLength(people);
  await database.delete(outbox);
  const page = await call(administrator, undefined, `/${id}`);
  expect(page.text).toMatch(/0 courriel envoyé, [\d ]+ en attente/);
  const [act] = await database
    .select()
    .from(staffActs)
    .where(eq(staffActs.chainId, administrator.actor.userId));
  expect(act?.actorRole).toBe('administrator');
});

test('what was written is kept for 36 months, as the log of who had it', async () => {
  const written = await database.select().from(circulars);
  expect(written.length).toBeGreaterThan(0);
  await sweepEnded({ ...jobs, now: () => addMonths(new Date(), 35) });
  expect(await database.select().from(circulars)).toEqual(written);
  await sweepEnded({ ...jobs, now: () => addMonths(new Date(), 37) });
  expect(await database.select().from(circulars)).toEqual([]);
});
