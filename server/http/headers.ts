/**
 * Security headers of every answer, set before the work is done (set afterwards they cost three times as much).
 * Pages replace the policy by their own (`pages/layout.ts`).
 */
import type { MiddlewareHandler } from 'hono';
import type { Config } from '../config.ts';

/** For answers made outside Hono too. */
export function securityHeaderList({ production }: Pick<Config, 'production'>): [string, string][] {
  return [
    ['x-content-type-options', 'nosniff'],
    // Not `no-referrer`: browsers would then send our own forms with `Origin: null`.
    ['referrer-policy', 'same-origin'],
    ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
    ...(production
      ? ([['strict-transport-security', 'max-age=63072000; includeSubDomains']] as [string, string][])
      : []),
  ];
}

export function securityHeaders({ config }: { config: Pick<Config, 'production'> }): MiddlewareHandler {
  const list = securityHeaderList(config);
  return (c, next) => {
    for (const [name, value] of list) c.header(name, value);
    return next();
  };
}
