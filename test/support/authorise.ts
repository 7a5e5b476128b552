/** The OAuth steps of a widget's sign-in, one by one, so that a test can get any of them wrong. */
import { createHash, randomBytes } from 'node:crypto';
import type { BrowserSession } from './browser-session.ts';
import type { ProofClient } from './dpop.ts';
import { chooseIfAsked, type PersonOptions, type SignInTarget } from './sign-in.ts';

export interface Tokens {
  access_token: string;
  refresh_token: string;
  expires_in: number;
  scope: string;
  token_type: string;
}

export function pkce(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** Parameters of `/oauth/auth`; undefined leaves one out. */
export type Parameters = Record<string, string | undefined>;

export function authorisationAddress({ url }: SignInTarget, parameters: Parameters): URL {
  const address = new URL(`${url}/oauth/auth`);
  const all: Parameters = {
    response_type: 'code',
    response_mode: 'datapass_fragment',
    scope: 'applicant',
    code_challenge_method: 'S256',
    ...parameters,
  };
  for (const [name, value] of Object.entries(all))
    if (value !== undefined) address.searchParams.set(name, value);
  return address;
}

/** Goes through the whole sign-in. @returns the fragment that reaches the host page */
export async function oauthCode(
  target: SignInTarget,
  browser: BrowserSession,
  parameters: Parameters,
  personId: string,
  options: PersonOptions = {},
): Promise<URLSearchParams> {
  const hint = options.fault ? { login_hint: `${options.fault}@stand-in.example` } : {};
  const start = await browser.visit(authorisationAddress(target, { ...parameters, ...hint }));
  const home = (next: URL) => next.hash.startsWith('#datapass');
  const chosen = await chooseIfAsked(browser, start, personId, options, home);
  const end = chosen.url.hash ? chosen.url : await browser.follow(chosen, home);
  if (end instanceof URL) return new URLSearchParams(end.hash.slice(1));
  throw new Error(`Sign-in ended at ${end.url.pathname}: ${end.response.status}`);
}

export interface Redemption {
  clientId: string;
  redirectUri: string;
  code: string;
  verifier: string;
}

/** The token endpoint, with a proof. */
export function redeem(target: SignInTarget, proofs: ProofClient, redemption: Redemption): Promise<Response> {
  return proofs.fetch(`${target.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: redemption.clientId,
      redirect_uri: redemption.redirectUri,
      code: redemption.code,
      code_verifier: redemption.verifier,
    }),
  });
}
