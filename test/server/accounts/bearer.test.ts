import { and, eq } from 'drizzle-orm';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNonces } from '../../../server/accounts/nonces.ts';
import { recordIdOf } from '../../../server/accounts/oauth/adapter.ts';
import { sweepExpired } from '../../../server/accounts/sessions.ts';
import { oauthRecords, sessions, users } from '../../../server/accounts/tables.ts';
import { testDatabase } from '../../support/database.ts';
import { proofClient } from '../../support/dpop.ts';
import { type ApplicantClient, applicantClient } from '../../support/sign-in.ts';
import { type Stack, startStack } from '../../support/stack.ts';

const { database, url } = await testDatabase();
let stack: Stack;
let camille: ApplicantClient;
let now = () => new Date();
beforeAll(async () => {
  stack = await startStack({ databaseUrl: url, now: () => now() });
  camille = await applicantClient(stack, 'camille');
});
afterAll(() => stack.stop());

const me = () => `${stack.url}/me`;
const token = () => camille.tokens.access_token;

async function call(
  proof: string | undefined,
  options: { token?: string; method?: string; path?: string; language?: string } = {},
) {
  const { method = 'GET', path = '/me', language } = options;
  const headers: Record<string, string> = {
    authorization: `DPoP ${options.token ?? token()}`,
    ...(language && { 'accept-language': language }),
  };
  if (proof !== undefined) headers.dpop = proof;
  const response = await fetch(stack.url + path, { method, headers });
  const body = response.status === 204 ? undefined : ((await response.json()) as { type?: string });
  return { response, status: response.status, code: body?.type?.split('/').at(-1) };
}

const nonce = async () => {
  const { response } = await call(await camille.proofs.proof(me(), 'GET', { accessToken: token() }));
  return response.headers.get('dpop-nonce') as string;
};
const goodProof = async () =>
  camille.proofs.proof(me(), 'GET', { accessToken: token(), nonce: await nonce() });

describe('a call with a token', () => {
  test('and a good proof is answered', async () => {
    expect((await call(await goodProof())).status).toBe(200);
  });

  test('without any token asks for one, without naming an error', async () => {
    const response = await fetch(me());
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('DPoP algs="ES256"');
  });

  test('as a bearer token is refused: it is bound to a key', async () => {
    const response = await fetch(me(), { headers: { authorization: `Bearer ${token()}` } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toContain('invalid_token');
  });

  test('without a nonce of ours is told which to use', async () => {
    const answer = await call(await camille.proofs.proof(me(), 'GET', { accessToken: token() }));
    expect([answer.status, answer.code]).toEqual([401, 'use-dpop-nonce']);
    expect(answer.response.headers.get('www-authenticate')).toContain('error="use_dpop_nonce"');
    const second = answer.response.headers.get('dpop-nonce') as string;
    const proof = await camille.proofs.proof(me(), 'GET', { accessToken: token(), nonce: second });
    expect((await call(proof)).status).toBe(200);
  });

  test('with a nonce that is not ours, or long past, is told the same', async () => {
    const key = Buffer.alloc(32, 1);
    const strange = createNonces(key).current();
    const proof = await camille.proofs.proof(me(), 'GET', { accessToken: token(), nonce: strange });
    expect((await call(proof)).code).toBe('use-dpop-nonce');
    const yesterday = createNonces(key, () => Date.now() - 86_400_000).current();
    expect(createNonces(key).accepts(yesterday)).toBe(false);
  });

  test('whose proof was seen is refused, even at the same moment', async () => {
    const proof = await goodProof();
    expect((await call(proof)).status).toBe(200);
    expect((await call(proof)).code).toBe('invalid-dpop-proof');
    const other = await goodProof();
    const answers = await Promise.all([1, 2, 3, 4].map(() => call(other)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
  });

  test('a nonce of the token endpoint serves for the API', async () => {
    const response = await camille.refresh();
    const given = response.headers.get('dpop-nonce') ?? camille.proofs.nonce(stack.url);
    const proof = await camille.proofs.proof(me(), 'GET', { accessToken: token(), nonce: given });
    expect((await call(proof)).status).toBe(200);
  });

  test('with somebody else’s key is refused', async () => {
    const thief = await proofClient();
    const proof = await thief.proof(me(), 'GET', { accessToken: token(), nonce: await nonce() });
    expect((await call(proof)).code).toBe('invalid-token');
  });

  test('a proof is for one method, one address and one token', async () => {
    const options = { accessToken: token(), nonce: await nonce() };
    const wrong = [
      await camille.proofs.proof(me(), 'POST', options),
      await camille.proofs.proof(`${stack.url}/me/organisations`, 'GET', options),
      await camille.proofs.proof('https://evil.example/me', 'GET', options),
      await camille.proofs.proof(me(), 'GET', { ...options, accessToken: `${token()}x` }),
      await camille.proofs.proof(me(), 'GET', { nonce: options.nonce }),
      'not-a-jwt',
      '',
      undefined,
    ];
    for (const proof of wrong) expect((await call(proof)).code).toBe('invalid-dpop-proof');
  });

  test('a clock that is wrong by hours does no harm, as the nonce says when', async () => {
    const { privateKey, publicKey } = camille.proofs.keys;
    const jwk = await exportJWK(publicKey);
    const proof = await new SignJWT({
      htm: 'GET',
      htu: me(),
      jti: crypto.randomUUID(),
      nonce: await nonce(),
      ath: recordIdOf(token()),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .setIssuedAt(Math.floor(Date.now() / 1000) - 5 * 3600)
      .sign(privateKey);
    expect((await call(proof)).status).toBe(200);
  });

  test('proofs of another type, another algorithm or with the private key are refused', async () => {
    const claims = { htm: 'GET', htu: me(), ath: recordIdOf(token()), nonce: await nonce() };
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const rsa = await generateKeyPair('RS256');
    const make = (header: Record<string, unknown>, key: CryptoKey) =>
      new SignJWT({ ...claims, jti: crypto.randomUUID() })
        .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', ...header })
        .setIssuedAt()
        .sign(key);
    const jwk = await exportJWK(publicKey);
    for (const proof of [
      await make({ jwk, typ: 'JWT' }, privateKey),
      await make({ jwk: await exportJWK(privateKey) }, privateKey),
      await make({ jwk: await exportJWK(rsa.publicKey), alg: 'RS256' }, rsa.privateKey),
      await make({}, privateKey),
    ]) {
      expect((await call(proof)).code).toBe('invalid-dpop-proof');
    }
    expect(await calculateJwkThumbprint(jwk)).not.toBe(camille.proofs.thumbprint);
  });

  test('a token that we never gave is refused, and the answer does not repeat it', async () => {
    const strange = 'never-given-never-given-never-given';
    const proof = await camille.proofs.proof(me(), 'GET', { accessToken: strange, nonce: await nonce() });
    const answer = await call(proof, { token: strange });
    expect(answer.code).toBe('invalid-token');
    expect(JSON.stringify(answer)).not.toContain(strange);
  });

  test('a token works on the pages of the site it was given to, and on no other', async () => {
    const ask = async (origin: string) => {
      const headers = {
        origin,
        authorization: `DPoP ${token()}`,
        dpop: await goodProof(),
      };
      return fetch(me(), { headers });
    };
    const own = await ask(stack.url);
    expect(own.status).toBe(200);
    expect(own.headers.get('access-control-allow-origin')).toBe(stack.url);
    expect(own.headers.get('access-control-expose-headers')).toContain('dpop-nonce');
    expect((await ask(stack.urls.catalogue as string)).status).toBe(401);
    const stranger = await ask('https://evil.example');
    expect(stranger.status).toBe(403);
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('roles do not come with a widget’s token', async () => {
  const instructor = await applicantClient(stack, 'instructrice');
  const answer = (await instructor.json('/me')) as Record<string, unknown>;
  expect(JSON.stringify(answer)).not.toContain('dgfip:*');
});

test('« me » knows the person and every organisation vouched for', async () => {
  await applicantClient(stack, 'claude', { siret: '26990001500018' });
  const claude = await applicantClient(stack, 'claude', { siret: '21990001600011' });
  const answer = (await claude.json('/me')) as { organisations: { siret: string }[]; current_siret: string };
  expect(answer.current_siret).toBe('21990001600011');
  expect(answer.organisations.map(({ siret }) => siret).sort()).toEqual(['21990001600011', '26990001500018']);
  expect(await (await applicantClient(stack, 'freemail')).json('/me')).toMatchObject({
    email_kind: 'free_mail',
  });
  expect(await (await applicantClient(stack, 'generique')).json('/me')).toMatchObject({
    email_kind: 'generic',
  });
});

test('the language of a call is the one that mails are written in from then on', async () => {
  const known = async () => {
    const [row] = await database
      .select({ language: users.language })
      .from(users)
      .where(eq(users.email, 'camille.exemple@commune.example'));
    return row?.language;
  };
  expect(await known()).toBe('fr');
  await call(await goodProof(), { language: 'en' });
  expect(await known()).toBe('en');
  // « Any language », as programs say it, is no choice.
  await call(await goodProof());
  expect(await known()).toBe('en');
  await call(await goodProof(), { language: 'fr' });
  expect(await known()).toBe('fr');
});

test('preflights are answered for registered sites alone, and kept for two hours', async () => {
  const ask = (origin: string) =>
    fetch(me(), {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization,dpop',
      },
    });
  const answer = await ask(stack.urls.catalogue as string);
  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-max-age')).toBe('7200');
  for (const header of [
    'authorization',
    'dpop',
    'if-match',
    'if-none-match',
    'idempotency-key',
    'content-type',
  ]) {
    expect(answer.headers.get('access-control-allow-headers')).toContain(header);
  }
  expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
  expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});

test('a page learns whether its site is registered', async () => {
  const ask = async (headers: Record<string, string>) =>
    (await fetch(`${stack.url}/sites/current`, { headers })).json();
  const hosted_url = `${stack.url}/demande/`;
  expect(await ask({ origin: stack.urls.catalogue as string })).toEqual({
    registered: true,
    client_id: 'catalogue-exemple',
    hosted_url,
  });
  expect(await ask({ origin: 'https://evil.example' })).toEqual({ registered: false, hosted_url });
  expect(await ask({ 'sec-fetch-site': 'same-origin' })).toMatchObject({ client_id: 'datapass' });
  expect(await ask({})).toEqual({ registered: false, hosted_url });
});

test('tokens run out after 15 minutes, sessions after 12 hours, and both are swept', async () => {
  const client = await applicantClient(stack, 'dominique');
  expect((await client.fetch('/me')).status).toBe(200);
  now = () => new Date(Date.now() + 16 * 60_000);
  expect((await client.fetch('/me')).status).toBe(401);
  const row = and(
    eq(oauthRecords.model, 'AccessToken'),
    eq(oauthRecords.id, recordIdOf(client.tokens.access_token)),
  );
  await sweepExpired(stack.services);
  expect(await database.select().from(oauthRecords).where(row)).toEqual([]);
  expect((await database.select().from(sessions)).length).toBeGreaterThan(0);
  now = () => new Date(Date.now() + 12.1 * 3_600_000);
  expect((await client.refresh()).status).toBe(400);
  await sweepExpired(stack.services);
  expect(await database.select().from(sessions)).toEqual([]);
});
