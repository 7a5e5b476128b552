/**
 * `fetch` with a DPoP proof (RFC 9449). The server hands out nonces, because office clocks are wrong: a call without
 * a good one is refused with the next, and made again once.
 */
import { unreachable } from '../shared/problems.ts';
import { type Keys, proof } from './keys.ts';

/** The last nonce of each server. */
const nonces = new Map<string, string>();

/**
 * @param token access token; without one the call is to the token endpoint
 * @throws {ProblemError} code « unreachable » without an answer
 */
export async function provedFetch(
  keys: Keys,
  address: string,
  init: RequestInit,
  token?: string,
): Promise<Response> {
  const url = new URL(address);
  for (let attempt = 0; ; attempt++) {
    const nonce = nonces.get(url.origin);
    const headers = new Headers(init.headers);
    const target = url.origin + url.pathname;
    headers.set('dpop', await proof(keys, target, init.method ?? 'GET', nonce, token));
    if (token) headers.set('authorization', `DPoP ${token}`);
    const response = await fetch(url, { ...init, headers, credentials: 'omit' }).catch((error) => {
      throw init.signal?.aborted ? error : unreachable();
    });
    const next = response.headers.get('dpop-nonce');
    if (next) nonces.set(url.origin, next);
    const refused = response.status === 401 || (!token && response.status === 400);
    if (attempt > 0 || !refused || !next || next === nonce) return response;
  }
}
