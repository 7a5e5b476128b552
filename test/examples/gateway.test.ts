import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createGateway } from '../../examples/gateway/gateway.ts';
import { readConfig } from '../../server/config.ts';
import { newId } from '../../server/database/columns.ts';
import { signCredential } from '../../server/habilitations/credential.ts';
import { publicKeys, signingKey } from '../../server/habilitations/keys.ts';
import { keyRoutes } from '../../server/habilitations/routes.ts';
import { secretKey } from '../server/jobs/services.ts';
import { testDatabase } from '../support/database.ts';

const { database } = await testDatabase();
const config = readConfig({ SECRET_KEY: secretKey });
const services = { database, config };
let gateway = '';

/** Serves an app over HTTP for the length of this file. */
async function serveHere(fetch: (request: Request) => Response | Promise<Response>): Promise<string> {
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  config.publicUrl = await serveHere(keyRoutes(services).fetch);
  gateway = await serveHere(createGateway(config.publicUrl, 'api-exemple').fetch);
});

const day = 86_400_000;
const habilitation = () => ({
  number: 1042,
  api: 'api-exemple',
  stage: 'sandbox' as const,
  scopes: ['revenu', 'parts'],
  validFrom: new Date(Date.now() - day),
  expiresAt: new Date(Date.now() + day),
  prolonged: false,
});
const organisation = { siret: '21370000100011', name: 'Commune d’Exempleville' };
const signed = (changes: Partial<ReturnType<typeof habilitation>> = {}) =>
  signCredential(services, { ...habilitation(), ...changes }, organisation, {
    id: newId(),
    issuedAt: new Date(),
  });

async function call(token?: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(gateway, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  return { status: answer.status, body: await answer.json() };
}

test('a valid habilitation opens, and says for whom and for what', async () => {
  expect(await call(await signed())).toEqual({
    status: 200,
    body: { habilitation: 'H1042', organisation, scope: 'revenu parts', stage: 'sandbox' },
  });
});

test('no habilitation, or nonsense, is refused', async () => {
  expect((await call()).status).toBe(401);
  expect((await call('nonsense')).status).toBe(401);
});

test('a habilitation with one claim changed is refused', async () => {
  const [header, payload, signature] = (await signed()).split('.');
  const claims = JSON.parse(Buffer.from(String(payload), 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, scope: `${claims.scope} tout` })).toString(
    'base64url',
  );
  expect(await call(`${header}.${changed}.${signature}`)).toEqual({
    status: 401,
    body: { error: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' },
  });
});

test('an expired one, one not yet in force, and one for another API are refused', async () => {
  expect((await call(await signed({ expiresAt: new Date(Date.now() - day / 2) }))).body).toEqual({
    error: 'ERR_JWT_EXPIRED',
  });
  expect((await call(await signed({ validFrom: new Date(Date.now() + day / 2) }))).status).toBe(401);
  expect((await call(await signed({ api: 'autre-api' }))).body).toEqual({
    error: 'ERR_JWT_CLAIM_VALIDATION_FAILED',
  });
});

/** The claims of a valid habilitation, to sign otherwise. */
async function claims() {
  const [, payload] = (await signed()).split('.');
  return JSON.parse(Buffer.from(String(payload), 'base64url').toString());
}

test('a token without signature, or signed with the public key as if it were a secret, is refused', async () => {
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const none = `${encoded({ alg: 'none', typ: 'habilitation+jwt' })}.${encoded(await claims())}.`;
  expect((await call(none)).status).toBe(401);
  const { kid } = await signingKey(services);
  const [published] = (await publicKeys(services)).keys;
  const confused = await new SignJWT(await claims())
    .setProtectedHeader({ alg: 'HS256', typ: 'habilitation+jwt', kid })
    .sign(new TextEncoder().encode(JSON.stringify(published)));
  expect((await call(confused)).status).toBe(401);
});

test('another key is refused, whether it takes our key’s name, its own, or travels in the header', async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const { kid } = await signingKey(services);
  const sign = async (header: object) =>
    new SignJWT(await claims())
      .setProtectedHeader({ alg: 'ES256', typ: 'habilitation+jwt', ...header })
      .sign(privateKey);
  expect((await call(await sign({ kid }))).status).toBe(401);
  expect((await call(await sign({ kid: 'other' }))).status).toBe(401);
  expect((await call(await sign({ jwk: await exportJWK(publicKey) }))).status).toBe(401);
});

test('another type of token of ours, and another issuer, are refused', async () => {
  const { kid, key } = await signingKey(services);
  const sign = async (typ: string, changes: object = {}) =>
    new SignJWT({ ...(await claims()), ...changes }).setProtectedHeader({ alg: 'ES256', typ, kid }).sign(key);
  expect((await call(await sign('habilitation+jwt'))).status).toBe(200);
  expect((await call(await sign('JWT'))).status).toBe(401);
  expect((await call(await sign('habilitation+jwt', { iss: 'https://other.example' }))).status).toBe(401);
  expect((await call(await sign('habilitation+jwt', { exp: undefined }))).status).toBe(401);
});

test('without the keys nobody passes, and nobody is called a forger', async () => {
  const lost = await serveHere(createGateway('http://127.0.0.1:9', 'api-exemple').fetch);
  const answer = await fetch(lost, { headers: { authorization: `Bearer ${await signed()}` } });
  expect(answer.status).toBe(503);
});
