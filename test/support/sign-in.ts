/**
 * Signing in as one of the stand-in's people, over HTTP, with everything real: our pages, ProConnect, the OAuth server.
 *
 *     const cookie = await signInAs(stack, 'instructrice');          // own pages: fetch(url, { headers: { cookie } })
 *     const camille = await applicantClient(stack, 'camille');       // applicant API: camille.fetch('/requests')
 */
import { randomBytes } from 'node:crypto';
import { oauthCode, pkce, redeem, type Tokens } from './authorise.ts';
import { BrowserSession, type Page } from './browser-session.ts';
import { type ProofClient, proofClient } from './dpop.ts';

/** What is needed of a running application (`startStack`). */
export interface SignInTarget {
  /** Our own address. */
  url: string;
}

export interface PersonOptions {
  /** SIRET, for who acts for several; else the first. */
  siret?: string;
  /** The browser to sign in with; a new one when absent. */
  browser?: BrowserSession;
  /** As the pages of staff ask for; else one factor. */
  twoFactors?: boolean;
  /** Asks the stand-in for a failure (`server/stand-ins/proconnect-faults.ts`). */
  fault?: string;
}

/** @returns the `Cookie` header of a session on our own pages */
export async function signInAs(
  target: SignInTarget,
  personId: string,
  options: PersonOptions = {},
): Promise<string> {
  const browser = options.browser ?? new BrowserSession();
  await signInOnPages(target, personId, { ...options, browser });
  const cookies = browser.cookiesFor(target.url).split('; ');
  const session = cookies.find((cookie) => /^(__Host-)?datapass_session=/.test(cookie));
  if (!session) throw new Error(`${personId} could not sign in`);
  return session;
}

/** @returns the page that signing in ended on */
export async function signInOnPages(
  { url }: SignInTarget,
  personId: string,
  { retour = '/health', ...options }: PersonOptions & { retour?: string } = {},
): Promise<Page> {
  const browser = options.browser ?? new BrowserSession();
  const query = new URLSearchParams({ retour });
  if (options.twoFactors) query.set('niveau', 'renforce');
  if (options.fault) query.set('login_hint', `${options.fault}@stand-in.example`);
  const start = await browser.visit(`${url}/connexion?${query}`);
  const end = await browser.follow(await chooseIfAsked(browser, start, personId, options));
  return end as Page;
}

/** Follows to ProConnect's page of people and picks one; a session that is still good never gets there. */
export async function chooseIfAsked(
  browser: BrowserSession,
  start: Page,
  personId: string,
  { siret }: Pick<PersonOptions, 'siret'> = {},
  until?: (next: URL) => boolean,
): Promise<Page> {
  const reached = await browser.follow(start, until);
  if (reached instanceof URL) return { ...start, url: reached };
  if (!reached.url.pathname.includes('/api/v2/interaction/')) return reached;
  const action = reached.url.pathname;
  const chosen = await browser.submit(reached, action, { person: personId });
  if (chosen.response.status !== 200) return chosen;
  const offered = [...chosen.text.matchAll(/data-siret="(\d{14})"/g)].map((match) => match[1] ?? '');
  return browser.submit(chosen, action, { person: personId, siret: siret ?? offered[0] ?? '' });
}

export interface ApplicantClient {
  /** As the widget calls: a path of ours, with token and proof; JSON bodies by hand. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The same, reading JSON; throws on an answer that is no success. */
  json<T = unknown>(path: string, init?: RequestInit): Promise<T>;
  browser: BrowserSession;
  proofs: ProofClient;
  tokens: Tokens;
  clientId: string;
  /** Origin of the page it stands on. */
  origin: string;
  /** Takes a new access token with the refresh token. */
  refresh(): Promise<Response>;
}

export interface ApplicantOptions extends PersonOptions {
  /** Page that embeds the element; our hosted page when absent. */
  page?: { clientId: string; redirectUri: string };
  /** `login` asks for a sign-in even when the browser has a session. */
  prompt?: string;
}

/** Signs in as a widget does, and calls the applicant API with the tokens. */
export async function applicantClient(
  target: SignInTarget,
  personId: string,
  options: ApplicantOptions = {},
): Promise<ApplicantClient> {
  const { url } = target;
  const browser = options.browser ?? new BrowserSession();
  const page = options.page ?? { clientId: 'datapass', redirectUri: `${url}/demande/impot-particulier` };
  const proofs = await proofClient();
  const { verifier, challenge } = pkce();
  const state = randomBytes(16).toString('base64url');
  const parameters = {
    client_id: page.clientId,
    redirect_uri: page.redirectUri,
    code_challenge: challenge,
    dpop_jkt: proofs.thumbprint,
    state,
    ...(options.prompt ? { prompt: options.prompt } : {}),
  };
  const answer = await oauthCode(target, browser, parameters, personId, options);
  const code = answer.get('datapass');
  if (!code || answer.get('state') !== state) {
    throw new Error(`${personId} could not sign in: ${answer.get('datapass_error')}`);
  }
  const response = await redeem(target, proofs, { ...page, code, verifier });
  if (!response.ok) throw new Error(`No token for ${personId}: ${response.status} ${await response.text()}`);
  const tokens = (await response.json()) as Tokens;
  const client: ApplicantClient = {
    browser,
    proofs,
    tokens,
    clientId: page.clientId,
    origin: new URL(page.redirectUri).origin,
    fetch: (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('origin', client.origin);
      return proofs.fetch(new URL(path, url), { ...init, headers }, client.tokens.access_token);
    },
    async json<T>(path: string, init?: RequestInit): Promise<T> {
      const received = await client.fetch(path, init);
      if (!received.ok) throw new Error(`${path}: ${received.status} ${await received.text()}`);
      return (await received.json()) as T;
    },
    async refresh() {
      const body = new URLSearchParams({
        grant_type: 'refresh_token',
        refresh_token: client.tokens.refresh_token,
        client_id: page.clientId,
      });
      const received = await proofs.fetch(`${url}/oauth/token`, { method: 'POST', body });
      if (received.ok) client.tokens = { ...client.tokens, ...((await received.clone().json()) as Tokens) };
      return received;
    },
  };
  return client;
}
