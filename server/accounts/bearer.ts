/** The door of the applicant API: a DPoP-bound token of ours (RFC 9449 §7), and `c.var.actor` behind it. */
import type { Context, MiddlewareHandler } from 'hono';
import { type Language, languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { personAlone } from './acting.ts';
import type { Actor } from './actor.ts';
import { ProofRefused, verifyProof } from './dpop.ts';
import { learnLanguage } from './language.ts';
import { applicantScope } from './oauth/provider.ts';
import { checkToken, type TokenCheck } from './token-check.ts';

export interface ApplicantEnvironment {
  Variables: { actor: Actor; token: Pick<TokenCheck, 'sessionId' | 'clientId'> };
}

/** Mount after `applicantCors`. 401 says what is wrong with token or proof, and gives the nonce to use. */
export function requireApplicant(services: Services): MiddlewareHandler<ApplicantEnvironment> {
  const { config, database, accounts, now } = services;
  const { nonces, sites } = accounts;
  const origin = new URL(config.publicUrl).origin;

  return async (c, next) => {
    const authorization = c.req.header('authorization');
    if (authorization === undefined) throw refusal(c, undefined);
    const accessToken = /^DPoP ([\w-]{20,200})$/i.exec(authorization)?.[1];
    if (!accessToken) throw refusal(c, 'invalid_token');

    const proof = await verifyProof(c.req.header('dpop') ?? '', {
      method: c.req.method,
      address: origin + new URL(c.req.url).pathname,
      accessToken,
      nonces,
    }).catch((error) => {
      if (!(error instanceof ProofRefused)) throw error;
      c.header('dpop-nonce', nonces.current());
      throw refusal(c, error.code);
    });
    if (proof.nonce !== nonces.current()) c.header('dpop-nonce', nonces.current());

    const { thumbprint, jti } = proof;
    const ownClient = (await sites.byOrigin(origin))?.clientId ?? '';
    const check = await checkToken(database, { accessToken, thumbprint, jti, now: now(), ownClient });
    if (!check?.scope.split(' ').includes(applicantScope)) throw refusal(c, 'invalid_token');
    if (check.jkt !== thumbprint) throw refusal(c, 'invalid_token');
    if (!check.fresh) throw refusal(c, 'invalid_dpop_proof');
    const caller = c.req.header('origin');
    if (caller !== undefined && (await sites.byOrigin(caller))?.clientId !== check.clientId) {
      // A token of one site shows up on another.
      throw refusal(c, 'invalid_token');
    }

    if (check.actor.behind && !mayBeDoneForAnother(c)) throw personAlone(languageOf(c));
    await learnLanguage(services, c, check);
    c.set('actor', check.actor);
    c.set('token', { sessionId: check.sessionId, clientId: check.clientId });
    return next();
  };
}

/** Reading, filling in a draft, and signing out. */
function mayBeDoneForAnother({ req: { method, path } }: Context): boolean {
  if (method === 'GET' || method === 'HEAD' || path === '/me/sign-out') return true;
  return method === 'PATCH' && /^\/requests\/[\w-]+$/.test(path);
}

type Refusal = 'invalid_token' | 'invalid_dpop_proof' | 'use_dpop_nonce';

/** @param error undefined when no token came: the challenge then names no error (RFC 6750 §3.1) */
function refusal(c: Context, error: Refusal | undefined): Problem {
  c.header('www-authenticate', `DPoP algs="ES256"${error ? `, error="${error}"` : ''}`);
  const [title, detail] = words[languageOf(c)][error ?? 'none'];
  return new Problem(401, (error ?? 'token-missing').replaceAll('_', '-'), title, detail);
}

const words: Record<Language, Record<Refusal | 'none', [string, string]>> = {
  fr: {
    none: ['Connexion nécessaire', 'Connectez-vous avec ProConnect pour continuer.'],
    invalid_token: [
      'Votre connexion a pris fin',
      'Reconnectez-vous avec ProConnect : ce que vous avez saisi est conservé.',
    ],
    invalid_dpop_proof: ['Preuve de clé refusée', 'Renvoyez la requête avec une preuve DPoP neuve.'],
    use_dpop_nonce: ['Preuve de clé à refaire', 'Renvoyez la requête avec le nonce de l’en-tête DPoP-Nonce.'],
  },
  en: {
    none: ['Sign-in needed', 'Sign in with ProConnect to continue.'],
    invalid_token: ['Your sign-in has ended', 'Sign in with ProConnect again: what you typed is kept.'],
    invalid_dpop_proof: ['Proof of key refused', 'Send the request again with a new DPoP proof.'],
    use_dpop_nonce: [
      'Proof of key to be made again',
      'Send the request with the nonce of the DPoP-Nonce header.',
    ],
  },
};
