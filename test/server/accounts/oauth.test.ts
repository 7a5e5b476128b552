import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { oauthRecords } from '../../../server/accounts/tables.ts';
import { authorisationAddress, oauthCode, type Parameters, pkce, redeem } from '../../support/authorise.ts';
import { BrowserSession, type Page } from '../../support/browser-session.ts';
import { testDatabase } from '../../support/database.ts';
import { type ProofClient, proofClient } from '../../support/dpop.ts';
import { applicantClient, signInAs } from '../../support/sign-in.ts';
import { type Stack, startStack } from '../../support/stack.ts';

const { database, url } = await testDatabase();
let stack: Stack;
let redirectUri: string;
let clientId: string;
beforeAll(async () => {
  stack = await startStack({ databaseUrl: url });
  redirectUri = `${stack.urls.catalogue}/impot-particulier`;
  clientId = 'catalogue-exemple';
});
afterAll(() => stack.stop());

let browser: BrowserSession;
let proofs: ProofClient;
let verifier: string;
let good: Parameters;
beforeEach(async () => {
  browser = new BrowserSession();
  proofs = await proofClient();
  const pair = pkce();
  verifier = pair.verifier;
  good = {
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: pair.challenge,
    dpop_jkt: proofs.thumbprint,
    state: 'a-state-of-the-widget',
  };
});

const codeFor = async (person = 'camille', parameters = good) =>
  (await oauthCode(stack, browser, parameters, person)).get('datapass') ?? '';
const redemption = (code: string) => ({ clientId, redirectUri, code, verifier });
const errorOf = async (response: Response) => ((await response.json()) as { error: string }).error;

/** Where the authorization endpoint sends at once. */
async function refusal(parameters: Parameters): Promise<{ page: Page; location: URL | undefined }> {
  const page = await browser.visit(authorisationAddress(stack, parameters));
  const location = page.response.headers.get('location');
  return { page, location: location ? new URL(location, page.url) : undefined };
}

describe('asking for a sign-in', () => {
  test('the answer reaches the host page in its fragment, under our own name, with its state', async () => {
    const answer = await oauthCode(stack, browser, good, 'camille');
    expect([...answer.keys()]).toEqual(['datapass', 'state']);
    expect(answer.get('state')).toBe('a-state-of-the-widget');
  });

  test('query and fragment of the host page do not matter; the query is kept', async () => {
    const address = `${redirectUri}?theme=dark`;
    const home = (next: URL) => next.hash.startsWith('#datapass');
    await signInAs(stack, 'camille', { browser });
    const start = await browser.visit(
      authorisationAddress(stack, { ...good, redirect_uri: `${address}#/step` }),
    );
    const end = (await browser.follow(start, home)) as URL;
    expect(end.href.startsWith(`${address}#datapass=`)).toBe(true);
  });

  test.each([
    ['without PKCE', { code_challenge: undefined, code_challenge_method: undefined }],
    ['with a plain challenge', { code_challenge_method: 'plain' }],
    ['without the thumbprint of a key', { dpop_jkt: undefined }],
    ['with a thumbprint that is none', { dpop_jkt: 'short' }],
    ['for a token at once', { response_type: 'token' }],
  ])('%s is refused, and the page is told', async (_, change) => {
    const { location } = await refusal({ ...good, ...change });
    expect(location?.origin).toBe(stack.urls.catalogue);
    const told = new URLSearchParams(location?.hash.slice(1));
    expect(told.get('datapass_error')).toMatch(/invalid_request|unsupported_response_type/);
    expect(told.get('state')).toBe('a-state-of-the-widget');
  });

  test('with another response mode is refused', async () => {
    const { location } = await refusal({ ...good, response_mode: 'query' });
    expect(location?.searchParams.get('error')).toBe('invalid_request');
  });

  test.each([
    ['another site', 'https://evil.example/impot-particulier'],
    ['another port', 'http://catalogue.localhost:1/impot-particulier'],
    ['a host that only begins alike', 'http://catalogue.localhost.evil.example/'],
    ['a name before the host', 'http://catalogue.localhost@evil.example/'],
    ['a script', 'javascript:alert(1)'],
    ['no address', 'impot-particulier'],
  ])('to return to %s is refused, and nobody is sent there', async (_, address) => {
    const { page, location } = await refusal({ ...good, redirect_uri: address });
    expect(location).toBeUndefined();
    expect(page.response.status).toBe(400);
    expect(page.text).toContain('n’est pas enregistrée');
    expect(page.text).not.toContain('evil');
  });

  test('to return to a path that the site did not register is refused', async () => {
    const own = { ...good, client_id: 'datapass' };
    const bad = await refusal({ ...own, redirect_uri: `${stack.url}/instruction` });
    expect(bad.page.response.status).toBe(400);
    const fine = await refusal({ ...own, redirect_uri: `${stack.url}/demande/impot-particulier` });
    expect(fine.location?.pathname).toMatch(/^\/oauth\/interaction\//);
  });

  test('by a site we do not know is refused with words', async () => {
    const { page } = await refusal({ ...good, client_id: 'unknown' });
    expect(page.response.status).toBe(400);
    expect(page.text).toContain('n’est pas enregistrée');
  });

  test('giving up at ProConnect, and an organisation that cannot be, come back to the page by name', async () => {
    for (const [person, error] of [
      ['fermee', 'organisation-closed'],
      ['inconnue', 'organisation-unknown'],
    ] as const) {
      const answer = await oauthCode(stack, new BrowserSession(), good, person);
      expect(answer.get('datapass_error')).toBe(error);
      expect(answer.get('state')).toBe('a-state-of-the-widget');
    }
    const people = (await browser.follow(await browser.visit(authorisationAddress(stack, good)))) as Page;
    const left = await browser.submit(people, people.url.pathname, { cancel: '1' });
    const end = (await browser.follow(left, (next) => next.hash !== '')) as URL;
    expect(new URLSearchParams(end.hash.slice(1)).get('datapass_error')).toBe('access_denied');
  });

  test('leaves ProConnect’s chain of redirects by a page, which its form-action does not rule', async () => {
    const people = (await browser.follow(await browser.visit(authorisationAddress(stack, good)))) as Page;
    const sent = await browser.submit(people, people.url.pathname, { person: 'camille' });
    const back = (await browser.follow(sent, (next) => next.pathname === '/connexion/retour')) as URL;
    const page = await browser.visit(back);
    expect(page.response.status).toBe(200);
    expect(page.text).toContain('http-equiv="refresh"');
  });

  test('re-uses our session without asking ProConnect', async () => {
    await signInAs(stack, 'camille', { browser });
    const seen: string[] = [];
    const start = await browser.visit(authorisationAddress(stack, good));
    await browser.follow(start, (next) => {
      seen.push(next.origin);
      return next.hash !== '';
    });
    expect(seen).not.toContain(stack.urls.proconnect);
  });

  test('with prompt=login a second agent signs in on the same browser, and the first one’s tokens are dead', async () => {
    const page = { clientId, redirectUri };
    const first = await applicantClient(stack, 'camille', { browser, page });
    const second = await applicantClient(stack, 'dominique', { browser, page, prompt: 'login' });
    expect(await second.json('/me')).toMatchObject({ given_name: 'Dominique' });
    expect((await first.fetch('/me')).status).toBe(401);
    expect(await errorOf(await first.refresh())).toBe('invalid_grant');
    const third = await applicantClient(stack, 'nobody-is-asked', { browser, page });
    expect(await third.json('/me')).toMatchObject({ given_name: 'Dominique' });
  });

  test('an interaction of another browser cannot be taken over', async () => {
    const { location } = await refusal(good);
    const thief = new BrowserSession();
    await signInAs(stack, 'camille', { browser: thief });
    const taken = await thief.visit(`${location?.href}/finish`);
    expect(taken.response.status).toBe(400);
  });
});

describe('redeeming a code', () => {
  test('gives an opaque DPoP token of 15 minutes for the applicant’s scope, and no ID token', async () => {
    const response = await redeem(stack, proofs, redemption(await codeFor()));
    const answer = (await response.json()) as Record<string, unknown>;
    expect(answer).toMatchObject({ token_type: 'DPoP', expires_in: 900, scope: 'applicant' });
    expect(answer.id_token).toBeUndefined();
    expect(String(answer.access_token)).not.toContain('.');
  });

  test('asked for with OpenID Connect’s own scopes, it gives the same', async () => {
    const code = await codeFor('camille', {
      ...good,
      scope: 'openid applicant offline_access',
      prompt: 'consent',
      nonce: 'n',
    });
    const answer = (await (await redeem(stack, proofs, redemption(code))).json()) as Record<string, unknown>;
    expect(answer.refresh_token).toBeDefined();
    expect(answer.id_token).toBeUndefined();
  });

  test('stores neither code nor tokens as they are', async () => {
    const code = await codeFor();
    const tokens = (await (await redeem(stack, proofs, redemption(code))).json()) as Record<string, string>;
    const stored = JSON.stringify(await database.select().from(oauthRecords));
    for (const secret of [code, tokens.access_token, tokens.refresh_token])
      expect(stored).not.toContain(secret);
  });

  test('works once: again, it ends what the first time gave', async () => {
    const code = await codeFor();
    const tokens = (await (await redeem(stack, proofs, redemption(code))).json()) as { access_token: string };
    const me = () => proofs.fetch(`${stack.url}/me`, {}, tokens.access_token);
    expect((await me()).status).toBe(200);
    const again = await redeem(stack, proofs, redemption(code));
    expect([again.status, await errorOf(again)]).toEqual([400, 'invalid_grant']);
    expect((await me()).status).toBe(401);
  });

  test('works once even for two at the same moment', async () => {
    const code = await codeFor();
    await proofs.fetch(`${stack.url}/oauth/token`, { method: 'POST' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => redeem(stack, proofs, redemption(code))));
    expect(answers.filter((answer) => answer.status === 200).length).toBeLessThanOrEqual(1);
  });

  test('needs the verifier, the key and the address it was asked with', async () => {
    const wrongVerifier = await redeem(stack, proofs, {
      ...redemption(await codeFor()),
      verifier: pkce().verifier,
    });
    expect(await errorOf(wrongVerifier)).toBe('invalid_grant');
    const wrongKey = await redeem(stack, await proofClient(), redemption(await codeFor()));
    expect(await errorOf(wrongKey)).toBe('invalid_grant');
    const elsewhere = { ...redemption(await codeFor()), redirectUri: `${stack.urls.catalogue}/minimal` };
    expect(await errorOf(await redeem(stack, proofs, elsewhere))).toBe('invalid_grant');
    const otherSite = { ...redemption(await codeFor()), clientId: 'datapass' };
    expect(await errorOf(await redeem(stack, proofs, otherSite))).toBe('invalid_grant');
  });

  test('needs a proof, with a nonce of ours', async () => {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code: await codeFor(),
      code_verifier: verifier,
    });
    const address = `${stack.url}/oauth/token`;
    const bare = await fetch(address, { method: 'POST', body });
    expect(await errorOf(bare)).toBe('invalid_grant');
    const withoutNonce = await fetch(address, {
      method: 'POST',
      body,
      headers: { dpop: await proofs.proof(address, 'POST') },
    });
    expect(await errorOf(withoutNonce)).toBe('use_dpop_nonce');
    expect(withoutNonce.headers.get('dpop-nonce')).toBeTruthy();
  });
});

describe('going on', () => {
  const page = () => ({ clientId, redirectUri });

  test('two tabs that refresh at the same moment both go on', async () => {
    const client = await applicantClient(stack, 'camille', { page: page() });
    const before = client.tokens;
    const answers = await Promise.all([client.refresh(), client.refresh()]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    for (const answer of answers) {
      const { access_token } = (await answer.json()) as { access_token: string };
      expect(access_token).not.toBe(before.access_token);
      const me = await client.proofs.fetch(`${stack.url}/me`, {}, access_token);
      expect(me.status).toBe(200);
    }
  });

  test('a refresh token is worthless with another key, and to another site', async () => {
    const client = await applicantClient(stack, 'camille', { page: page() });
    const ask = (proofs: ProofClient, client_id: string) =>
      proofs.fetch(`${stack.url}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'refresh_token',
          refresh_token: client.tokens.refresh_token,
          client_id,
        }),
      });
    expect(await errorOf(await ask(await proofClient(), clientId))).toBe('invalid_grant');
    expect(await errorOf(await ask(client.proofs, 'datapass'))).toBe('invalid_grant');
  });

  test('signing out in the widget ends grant, tokens and session', async () => {
    const client = await applicantClient(stack, 'camille', { page: page() });
    expect((await client.fetch('/me/sign-out', { method: 'POST' })).status).toBe(204);
    expect((await client.fetch('/me')).status).toBe(401);
    expect(await errorOf(await client.refresh())).toBe('invalid_grant');
    const again = await client.browser.visit(`${stack.url}/connexion?retour=/health`);
    expect(again.response.headers.get('location')).toContain('/api/v2/authorize');
  });

  test('signing out on our own pages ends the widget’s tokens too', async () => {
    const client = await applicantClient(stack, 'camille', { page: page() });
    const confirm = await client.browser.visit(`${stack.url}/deconnexion`);
    await client.browser.submit(confirm, '/deconnexion', {});
    expect((await client.fetch('/me')).status).toBe(401);
  });

  test('a token can be revoked', async () => {
    const client = await applicantClient(stack, 'camille', { page: page() });
    const body = new URLSearchParams({ token: client.tokens.refresh_token, client_id: clientId });
    expect((await fetch(`${stack.url}/oauth/token/revocation`, { method: 'POST', body })).status).toBe(200);
    expect(await errorOf(await client.refresh())).toBe('invalid_grant');
    expect((await client.fetch('/me')).status).toBe(401);
  });

  test('the token endpoint answers the client’s own origin, and no other', async () => {
    const ask = (origin: string) =>
      fetch(`${stack.url}/oauth/token`, {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x', client_id: clientId }),
      });
    const own = await ask(stack.urls.catalogue as string);
    expect(own.headers.get('access-control-allow-origin')).toBe(stack.urls.catalogue);
    expect(own.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('addresses are made from our public one, whatever the client pretends', async () => {
  const response = await fetch(`${stack.url}/oauth/.well-known/openid-configuration`, {
    headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
  });
  expect(JSON.stringify(await response.json())).not.toContain('evil.example');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});
