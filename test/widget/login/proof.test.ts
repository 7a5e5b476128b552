/** Calls with a DPoP proof, against a server that checks them for real. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { calculateJwkThumbprint, decodeProtectedHeader, EmbeddedJWK, type JWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { generateKeys, thumbprint } from '../../../widget/login/keys.ts';
import { provedFetch } from '../../../widget/login/proof.ts';
import { LoginError, renew } from '../../../widget/login/tokens.ts';

interface Call {
  method: string;
  path: string;
  authorization: string | undefined;
  nonce: unknown;
  htu: unknown;
  ath: unknown;
  thumbprint: string;
  body: string;
}

let server: Server;
let base: string;
let calls: Call[];
/** What the server asks for next. */
let nonce: string;
let answer: (call: Call) => { status: number; body: unknown };

async function read(request: IncomingMessage): Promise<Call> {
  const proof = String(request.headers.dpop);
  const { payload } = await jwtVerify(proof, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: ['ES256'] });
  let body = '';
  for await (const part of request) body += part;
  return {
    method: String(payload.htm),
    path: request.url ?? '',
    authorization: request.headers.authorization,
    nonce: payload.nonce,
    htu: payload.htu,
    ath: payload.ath,
    thumbprint: await calculateJwkThumbprint(decodeProtectedHeader(proof).jwk as JWK),
    body,
  };
}

beforeEach(async () => {
  calls = [];
  nonce = 'first';
  answer = (call) => (call.nonce === nonce ? { status: 200, body: { ok: true } } : { status: 401, body: {} });
  server = createServer(async (request, response) => {
    const call = await read(request);
    calls.push(call);
    const { status, body } = answer(call);
    response.writeHead(status, { 'content-type': 'application/json', 'dpop-nonce': nonce });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});

afterEach(() => new Promise((resolve) => server.close(resolve)));

describe('a call with a proof', () => {
  test('is made again once with the nonce that the server hands out', async () => {
    const keys = await generateKeys();
    const response = await provedFetch(
      keys,
      `${base}/requests?api=a`,
      { method: 'POST', body: '{}' },
      'token',
    );
    expect(response.status).toBe(200);
    expect(calls.map((call) => call.nonce)).toEqual([undefined, 'first']);
    expect(calls[1]).toMatchObject({ method: 'POST', authorization: 'DPoP token', body: '{}' });
    // RFC 9449 §4.2: without query and fragment.
    expect(calls[1]?.htu).toBe(`${base}/requests`);
    expect(calls[1]?.ath).toBeTypeOf('string');
  });

  test('is bound to the key whose thumbprint the sign-in gave', async () => {
    const keys = await generateKeys();
    await provedFetch(keys, `${base}/me`, {}, 'token');
    expect(calls[0]?.thumbprint).toBe(await thumbprint(keys));
  });

  test('begins with the last nonce, and follows a new one', async () => {
    const keys = await generateKeys();
    await provedFetch(keys, `${base}/me`, {}, 'token');
    await provedFetch(keys, `${base}/me`, {}, 'token');
    expect(calls.map((call) => call.nonce)).toEqual([undefined, 'first', 'first']);
    nonce = 'second';
    expect((await provedFetch(keys, `${base}/me`, {}, 'token')).status).toBe(200);
    expect(calls.slice(3).map((call) => call.nonce)).toEqual(['first', 'second']);
  });

  test('is not repeated when the nonce is not what was wrong', async () => {
    const keys = await generateKeys();
    await provedFetch(keys, `${base}/me`, {}, 'token');
    answer = () => ({ status: 401, body: {} });
    expect((await provedFetch(keys, `${base}/me`, {}, 'token')).status).toBe(401);
    expect(calls).toHaveLength(3);
  });

  test('is not repeated for a bad request, which may have been read', async () => {
    const keys = await generateKeys();
    answer = () => ({ status: 400, body: {} });
    await provedFetch(keys, `${base}/requests`, { method: 'POST' }, 'token');
    expect(calls).toHaveLength(1);
  });

  test('without an answer is « unreachable », and stopped by its own signal is that', async () => {
    const keys = await generateKeys();
    await expect(provedFetch(keys, 'http://localhost:1/me', {}, 'token')).rejects.toMatchObject({
      code: 'unreachable',
      status: 0,
    });
    const stopped = AbortSignal.abort();
    await expect(provedFetch(keys, `${base}/me`, { signal: stopped }, 'token')).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('a renewal', () => {
  const stored = async () => ({
    base,
    id: 'session',
    clientId: 'catalogue',
    refreshToken: 'refresh',
    keys: await generateKeys(),
  });

  test('asks with the refresh token and the session’s own key', async () => {
    const session = await stored();
    answer = (call) =>
      call.nonce
        ? { status: 200, body: { access_token: 'fresh', expires_in: 900 } }
        : { status: 400, body: { error: 'use_dpop_nonce' } };
    const { access, stored: kept } = await renew(session);
    expect(access.token).toBe('fresh');
    expect(access.until).toBeGreaterThan(Date.now() + 800_000);
    expect(kept).toEqual(session);
    expect(Object.fromEntries(new URLSearchParams(calls.at(-1)?.body))).toEqual({
      grant_type: 'refresh_token',
      refresh_token: 'refresh',
      client_id: 'catalogue',
    });
    expect(new Set(calls.map((call) => call.thumbprint)).size).toBe(1);
  });

  test('says why it is refused', async () => {
    answer = (call) => ({ status: 400, body: { error: call.nonce ? 'invalid_grant' : 'use_dpop_nonce' } });
    await expect(renew(await stored())).rejects.toEqual(new LoginError('invalid_grant'));
  });

  test('does not take a backend in trouble for a refusal', async () => {
    answer = () => ({ status: 503, body: {} });
    await expect(renew(await stored())).rejects.toMatchObject({ code: 'unreachable' });
  });
});
