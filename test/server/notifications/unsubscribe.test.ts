/** Doing without optional mails: in one click from the mail, or on a page. */
import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { afterAll, expect, test } from 'vitest';
import { users } from '../../../server/accounts/tables.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { createMailer } from '../../../server/notifications/mailer.ts';
import { notify } from '../../../server/notifications/notify.ts';
import { refusedBy } from '../../../server/notifications/preferences.ts';
import { mailRoutes } from '../../../server/notifications/routes.ts';
import { mails } from '../../../server/notifications/tables.ts';
import { topicOf } from '../../../server/notifications/topics.ts';
import { unsubscribeLink } from '../../../server/notifications/unsubscribe.ts';
import { pagesForErrors } from '../../../server/pages/problem-page.ts';
import { startMailbox } from '../../../server/stand-ins/mailbox.ts';
import { testDatabase } from '../../support/database.ts';
import { offices, publicUrl, testServices } from '../instruction/seed.ts';
import { catalogue } from '../jobs/definition.ts';
import { happen, insertRequest } from '../jobs/file.ts';

const { database } = await testDatabase();
const services = await testServices(database);
const mailbox = await startMailbox({ port: 0 });
const mailer = createMailer(mailbox.smtpUrl, 'DataPass <notifications@datapass.example>');
const mailing = { ...services, mailer, catalogue };
const { camille, staff } = await offices(services);
const agent = await staff('Alix', 'exemple:*:instructor');

afterAll(async () => {
  mailer.close();
  await mailbox.stop();
});

const app = new Hono();
app.route('/', mailRoutes(services));
app.onError(pagesForErrors(errorHandler(services)));

const link = () => {
  const header = mailbox.mails().find(({ to }) => to[0] === agent.actor.email)?.headers['list-unsubscribe'];
  return new URL(String(header).slice(1, -1));
};
const ask = (path: string, method = 'GET', headers: Record<string, string> = {}, body?: string) =>
  app.request(`${publicUrl}${path}`, { method, headers, ...(body !== undefined && { body }) });
const form = { 'content-type': 'application/x-www-form-urlencoded' };

test('an optional mail carries the link that stops it, in its headers and at its end; others do not', async () => {
  const request = await insertRequest(database, { applicant: 'legal@commune.example' });
  await notify(mailing, await happen(database, request, 'submit', { role: 'applicant' }));
  const mail = mailbox.mails().find(({ to }) => to[0] === agent.actor.email);
  expect(mail?.headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
  expect(mail?.text).toContain(`Ne plus recevoir ces courriels\n${link().href}`);
  expect(mail?.html).toContain(link().href);
  const receipt = mailbox.mails().find(({ to }) => to[0] === 'legal@commune.example');
  expect(receipt?.headers['list-unsubscribe']).toBeUndefined();
  expect(receipt?.text).not.toContain('Ne plus recevoir');
});

test('opening the link changes nothing, and tells what it would stop, to nobody in particular', async () => {
  const opened = await ask(link().pathname);
  expect(opened.status).toBe(200);
  const text = await opened.text();
  expect(text).toContain('Ne plus recevoir ces courriels ?');
  expect(text).toContain('Les demandes à instruire');
  expect(text).not.toContain(agent.actor.email);
  expect(await refusedBy(services, agent.actor.userId)).toEqual(new Set());
  expect(await (await ask(`${link().pathname}?lang=en`)).text()).toContain('Requests to examine');
});

test('posting to it, as mail programs do, stops these mails and no others; again changes nothing', async () => {
  const { pathname } = link();
  for (let time = 0; time < 2; time++) {
    const posted = await ask(pathname, 'POST', form, 'List-Unsubscribe=One-Click');
    expect(posted.status).toBe(200);
    expect(await posted.text()).toContain('vous ne recevrez plus ces courriels');
  }
  expect(await refusedBy(services, agent.actor.userId)).toEqual(new Set(['to_instruct']));
  const request = await insertRequest(database);
  const event = await happen(database, request, 'submit', { role: 'applicant' });
  await notify(mailing, event);
  const rows = await database.select().from(mails).where(eq(mails.eventId, event));
  expect(rows.map(({ template }) => template)).toEqual(['receipt']);
  const written = await happen(database, request, 'message', { role: 'applicant', reason: 'Bonjour.' });
  await notify(mailing, written);
  const [message] = await database.select().from(mails).where(eq(mails.eventId, written));
  expect(message).toMatchObject({ recipient: agent.actor.email, template: 'message_from_applicant' });
});

test('a link that was tampered with is refused, and changes nothing', async () => {
  const own = new URL(unsubscribeLink(services.config, { userId: camille.actor.userId, topic: 'messages' }));
  const [, courriels, arret, topic = '', user = '', signature = ''] = own.pathname.split('/');
  const at = (...parts: string[]) => `/${[courriels, arret, ...parts].join('/')}`;
  for (const path of [
    at('progress', user, signature),
    at(topic, agent.actor.userId, signature),
    at(topic, user, `${signature.slice(0, -2)}AA`),
    at(topic, user, 'x'),
    at('constructor', user, signature),
  ]) {
    for (const method of ['GET', 'POST']) {
      const answered = await ask(path, method, { accept: 'text/html' });
      expect(answered.status).toBe(403);
      expect(await answered.text()).toContain('Ce lien n’est pas complet');
    }
  }
  expect(await refusedBy(services, camille.actor.userId)).toEqual(new Set());
});

test('everybody chooses their mails on a page; those who instruct nothing are asked about their own alone', async () => {
  const page = async (cookie: string) => (await ask('/mes-courriels', 'GET', { cookie })).text();
  expect(await page(agent.cookie)).toContain('value="to_instruct"');
  expect(await page(camille.cookie)).not.toContain('value="to_instruct"');
  expect((await ask('/mes-courriels')).status).toBe(303);

  const save = (body: string, headers: Record<string, string> = {}) =>
    ask('/mes-courriels', 'POST', { ...form, cookie: camille.cookie, origin: publicUrl, ...headers }, body);
  expect((await save('recu=own_acts')).headers.get('location')).toBe('/mes-courriels?fait=1');
  expect(await refusedBy(services, camille.actor.userId)).toEqual(new Set(['messages', 'contributions']));
  expect(await page(camille.cookie)).toMatch(/value="own_acts"[^>]* checked/);
  expect(await page(camille.cookie)).not.toMatch(/value="messages"[^>]* checked/);
  await save('recu=messages&recu=contributions&recu=to_instruct&recu=nothing_known');
  expect(await refusedBy(services, camille.actor.userId)).toEqual(new Set(['own_acts']));
  expect((await save('', { origin: 'https://elsewhere.example' })).status).toBe(403);
});

test('the language of a page is that of the mails from then on', async () => {
  const languageOf = async () => {
    const [row] = await database.select().from(users).where(eq(users.id, camille.actor.userId));
    return row?.language;
  };
  const { cookie } = camille;
  expect(await languageOf()).toBe('fr');
  await ask('/mes-courriels', 'GET', { cookie, 'accept-language': 'en-GB,en;q=0.9' });
  expect(await languageOf()).toBe('en');
  await ask('/mes-courriels', 'GET', { cookie });
  expect(await languageOf()).toBe('en');
  await ask('/mes-courriels?lang=fr', 'GET', { cookie, 'accept-language': 'en' });
  expect(await languageOf()).toBe('fr');
});

test('what has to be known is never optional', () => {
  for (const template of [
    ...['receipt', 'changes_requested', 'refused', 'validated', 'suspended', 'revoked', 'expired', 'access'],
    ...['revocation_announced', 'privacy', 'corrected', 'to_open', 'to_close', 'reminder_end', 'moved_here'],
  ])
    expect(topicOf(template)).toBeUndefined();
});
