/**
 * Our side of ProConnect (OpenID Connect; contract: `reference/ecosystem.md` d). `openid-client` checks `iss`, `aud`,
 * `exp`, the state, the nonce, the algorithm (ES256 alone), the signatures of ID token and userinfo, and that both
 * speak of the same `sub`. Its tokens are used here and given to nobody.
 */
import * as oidc from 'openid-client';
import * as v from 'valibot';
import type { Config } from '../config.ts';

/** What one sign-in must find again when ProConnect comes back. */
export interface SignInChecks {
  state: string;
  nonce: string;
  /** PKCE. */
  verifier: string;
  /** Levels of which one is required; empty: any. */
  acr: string[];
}

/** Who signed in, as ProConnect says. */
export interface Identity {
  subject: string;
  givenName: string;
  familyName: string;
  email: string;
  phone: string;
  /** As received: may be missing or wrong. */
  siret: string | undefined;
  identityProvider: string;
  acr: string;
  /** For ProConnect's sign-out alone. */
  idToken: string;
}

/** Why a sign-in did not succeed. `code` is stable: it reaches catalogue pages, and chooses the words shown. */
export class SignInFailed extends Error {
  override name = 'SignInFailed';
  readonly code: string;
  constructor(code: string, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** An administrator keeps this account out, and says why. */
export class AccountBanned extends SignInFailed {
  override name = 'AccountBanned';
  readonly reason: string;
  constructor(reason: string) {
    super('account-banned');
    this.reason = reason;
  }
}

export interface ProConnect {
  /**
   * Where to send the browser, and what to keep until it comes back.
   * @param options.again authenticate anew, even when ProConnect still knows the person
   */
  start(options: {
    acr?: string[];
    again?: boolean;
    loginHint?: string | undefined;
  }): Promise<{ url: string; checks: SignInChecks }>;
  /**
   * @param search the query that ProConnect came back with
   * @throws {SignInFailed}
   */
  finish(search: string, checks: SignInChecks): Promise<Identity>;
  /** Where to send the browser to end ProConnect's session too; undefined when it offers no such address. */
  signOutUrl(idToken: string): Promise<string | undefined>;
}

const scope = 'openid given_name usual_name email uid siret idp_id phone';
/** Milliseconds a discovery document is believed, as ProConnect's own cache header says. */
const discoveryLife = 600_000;

const Claim = v.pipe(
  v.string(),
  // PostgreSQL can't store NUL, and nothing of this belongs in a name.
  v.transform((text) => text.replace(/\p{Cc}/gu, '').trim()),
  v.maxLength(300),
);
const Userinfo = v.object({
  sub: v.pipe(v.string(), v.minLength(1), v.maxLength(256)),
  given_name: Claim,
  usual_name: Claim,
  email: v.pipe(Claim, v.email()),
  siret: v.optional(v.string()),
  idp_id: v.optional(Claim, ''),
  phone_number: v.optional(Claim, ''),
});

export function createProConnect(config: Config): ProConnect {
  const client = lazyClient(config);
  const redirectUri = `${config.publicUrl}/connexion/retour`;
  return {
    async start({ acr = [], again = false, loginHint }) {
      const configuration = await client();
      const checks = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        acr,
      };
      const url = oidc.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope,
        state: checks.state,
        nonce: checks.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(checks.verifier),
        code_challenge_method: 'S256',
        ...(again ? { prompt: 'login' } : {}),
        ...(loginHint ? { login_hint: loginHint } : {}),
        ...(acr.length > 0
          ? { claims: JSON.stringify({ id_token: { acr: { essential: true, values: acr } } }) }
          : {}),
      });
      return { url: url.href, checks };
    },

    async finish(search, checks) {
      const configuration = await client();
      try {
        const tokens = await oidc.authorizationCodeGrant(configuration, new URL(redirectUri + search), {
          expectedState: checks.state,
          expectedNonce: checks.nonce,
          pkceCodeVerifier: checks.verifier,
          idTokenExpected: true,
        });
        const claims = tokens.claims() as oidc.IDToken;
        const acr = typeof claims.acr === 'string' ? claims.acr : '';
        if (checks.acr.length > 0 && !checks.acr.includes(acr)) throw new SignInFailed('level-too-low');
        // At once: ProConnect's access tokens have been known to live for a minute.
        const userinfo = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
        return { ...identityOf(userinfo), acr, idToken: tokens.id_token as string };
      } catch (error) {
        throw failure(error);
      }
    },

    async signOutUrl(idToken) {
      const configuration = await client();
      if (!configuration.serverMetadata().end_session_endpoint) return undefined;
      return oidc.buildEndSessionUrl(configuration, {
        id_token_hint: idToken,
        post_logout_redirect_uri: `${config.publicUrl}/deconnexion/retour`,
        state: oidc.randomState(),
      }).href;
    },
  };
}

function identityOf(userinfo: unknown): Omit<Identity, 'acr' | 'idToken'> {
  const parsed = v.safeParse(Userinfo, userinfo);
  if (!parsed.success) throw new SignInFailed('identity-incomplete');
  const claims = parsed.output;
  return {
    subject: claims.sub,
    givenName: claims.given_name,
    familyName: claims.usual_name,
    email: claims.email,
    phone: claims.phone_number,
    siret: claims.siret,
    identityProvider: claims.idp_id,
  };
}

/**
 * Discovery at the first sign-in, not at start: our server runs while ProConnect is away. A failure is forgotten, so
 * that the next sign-in tries again; what was learnt serves on when a later discovery fails.
 */
function lazyClient(config: Config): () => Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret } = config.proconnect as NonNullable<Config['proconnect']>;
  let known: { at: number; configuration: oidc.Configuration } | undefined;
  let underway: Promise<oidc.Configuration> | undefined;
  const discover = () =>
    oidc.discovery(
      new URL(issuer),
      clientId,
      { id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256' },
      oidc.ClientSecretPost(clientSecret),
      {
        execute: [
          // openid-client trusts TLS for what comes straight from the issuer; signatures are checked nevertheless.
          oidc.enableNonRepudiationChecks,
          ...(issuer.startsWith('http://') && !config.production ? [oidc.allowInsecureRequests] : []),
        ],
        timeout: 8,
      },
    );
  return async () => {
    if (known && Date.now() - known.at < discoveryLife) return known.configuration;
    underway ??= discover().finally(() => {
      underway = undefined;
    });
    try {
      known = { at: Date.now(), configuration: await underway };
    } catch (error) {
      if (!known) throw new SignInFailed('proconnect-unavailable', error);
    }
    return known.configuration;
  };
}

/** ProConnect's own refusals keep their OAuth code; whatever does not verify is one refusal, without details. */
function failure(error: unknown): Error {
  if (error instanceof SignInFailed) return error;
  if (error instanceof oidc.AuthorizationResponseError) return new SignInFailed(error.error, error);
  const { code, status } = error as { code?: string; status?: number };
  const away =
    (typeof status === 'number' && status >= 500) ||
    code === 'OAUTH_TIMEOUT' ||
    (error instanceof TypeError && error.message === 'fetch failed');
  return new SignInFailed(away ? 'proconnect-unavailable' : 'sign-in-refused', error);
}
