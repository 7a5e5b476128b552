/** ProConnect's provider, setting by setting (`reference/ecosystem.md` d.2); names are those of version 9. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { interactionPolicy } from 'oidc-provider';
import { proConnectIdentite } from '../organisations/providers.ts';
import type { StandInPerson } from './people.ts';
import type { StandInClient } from './proconnect.ts';
import { memoryAdapters } from './proconnect-memory.ts';
import { errorPage } from './proconnect-pages.ts';

/** Who signed in, for which organisation, and what shall go wrong. */
export interface Choice {
  person: StandInPerson;
  siret: string;
  fault: string;
}

/** Seconds. */
const twelveHours = 12 * 3_600;

export function standInConfiguration(
  issuer: string,
  clients: StandInClient[],
  choices: Map<string, Choice>,
): { configuration: Configuration; signingKey: KeyObject } {
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const { Prompt, Check } = interactionPolicy;
  const configuration: Configuration = {
    adapter: memoryAdapters(),
    acrValues: ['eidas0', 'eidas0-mfa', 'eidas1', 'eidas1-mfa', 'eidas2', 'eidas3'],
    claims: {
      openid: ['sub'],
      amr: ['amr'],
      uid: ['uid'],
      given_name: ['given_name'],
      usual_name: ['usual_name'],
      email: ['email'],
      phone: ['phone_number'],
      siren: ['siren'],
      siret: ['siret'],
      organizational_unit: ['organizational_unit'],
      belonging_population: ['belonging_population'],
      idp_id: ['idp_id'],
      idp_acr: ['idp_acr'],
    },
    scopes: ['openid'],
    clients: clients.map((client) => ({
      client_id: client.clientId,
      client_secret: client.clientSecret,
      redirect_uris: client.redirectUris,
      userinfo_signed_response_alg: 'ES256',
    })),
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      id_token_signed_response_alg: 'ES256',
      token_endpoint_auth_method: 'client_secret_post',
    },
    clientAuthMethods: ['client_secret_post', 'private_key_jwt'],
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256', 'RS256', 'HS256'],
      userinfoSigningAlgValues: ['ES256', 'RS256', 'HS256'],
    },
    jwks: {
      keys: [
        { ...ec.export({ format: 'jwk' }), kid: 'es256', use: 'sig', alg: 'ES256' },
        { ...rsa.export({ format: 'jwk' }), kid: 'rs256', use: 'sig', alg: 'RS256' },
      ],
    },
    cookies: {
      keys: ['the stand-in protects nobody'],
      // Cookies ignore ports: our own server stands on localhost too.
      names: {
        session: 'proconnect_session',
        interaction: 'proconnect_interaction',
        resume: 'proconnect_resume',
      },
      long: { httpOnly: true, sameSite: 'lax', signed: true },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      jwtUserinfo: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: { enabled: false },
      dPoP: { enabled: false },
      // `proconnect.ts` answers `/session/end` itself.
      rpInitiatedLogout: { enabled: false },
    },
    discovery: { end_session_endpoint: `${issuer}/session/end` },
    extraParams: ['idp_hint', 'siret_hint'],
    pkce: { required: () => false },
    responseTypes: ['code'],
    routes: {
      authorization: '/authorize',
      introspection: '/token/introspection',
      revocation: '/token/revocation',
      pushed_authorization_request: '/request',
    },
    renderError: async (ctx, out) => {
      ctx.type = 'html';
      ctx.body = String(await errorPage(out.error));
    },
    issueRefreshToken: async () => true,
    clientBasedCORS: () => false,
    interactions: {
      policy: [
        new Prompt(
          { name: 'login', requestable: true },
          new Check('always', 'End-User authentication is required', (ctx) => !ctx.oidc.result?.login),
        ),
        new Prompt({ name: 'consent', requestable: true }),
      ],
      url: (_ctx, interaction) => `/api/v2/interaction/${interaction.uid}`,
    },
    async loadExistingGrant(ctx) {
      const { client, account, result } = ctx.oidc;
      if (!client || !account) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: account.accountId });
      grant.addOIDCScope(String(ctx.oidc.params?.scope ?? 'openid'));
      grant.addOIDCClaims(['acr', 'amr']);
      choices.set(await grant.save(), (result as unknown as { choice: Choice }).choice);
      return grant;
    },
    findAccount: async (_ctx: KoaContextWithOIDC, accountId, token) => ({
      accountId,
      claims: async () => ({ sub: accountId, ...claimsOf(choices.get(String(token?.grantId))) }),
    }),
    ttl: {
      AccessToken: 3_600,
      AuthorizationCode: 600,
      IdToken: 3_600,
      Interaction: 3_600,
      Session: twelveHours,
      Grant: twelveHours,
      RefreshToken: twelveHours,
    },
  };
  return { configuration, signingKey: ec };
}

function claimsOf(choice: Choice | undefined): Record<string, unknown> {
  if (!choice) return {};
  const { person, siret, fault } = choice;
  return {
    given_name: person.givenName,
    usual_name: person.familyName,
    email: person.email,
    uid: person.id,
    ...(fault === 'siret-missing' ? {} : { siret: fault === 'siret-spaces' ? spaced(siret) : siret }),
    ...(fault === 'siret-wrong' ? { siret: '12345678901234' } : {}),
    idp_id: proConnectIdentite,
    phone_number: person.phone,
  };
}

function spaced(siret: string): string {
  return siret.replace(/^(...)(...)(...)/, '$1 $2 $3 ');
}
