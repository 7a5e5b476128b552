import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessions, users } from '../../../server/accounts/tables.ts';
import { organisationLinks, organisations } from '../../../server/organisations/tables.ts';
import { organisations as known } from '../../../server/stand-ins/organisations.ts';
import { BrowserSession, type Page } from '../../support/browser-session.ts';
import { testDatabase } from '../../support/database.ts';
import { chooseIfAsked, signInAs, signInOnPages } from '../../support/sign-in.ts';
import { type Stack, startStack } from '../../support/stack.ts';

const { database, url } = await testDatabase();
let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ databaseUrl: url });
});
afterAll(() => stack.stop());

const sessionOf = (browser: BrowserSession) =>
  /datapass_session=([^;]+)/.exec(browser.cookiesFor(stack.url))?.[1];

/** Signs in at ProConnect and stops before its answer reaches us. */
async function answerOfProConnect(
  browser: BrowserSession,
  person = 'camille',
  retour = '/health',
): Promise<URL> {
  const back = (next: URL) => next.pathname === '/connexion/retour';
  const start = await browser.visit(`${stack.url}/connexion?retour=${encodeURIComponent(retour)}`);
  const chosen = await chooseIfAsked(browser, start, person, {}, back);
  const address = await browser.follow(chosen, back);
  if (!(address instanceof URL)) throw new Error('ProConnect did not answer');
  return address;
}

function expectWayOn(page: Page, retour = '/health') {
  expect(page.text).toContain(`href="/connexion?retour=${encodeURIComponent(retour)}`);
  expect(page.response.headers.get('content-type')).toContain('text/html');
}

describe('a sign-in that succeeds', () => {
  test('opens a session, returns to where it began, and records person, organisation and their link', async () => {
    const browser = new BrowserSession();
    const page = await signInOnPages(stack, 'dominique', { browser, retour: '/health?a=1' });
    expect(page.url.href).toBe(`${stack.url}/health?a=1`);
    expect(sessionOf(browser)).toBeDefined();
    const [found] = await database
      .select({
        email: users.email,
        roles: users.roles,
        siret: organisations.siret,
        trust: organisationLinks.trust,
      })
      .from(users)
      .innerJoin(organisationLinks, eq(organisationLinks.userId, users.id))
      .innerJoin(organisations, eq(organisations.id, organisationLinks.organisationId))
      .where(eq(users.email, 'dominique.modele@commune.example'));
    expect(found).toEqual({
      email: 'dominique.modele@commune.example',
      roles: [],
      siret: known.commune.siret,
      trust: 'verified',
    });
  });

  test('stores a hash of the cookie, never the cookie', async () => {
    const browser = new BrowserSession();
    await signInOnPages(stack, 'camille', { browser });
    const rows = await database.select().from(sessions);
    expect(JSON.stringify(rows)).not.toContain(sessionOf(browser));
  });

  test('keeps the roles that our database gives', async () => {
    await signInAs(stack, 'instructrice');
    const [found] = await database
      .select()
      .from(users)
      .where(eq(users.email, 'ines.instruction@dgfip.example'));
    expect(found?.roles).toEqual(['dgfip:*:instructor']);
  });

  test('accepts a SIRET written with spaces', async () => {
    expect(await signInAs(stack, 'camille', { fault: 'siret-spaces' })).toContain('datapass_session');
  });

  test('is for the organisation chosen at ProConnect', async () => {
    const cookie = await signInAs(stack, 'claude', { siret: known.ccas.siret });
    expect(cookie).toContain('datapass_session');
    const rows = await database
      .select({ siret: organisations.siret })
      .from(sessions)
      .innerJoin(organisations, eq(organisations.id, sessions.organisationId))
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(eq(users.email, 'claude.double@commune.example'));
    expect(rows).toEqual([{ siret: known.ccas.siret }]);
  });

  test('replaces the session that the browser had, and ends it', async () => {
    const browser = new BrowserSession();
    await signInAs(stack, 'camille', { browser });
    const first = sessionOf(browser);
    const start = await browser.visit(`${stack.url}/connexion?nouvelle=1&retour=/health`);
    await browser.follow(await chooseIfAsked(browser, start, 'dominique'));
    const second = sessionOf(browser);
    expect(second).not.toBe(first);
    const name = /([^;= ]*datapass_session)=/.exec(browser.cookiesFor(stack.url))?.[1];
    const old = await fetch(`${stack.url}/connexion?retour=/health`, {
      headers: { cookie: `${name}=${first}` },
      redirect: 'manual',
    });
    expect(old.headers.get('location')).toContain('/api/v2/authorize');
  });

  test('is not asked twice: a live session goes straight on', async () => {
    const browser = new BrowserSession();
    await signInAs(stack, 'camille', { browser });
    const again = await browser.visit(`${stack.url}/connexion?retour=/health`);
    expect(again.response.headers.get('location')).toBe('/health');
  });
});

describe('a sign-in that was tampered with', () => {
  test('a wrong state opens no session, and says how to go on', async () => {
    const browser = new BrowserSession();
    const answer = await answerOfProConnect(browser);
    answer.searchParams.set('state', 'x'.repeat(43));
    const page = await browser.visit(answer);
    expect(page.response.status).toBe(400);
    expectWayOn(page);
    expect(page.text).not.toContain('xxxx');
    expect(sessionOf(browser)).toBeUndefined();
  });

  test('an answer meant for another browser opens no session', async () => {
    const answer = await answerOfProConnect(new BrowserSession());
    const victim = new BrowserSession();
    const page = await victim.visit(answer);
    expect(page.response.status).toBe(400);
    expect(sessionOf(victim)).toBeUndefined();
  });

  test('a tampered code opens no session', async () => {
    const browser = new BrowserSession();
    const answer = await answerOfProConnect(browser);
    answer.searchParams.set('code', 'tampered-code');
    const page = await browser.visit(answer);
    expect(page.response.status).toBe(400);
    expectWayOn(page);
    expect(page.text).not.toContain('tampered-code');
    expect(sessionOf(browser)).toBeUndefined();
  });

  test('a code serves once: sent again it opens no second session', async () => {
    const browser = new BrowserSession();
    const cookies = browser.cookiesFor(stack.url);
    expect(cookies).toBe('');
    const answer = await answerOfProConnect(browser);
    const flow = browser.cookiesFor(stack.url);
    expect((await browser.visit(answer)).response.status).toBe(303);
    expect((await browser.visit(answer)).response.status).toBe(400);
    // Even somebody who has kept the cookie of the sign-in.
    const replayed = await fetch(answer, {
      headers: { cookie: flow, accept: 'text/html' },
      redirect: 'manual',
    });
    expect(replayed.status).toBe(400);
    expect(replayed.headers.getSetCookie().join()).not.toContain('datapass_session');
  });

  test('another issuer in the answer is refused (RFC 9207)', async () => {
    const browser = new BrowserSession();
    const answer = await answerOfProConnect(browser);
    answer.searchParams.set('iss', 'https://another.example/api/v2');
    expect((await browser.visit(answer)).response.status).toBe(400);
    expect(sessionOf(browser)).toBeUndefined();
  });

  test('nothing at all in the answer is an error with words, not a crash', async () => {
    for (const query of ['', '?state=', '?code=a', '?state=%00&code=%00', '?error=access_denied']) {
      const page = await new BrowserSession().visit(`${stack.url}/connexion/retour${query}`);
      expect(page.response.status).toBe(400);
      expectWayOn(page, '/');
    }
  });

  test.each([
    'wrong-nonce',
    'wrong-audience',
    'wrong-issuer',
    'expired-token',
    'wrong-signature',
    'alg-rs256',
    'alg-hs256',
    'alg-none',
    'other-subject',
    'forged-userinfo',
    'plain-userinfo',
  ])('%s is refused without details', async (fault) => {
    const browser = new BrowserSession();
    const page = await signInOnPages(stack, 'camille', { browser, fault });
    expect(page.response.status).toBe(400);
    expect(page.text).toContain('n’a pas pu être vérifiée');
    expectWayOn(page);
    expect(sessionOf(browser)).toBeUndefined();
  });
});

describe('a sign-in that cannot go on', () => {
  test.each([
    ['inconnue', undefined, 'ne connaît pas ce SIRET'],
    ['fermee', undefined, 'Votre organisation est fermée'],
    ['camille', 'siret-missing', 'n’est pas valable'],
    ['camille', 'siret-wrong', 'n’est pas valable'],
  ])('%s (%s) is told why, and what to do', async (person, fault, words) => {
    const browser = new BrowserSession();
    const page = await signInOnPages(stack, person, { browser, ...(fault ? { fault } : {}) });
    expect(page.response.status).toBe(400);
    expect(page.text).toContain(words);
    expectWayOn(page);
    expect(sessionOf(browser)).toBeUndefined();
  });

  test('giving up at ProConnect comes back in words, in the language of the person', async () => {
    for (const [language, words] of [
      ['fr', 'La connexion a été abandonnée'],
      ['en-GB', 'Sign-in was given up'],
    ]) {
      const browser = new BrowserSession();
      const people = (await browser.follow(
        await browser.visit(`${stack.url}/connexion?retour=/health`),
      )) as Page;
      const given = await browser.submit(people, people.url.pathname, { cancel: '1' });
      const back = await browser.follow(given, (next) => next.pathname === '/connexion/retour');
      const page = await browser.visit(back as URL, { headers: { 'accept-language': language as string } });
      expect(page.response.status).toBe(400);
      expect(page.text).toContain(words);
      expectWayOn(page);
    }
  });
});

test('the way back is always a path of ours', async () => {
  for (const retour of ['https://evil.example/', '//evil.example', '/\\evil.example', '/%09/evil.example']) {
    const browser = new BrowserSession();
    const answer = await answerOfProConnect(browser, 'camille', retour);
    const page = await browser.visit(answer);
    const location = new URL(page.response.headers.get('location') ?? '', stack.url);
    expect(location.origin).toBe(stack.url);
  }
});

describe('signing out', () => {
  test('asks first, ends our session and ProConnect’s, and says so', async () => {
    const browser = new BrowserSession();
    await signInAs(stack, 'camille', { browser });
    const old = browser.cookiesFor(stack.url);
    const confirm = await browser.visit(`${stack.url}/deconnexion`);
    expect(confirm.text).toContain('method="post" action="/deconnexion"');
    const left = await browser.submit(confirm, '/deconnexion', {});
    expect(left.text).toContain('/api/v2/session/end');
    const end = (await browser.follow(left)) as Page;
    expect(end.url.pathname).toBe('/deconnexion/retour');
    expect(end.text).toContain('Vous êtes déconnecté');
    expect(sessionOf(browser)).toBeUndefined();
    const again = await fetch(`${stack.url}/connexion?retour=/health`, {
      headers: { cookie: old },
      redirect: 'manual',
    });
    expect(again.headers.get('location')).toContain('/api/v2/authorize');
  });

  test('from another site does nothing', async () => {
    const browser = new BrowserSession();
    await signInAs(stack, 'camille', { browser });
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: stack.url, 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
      {},
    ] as Record<string, string>[]) {
      const page = await browser.visit(`${stack.url}/deconnexion`, { method: 'POST', headers });
      expect(page.response.status).toBe(403);
    }
    const alive = await browser.visit(`${stack.url}/connexion?retour=/health`);
    expect(alive.response.headers.get('location')).toBe('/health');
  });
});

test('our server starts and answers while ProConnect is away, and says so to who signs in', async () => {
  const lonely = await startStack({
    databaseUrl: url,
    environment: {
      PROCONNECT_ISSUER: 'http://127.0.0.1:9/api/v2',
      PROCONNECT_CLIENT_ID: 'datapass',
      PROCONNECT_CLIENT_SECRET: 'a-secret-of-thirty-two-characters!',
    },
  });
  try {
    expect((await fetch(`${lonely.url}/health`)).status).toBe(200);
    const page = await new BrowserSession().visit(`${lonely.url}/connexion?retour=/health`);
    expect(page.response.status).toBe(503);
    expect(page.text).toContain('ProConnect ne répond pas');
    expectWayOn(page);
  } finally {
    await lonely.stop();
  }
});
