/**
 * The OAuth server that widgets sign in through (`oidc-provider`): authorization code, PKCE S256, DPoP with server
 * nonces, opaque tokens. It knows no people: its « account » is one of our sessions, so that ending a session ends
 * every token obtained through it.
 */
import Provider, { type Configuration, errors, interactionPolicy } from 'oidc-provider';
import type { Config } from '../../config.ts';
import type { Database } from '../../database/connection.ts';
import { keyFor } from '../../secret.ts';
import { isAlive, sessionLife } from '../sessions.ts';
import { returnAllowed, type Sites } from '../sites.ts';
import { recordAdapter } from './adapter.ts';
import { clientAdapter, siteMetadata } from './clients.ts';
import { renderError } from './error-page.ts';
import { oauthKey } from './keys.ts';
import { hostAddress, responseMode } from './response-mode.ts';

export interface OAuthOptions {
  config: Config;
  database: Database;
  now: () => Date;
  sites: Sites;
}

/** Seconds. */
export const accessTokenLife = 15 * 60;
const refreshTokenLife = sessionLife / 1_000;
/** People read mails for a code, or look for their password. */
const interactionLife = 20 * 60;

/** What a widget's token may do; the other two names are what OpenID Connect libraries ask for out of habit. */
export const applicantScope = 'applicant';

export async function createOAuthServer(options: OAuthOptions): Promise<Provider> {
  const { config } = options;
  const provider = new Provider(`${config.publicUrl}/oauth`, await configuration(options));
  // The bridge (`mount.ts`) writes our public address into these headers, whatever the client sent.
  provider.proxy = true;
  provider.registerResponseMode(responseMode, (ctx, redirectUri, answer) => {
    ctx.status = 303;
    ctx.redirect(hostAddress(redirectUri, answer));
  });
  provider.Client.prototype.redirectUriAllowed = function (address) {
    return returnAllowed(
      { origins: this.datapass_origins as string[], paths: this.datapass_paths as string[] },
      address,
    );
  };
  return provider;
}

async function configuration({ config, database, now, sites }: OAuthOptions): Promise<Configuration> {
  const { Prompt, Check } = interactionPolicy;
  return {
    adapter: (model) => (model === 'Client' ? clientAdapter(sites) : recordAdapter(database, model, now)),
    jwks: { keys: [await oauthKey(database)] },
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    extraClientMetadata: { properties: siteMetadata },
    enabledJWA: { dPoPSigningAlgValues: ['ES256'] },
    cookies: {
      keys: [keyFor(config, 'oauth-cookies').toString('base64url')],
      names: {
        interaction: 'datapass_oauth_interaction',
        resume: 'datapass_oauth_resume',
        session: 'datapass_oauth_session',
      },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      resourceIndicators: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      dPoP: { enabled: true, nonceSecret: keyFor(config, 'dpop-nonces'), requireNonce: () => true },
    },
    scopes: ['openid', applicantScope, 'offline_access'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    extraParams: {
      dpop_jkt: (_ctx, value) => {
        // A code that leaks is then useless without the widget's key.
        if (!/^[\w-]{43}$/.test(value ?? '')) throw new errors.InvalidRequest('dpop_jkt is required');
      },
      response_mode: (_ctx, value) => {
        if (value !== responseMode) throw new errors.InvalidRequest(`response_mode must be ${responseMode}`);
      },
    },
    interactions: {
      // Who is signed in is only ever said by our own session: every request passes by it.
      policy: [
        new Prompt(
          { name: 'login', requestable: true },
          new Check('our_session', 'sign-in is required', (ctx) => !ctx.oidc.result?.login),
        ),
        new Prompt({ name: 'consent', requestable: true }),
      ],
      url: (_ctx, interaction) => `/oauth/interaction/${interaction.uid}`,
    },
    findAccount: async (_ctx, sessionId) =>
      (await isAlive({ database, now }, sessionId))
        ? { accountId: sessionId, claims: async () => ({ sub: sessionId }) }
        : undefined,
    async loadExistingGrant(ctx) {
      const { client, account, result } = ctx.oidc;
      if (!client || !account || !result?.login) return undefined;
      // These sites show our own element: people consent to what it asks in the element itself. Without `openid` in
      // the grant no ID token is made: host pages learn nothing of the person.
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: account.accountId });
      grant.addOIDCScope(`${applicantScope} offline_access`);
      await grant.save();
      return grant;
    },
    issueRefreshToken: async () => true,
    // The refresh token is bound to a key that cannot leave the browser, which RFC 9700 §2.2.2 accepts instead of
    // rotation; rotation would end the session of whoever refreshes in two tabs at once or loses an answer.
    rotateRefreshToken: false,
    expiresWithSession: async () => false,
    ttl: {
      AccessToken: accessTokenLife,
      AuthorizationCode: 60,
      Grant: refreshTokenLife,
      RefreshToken: refreshTokenLife,
      Interaction: interactionLife,
      Session: interactionLife,
      IdToken: 60,
    },
    clientBasedCORS: (_ctx, origin, client) => (client.datapass_origins as string[]).includes(origin),
    renderError,
  };
}
