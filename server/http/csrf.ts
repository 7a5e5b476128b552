/**
 * Requests that change something on our own pages must come from our own pages: the cookie alone proves nothing.
 * Browsers say where a request comes from (`Sec-Fetch-Site`, else `Origin`), and pages cannot forge either.
 */
import type { MiddlewareHandler } from 'hono';
import type { Config } from '../config.ts';
import { languageOf } from './language.ts';
import { Problem } from './problem.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface CsrfOptions {
  /**
   * The pages send no referrer: browsers that know no `Sec-Fetch-Site` then say `Origin: null`. What is left to them is
   * `SameSite`, which keeps the cookies from other sites' forms.
   */
  withoutReferrer?: boolean;
}

/** Mount on every route that reads the session cookie. */
export function csrf(
  { config }: { config: Pick<Config, 'publicUrl'> },
  { withoutReferrer = false }: CsrfOptions = {},
): MiddlewareHandler {
  const own = new URL(config.publicUrl).origin;
  return async (c, next) => {
    if (!safe.has(c.req.method)) {
      const site = c.req.header('sec-fetch-site');
      const origin = c.req.header('origin');
      const ownOrigin = origin === own || (withoutReferrer && origin === 'null');
      const fromUs = site === undefined ? ownOrigin : site === 'same-origin';
      if (!fromUs) throw refused(languageOf(c));
    }
    return next();
  };
}

function refused(language: 'fr' | 'en'): Problem {
  return language === 'fr'
    ? new Problem(
        403,
        'cross-site',
        'Cette action ne vient pas de nos pages',
        'Ouvrez la page concernée sur ce site, puis recommencez depuis son bouton.',
      )
    : new Problem(
        403,
        'cross-site',
        'This action does not come from our pages',
        'Open the page on this site and use its own button.',
      );
}
