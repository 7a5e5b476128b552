/** Cross-origin calls (Fetch standard): the applicant API answers registered sites alone, and never with cookies. */
import type { MiddlewareHandler } from 'hono';
import type { Sites } from '../accounts/sites.ts';
import { languageOf } from './language.ts';
import { Problem } from './problem.ts';

const allowedHeaders = 'authorization, dpop, if-match, if-none-match, idempotency-key, content-type';
const exposedHeaders = 'etag, dpop-nonce, retry-after, location';
const allowedMethods = 'GET, HEAD, POST, PATCH, PUT, DELETE';
/** Seconds; Chromium keeps no preflight longer. */
const preflightLife = '7200';

/** Mount on the routes that widgets call with a token, before everything that reads the token. */
export function applicantCors(services: { accounts: { sites: Sites } }): MiddlewareHandler {
  return async (c, next) => {
    const origin = c.req.header('origin');
    c.header('vary', 'origin');
    if (origin !== undefined) {
      const site = await services.accounts.sites.byOrigin(origin);
      if (!site) throw unregistered(languageOf(c));
      c.header('access-control-allow-origin', origin);
      c.header('access-control-expose-headers', exposedHeaders);
    }
    if (c.req.method === 'OPTIONS') {
      c.header('access-control-allow-methods', allowedMethods);
      c.header('access-control-allow-headers', allowedHeaders);
      c.header('access-control-max-age', preflightLife);
      return c.body(null, 204);
    }
    return next();
  };
}

/** For what is public: every page may read it, and its answer says nothing about who asks. */
export function publicCors(): MiddlewareHandler {
  return async (c, next) => {
    c.header('access-control-allow-origin', '*');
    if (c.req.method === 'OPTIONS') {
      c.header('access-control-allow-methods', 'GET, HEAD');
      c.header('access-control-allow-headers', 'if-none-match');
      c.header('access-control-max-age', preflightLife);
      return c.body(null, 204);
    }
    return next();
  };
}

function unregistered(language: 'fr' | 'en'): Problem {
  return language === 'fr'
    ? new Problem(
        403,
        'site-not-registered',
        'Ce site n’est pas enregistré',
        'Continuez sur le site DataPass, ou demandez à l’éditeur de cette page de l’enregistrer.',
      )
    : new Problem(
        403,
        'site-not-registered',
        'This site is not registered',
        'Go on at the DataPass site, or ask the owner of this page to register it.',
      );
}
