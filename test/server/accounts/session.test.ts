import { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requireSession, type SessionEnvironment, visitor } from '../../../server/accounts/session.ts';
import { endSession, listSessions } from '../../../server/accounts/sessions.ts';
import { csrf } from '../../../server/http/csrf.ts';
import { errorHandler } from '../../../server/http/errors.ts';
import { BrowserSession } from '../../support/browser-session.ts';
import { testDatabase } from '../../support/database.ts';
import { chooseIfAsked, signInAs } from '../../support/sign-in.ts';
import { type Stack, startStack } from '../../support/stack.ts';

const { url } = await testDatabase();
let stack: Stack;
let app: Hono<SessionEnvironment>;
let now = () => new Date();
beforeAll(async () => {
  stack = await startStack({ databaseUrl: url, now: () => now() });
  app = new Hono<SessionEnvironment>();
  app.onError(errorHandler(stack.services));
  app.get('/public', async (c) => c.json({ visitor: (await visitor(c, stack.services))?.email ?? null }));
  app.use(csrf(stack.services));
  app.use('/mine', requireSession(stack.services));
  app.use('/instruct', requireSession(stack.services, { role: 'instructor' }));
  app.use('/read', requireSession(stack.services, { role: 'reporter' }));
  app.all('/:page', (c) => c.json(c.var.actor));
});
afterAll(() => stack.stop());

const ask = (path: string, cookie = '', init: RequestInit = {}) =>
  app.request(`${stack.url}${path}`, { ...init, headers: { cookie, origin: stack.url, ...init.headers } });

test('a page without a session leads to signing in, and back to the same page', async () => {
  const answer = await ask('/mine?etat=a');
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/connexion?retour=%2Fmine%3Fetat%3Da');
});

test('a page of staff without a session leads at once to signing in with a second factor', async () => {
  expect((await ask('/instruct')).headers.get('location')).toBe(
    '/connexion?retour=%2Finstruct&niveau=renforce',
  );
});

test('where one factor is enough, by configuration, a page of staff asks no more', async () => {
  const lax = new Hono<SessionEnvironment>();
  const services = { ...stack.services, config: { ...stack.services.config, instructorAcr: [] } };
  lax.use(requireSession(services, { role: 'instructor' }));
  lax.get('/instruct', (c) => c.text('in'));
  const visit = (cookie: string) => lax.request(`${stack.url}/instruct`, { headers: { cookie } });
  expect((await visit('')).headers.get('location')).toBe('/connexion?retour=%2Finstruct');
  const weak = await signInAs(stack, 'instructrice', { fault: 'low-acr' });
  expect((await visit(weak)).status).toBe(200);
});

test('anything else without a session is refused with what to do', async () => {
  const answer = await ask('/mine', '', { method: 'POST' });
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ type: 'https://datapass.example/problems/session-missing' });
});

test('a cookie that is no session is no session', async () => {
  for (const value of ['x', 'a'.repeat(43), 'a'.repeat(5_000), "' or 1=1 --"]) {
    expect((await ask('/mine', `__Host-datapass_session=${value}`)).status).toBe(303);
  }
});

test('the actor is the person, with organisation and roles', async () => {
  const actor = (await (await ask('/mine', await signInAs(stack, 'camille'))).json()) as Record<
    string,
    unknown
  >;
  expect(actor).toMatchObject({ email: 'camille.exemple@commune.example', via: 'session', roles: [] });
  expect(actor.organisationIds).toEqual([actor.organisationId]);
});

test('a role is asked for where it is needed', async () => {
  const strong = async (person: string) => {
    const browser = new BrowserSession();
    const start = await browser.visit(`${stack.url}/connexion?retour=/health&niveau=renforce`);
    await browser.follow(await chooseIfAsked(browser, start, person));
    return browser.cookiesFor(stack.url);
  };
  const [instructor, reporter] = [await strong('instructrice'), await strong('rapporteur')];
  const agent = await signInAs(stack, 'camille');
  expect((await ask('/instruct', instructor)).status).toBe(200);
  expect((await ask('/read', instructor)).status).toBe(200);
  expect((await ask('/instruct', reporter)).status).toBe(403);
  expect((await ask('/read', reporter)).status).toBe(200);
  expect((await ask('/instruct', agent)).status).toBe(403);
  expect(await (await ask('/read', agent)).json()).toMatchObject({ title: 'Cette page est réservée' });
});

test('of staff a second factor is asked: a weaker sign-in leads to a stronger one', async () => {
  const browser = new BrowserSession();
  const weak = await signInAs(stack, 'instructrice', { browser, fault: 'low-acr' });
  const answer = await ask('/instruct', weak);
  expect(answer.headers.get('location')).toBe('/connexion?retour=%2Finstruct&niveau=renforce');
  const start = await browser.visit(`${stack.url}${answer.headers.get('location')}`);
  await browser.follow(await chooseIfAsked(browser, start, 'instructrice'));
  expect((await ask('/instruct', browser.cookiesFor(stack.url))).status).toBe(200);
});

test('a level that ProConnect cannot give, or gives too low, opens no session', async () => {
  for (const [person, fault] of [
    ['camille', ''],
    ['instructrice', 'low-acr'],
  ] as const) {
    const browser = new BrowserSession();
    const hint = fault ? `&login_hint=${fault}@stand-in.example` : '';
    const start = await browser.visit(`${stack.url}/connexion?retour=/health&niveau=renforce${hint}`);
    const end = await browser.follow(await chooseIfAsked(browser, start, person));
    expect(end instanceof URL ? 0 : end.response.status).toBe(400);
    expect(browser.cookiesFor(stack.url)).not.toContain('datapass_session');
  }
});

test('what changes something comes from our own pages', async () => {
  const cookie = await signInAs(stack, 'camille');
  const post = (headers: Record<string, string>) => ask('/mine', cookie, { method: 'POST', headers });
  expect((await post({})).status).toBe(200);
  expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: '' },
    { origin: `${stack.url}.evil.example` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ]) {
    expect((await post(headers)).status).toBe(403);
  }
  const bare = await app.request(`${stack.url}/mine`, { method: 'POST', headers: { cookie } });
  expect(bare.status).toBe(403);
});

test('a session that nobody used for two hours, or that is twelve hours old, has ended', async () => {
  const cookie = await signInAs(stack, 'dominique');
  const start = Date.now();
  const after = async (hours: number) => {
    now = () => new Date(start + hours * 3_600_000);
    return (await ask('/mine', cookie)).status;
  };
  for (const hours of [1.9, 3.8, 5.7, 7.6, 9.5, 11.4]) expect(await after(hours)).toBe(200);
  expect(await after(12.1)).toBe(303);
  now = () => new Date();
  const idle = await signInAs(stack, 'dominique');
  now = () => new Date(Date.now() + 2.1 * 3_600_000);
  expect((await ask('/mine', idle)).status).toBe(303);
  now = () => new Date();
});

test('one sees one’s own sessions, and ends them one by one', async () => {
  const [here, there] = [await signInAs(stack, 'voyages'), await signInAs(stack, 'voyages')];
  const { userId } = (await (await ask('/mine', here)).json()) as { userId: string };
  const { userId: other } = (await (await ask('/mine', await signInAs(stack, 'camille'))).json()) as {
    userId: string;
  };
  const list = await listSessions(stack.services, userId);
  expect(list.map((session) => session.organisationName)).toEqual([
    'Agence de voyages Nulle-Part',
    'Agence de voyages Nulle-Part',
  ]);
  const [last] = list;
  expect(await endSession(stack.services, other, last?.id ?? '')).toBe(false);
  expect(await listSessions(stack.services, userId)).toHaveLength(2);
  expect(await endSession(stack.services, userId, last?.id ?? '')).toBe(true);
  expect(await listSessions(stack.services, userId)).toHaveLength(1);
  const answers = [(await ask('/mine', here)).status, (await ask('/mine', there)).status];
  expect(answers.sort()).toEqual([200, 303]);
});

test('everybody may see a public page; it knows who looks', async () => {
  expect(await (await ask('/public')).json()).toEqual({ visitor: null });
  expect(await (await ask('/public', await signInAs(stack, 'banque'))).json()).toEqual({
    visitor: 'blaise.imaginaire@banque.example',
  });
});
