/**
 * What ProConnect, or somebody in its place, could get wrong: asked for by the part before « @ » of `login_hint`.
 * `wrong-nonce`, `wrong-audience`, `wrong-issuer`, `expired-token`, `wrong-signature`, `alg-rs256`, `alg-hs256`,
 * `alg-none`, `low-acr` change the ID token; `other-subject`, `forged-userinfo`, `plain-userinfo` the userinfo; `siret-missing`,
 * `siret-spaces`, `siret-wrong` the claims (`proconnect-configuration.ts`).
 */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { decodeJwt, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import type Provider from 'oidc-provider';
import type { Choice } from './proconnect-configuration.ts';

export interface FaultOptions {
  choices: Map<string, Choice>;
  signingKey: KeyObject;
}

export function injectFaults(provider: Provider, { choices, signingKey }: FaultOptions): void {
  provider.use(async (ctx, next) => {
    await next();
    const token = ctx.oidc?.entities.AuthorizationCode ?? ctx.oidc?.entities.AccessToken;
    const fault = choices.get(String(token?.grantId))?.fault;
    if (!fault || ctx.status !== 200) return;
    if (ctx.oidc.route === 'token') {
      const body = ctx.body as { id_token: string };
      body.id_token = await wrongIdToken(fault, body.id_token, signingKey);
    }
    if (ctx.oidc.route === 'userinfo') await wrongUserinfo(fault, ctx, signingKey);
  });
}

async function wrongIdToken(fault: string, idToken: string, key: KeyObject): Promise<string> {
  const claims = decodeJwt(idToken);
  const sign = (changed: JWTPayload) => signed(changed, key);
  switch (fault) {
    case 'wrong-nonce':
      return sign({ ...claims, nonce: 'n'.repeat(43) });
    case 'wrong-audience':
      return sign({ ...claims, aud: 'another-service' });
    case 'wrong-issuer':
      return sign({ ...claims, iss: 'https://another.example/api/v2' });
    case 'expired-token':
      return sign({ ...claims, iat: 1, exp: 2 });
    case 'low-acr':
      return sign({ ...claims, acr: 'eidas0' });
    case 'wrong-signature':
      return signed(claims, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
    case 'alg-rs256': {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'rs256' }).sign(privateKey);
    }
    case 'alg-hs256':
      // What a forger would try who knows the service's secret.
      return new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256' })
        .sign(Buffer.from('secret-of-the-stand-in-known-by-everybody'));
    case 'alg-none':
      return new UnsecuredJWT(claims).encode();
    default:
      return idToken;
  }
}

async function wrongUserinfo(
  fault: string,
  ctx: { body: unknown; type: string },
  key: KeyObject,
): Promise<void> {
  const claims = decodeJwt(String(ctx.body));
  if (fault === 'other-subject') ctx.body = await signed({ ...claims, sub: 'somebody-else' }, key);
  if (fault === 'forged-userinfo') {
    ctx.body = await signed(claims, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  }
  if (fault === 'plain-userinfo') {
    ctx.type = 'application/json';
    ctx.body = claims;
  }
}

function signed(claims: JWTPayload, key: KeyObject): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid: 'es256', typ: 'JWT' }).sign(key);
}
