/** The bridge between Hono and `oidc-provider`, which speaks node's own requests. */
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type Provider from 'oidc-provider';
import type { Config } from '../../config.ts';
import { securityHeaderList } from '../../http/headers.ts';

const prefix = '/oauth';
/** The library's own sign-in memory. Ours is the only one: two would disagree when a second person signs in. */
const forgotten = /^datapass_oauth_session(\.sig|\.legacy|\.legacy\.sig)?=/;

export function oauthHandler(provider: Provider, config: Config) {
  const handle = provider.callback();
  const headers = securityHeaderList(config);
  return async (c: Context): Promise<Response> => {
    const { incoming, outgoing } = c.env as HttpBindings;
    for (const [name, value] of headers) outgoing.setHeader(name, value);
    // The whole sign-in may pass through a popup: nothing here cuts it from its opener.
    outgoing.setHeader('cross-origin-opener-policy', 'unsafe-none');
    asPublic(incoming, config);
    const node = incoming as typeof incoming & { originalUrl?: string };
    // The library finds where it is mounted by comparing the two.
    node.originalUrl = incoming.url ?? prefix;
    incoming.url = node.originalUrl.slice(prefix.length) || '/';
    await handle(incoming, outgoing);
    return RESPONSE_ALREADY_SENT;
  };
}

/** Addresses that the library makes begin with our public one, behind any proxy and whatever a client pretends. */
export function asPublic(incoming: HttpBindings['incoming'], { publicUrl }: Pick<Config, 'publicUrl'>): void {
  const { host, protocol } = new URL(publicUrl);
  const { headers } = incoming;
  headers.host = host;
  headers['x-forwarded-proto'] = protocol.slice(0, -1);
  delete headers['x-forwarded-host'];
  if (headers.cookie) {
    const kept = headers.cookie.split(/;\s*/).filter((cookie) => !forgotten.test(cookie));
    headers.cookie = kept.join('; ');
  }
}
