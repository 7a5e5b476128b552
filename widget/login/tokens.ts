/** The token endpoint of the backend's OAuth server, as a public client with PKCE and DPoP. */
import type { Keys } from './keys.ts';
import { provedFetch } from './proof.ts';
import { markSignedIn } from './signed-in.ts';
import { type StoredSession, takeFlow, writeSession } from './store.ts';

/** An access token in memory. */
export interface Access {
  token: string;
  /** Milliseconds since 1970, half a minute early: a call under way must not outlive it. */
  until: number;
}

/** A sign-in or a renewal that the server refused; `code` is OAuth's (`access_denied`, `invalid_grant`…). */
export class LoginError extends Error {
  declare readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

interface TokenAnswer {
  access_token: string;
  expires_in: number;
  refresh_token?: string;
  error?: string;
}

async function ask(base: string, keys: Keys, body: Record<string, string>): Promise<TokenAnswer> {
  const response = await provedFetch(keys, `${base}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams(body),
  });
  const answer: TokenAnswer = await response.json().catch(() => ({}));
  if (!response.ok) throw new LoginError(response.status < 500 ? (answer.error ?? 'failed') : 'unreachable');
  return answer;
}

const access = (answer: TokenAnswer): Access => ({
  token: answer.access_token,
  until: Date.now() + (answer.expires_in - 30) * 1000,
});

export interface Signed {
  stored: StoredSession;
  access: Access;
}

/**
 * Redeems the code that a sign-in brought back, once in this browser, and keeps the session.
 * @returns undefined when another window has taken it
 * @throws {LoginError | ProblemError}
 */
export async function redeem(
  state: string,
  code: string | undefined,
  error?: string,
): Promise<Signed | undefined> {
  const flow = await takeFlow(state);
  if (!flow) return undefined;
  if (!code) throw new LoginError(error ?? 'failed');
  const answer = await ask(flow.base, flow.keys, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: flow.redirectUri,
    client_id: flow.clientId,
    code_verifier: flow.verifier,
  });
  const { base, clientId, keys } = flow;
  const stored = { base, id: state, clientId, keys, refreshToken: answer.refresh_token ?? '' };
  await writeSession(stored);
  markSignedIn(true);
  return { stored, access: access(answer) };
}

/** A new access token. Call it under the Web Lock of the session: the refresh token may be replaced by the answer. */
export async function renew(stored: StoredSession): Promise<Signed> {
  const answer = await ask(stored.base, stored.keys, {
    grant_type: 'refresh_token',
    refresh_token: stored.refreshToken,
    client_id: stored.clientId,
  });
  const next = { ...stored, refreshToken: answer.refresh_token ?? stored.refreshToken };
  if (next.refreshToken !== stored.refreshToken) await writeSession(next);
  return { stored: next, access: access(answer) };
}
