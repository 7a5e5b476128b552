/**
 * A stand-in of ProConnect: `oidc-provider` configured as the real one is (`reference/ecosystem.md` d), on a port of
 * its own, with a page of people instead of passwords. It keeps everything in memory.
 *
 * A `login_hint` may ask for a failure (`proconnect-faults.ts`); it is never used unless somebody asks.
 */
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { decodeJwt } from 'jose';
import Provider from 'oidc-provider';
import { type Listening, listen } from '../http/listen.ts';
import { personById, subjectOf } from './people.ts';
import { type Choice, standInConfiguration } from './proconnect-configuration.ts';
import { injectFaults } from './proconnect-faults.ts';
import { errorPage, organisationsPage, peoplePage, signedOutPage } from './proconnect-pages.ts';

export interface StandInClient {
  clientId: string;
  clientSecret: string;
  redirectUris: string[];
  postLogoutRedirectUris: string[];
}

export type OpenerPolicy = 'same-origin' | 'same-origin-allow-popups' | 'none';

export interface ProConnectStandInOptions {
  /** 0: any free port. */
  port: number;
  clients: StandInClient[];
  /** `Cross-Origin-Opener-Policy` of every page; the real one sends `same-origin`. */
  coop?: OpenerPolicy;
}

export interface ProConnectStandIn extends Listening {
  url: string;
  issuer: string;
  /** Tests of popups try every policy. */
  setOpenerPolicy(policy: OpenerPolicy): void;
}

const prefix = '/api/v2';

export async function startProConnectStandIn(options: ProConnectStandInOptions): Promise<ProConnectStandIn> {
  let coop = options.coop ?? 'same-origin';
  // The issuer contains the port: the app is made once it is known.
  let answer: (request: Request, env: HttpBindings) => Response | Promise<Response> = () =>
    new Response(null, { status: 503 });
  const server = await listen(
    getRequestListener((request, env) => answer(request, env as HttpBindings)),
    options.port,
    'PROCONNECT_PORT',
  );
  const url = `http://localhost:${server.port}`;
  const app = standInApp(url, options.clients, () => coop);
  answer = app.fetch;
  return {
    ...server,
    url,
    issuer: url + prefix,
    setOpenerPolicy(policy) {
      coop = policy;
    },
  };
}

function standInApp(
  url: string,
  clients: StandInClient[],
  coop: () => OpenerPolicy,
): Hono<{ Bindings: HttpBindings }> {
  const issuer = url + prefix;
  /** What was chosen on the page, by grant: ProConnect's tokens belong to a person and one organisation. */
  const choices = new Map<string, Choice>();
  const { configuration, signingKey } = standInConfiguration(issuer, clients, choices);
  const provider = new Provider(issuer, configuration);
  injectFaults(provider, { choices, signingKey });
  const handle = provider.callback();
  const app = new Hono<{ Bindings: HttpBindings }>();
  // Helmet's defaults, as ProConnect has them; forms lead to the services it knows, and no further.
  const targets = [
    ...new Set(clients.flatMap((client) => client.redirectUris.map((uri) => new URL(uri).origin))),
  ];
  const policy = [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "script-src 'none'",
    "img-src 'self' data:",
    "base-uri 'self'",
    `form-action 'self' ${targets.join(' ')}`,
    "frame-ancestors 'none'",
  ].join('; ');

  app.use(async (c, next) => {
    const { outgoing } = c.env;
    outgoing.setHeader('content-security-policy', policy);
    if (coop() !== 'none') outgoing.setHeader('cross-origin-opener-policy', coop());
    outgoing.setHeader('cross-origin-resource-policy', 'same-origin');
    outgoing.setHeader('origin-agent-cluster', '?1');
    outgoing.setHeader('referrer-policy', 'no-referrer');
    outgoing.setHeader('x-content-type-options', 'nosniff');
    outgoing.setHeader('x-frame-options', 'SAMEORIGIN');
    await next();
  });

  app.get('/', (c) => c.html(peoplePage()));

  app.get(`${prefix}/interaction/:uid`, async (c) => {
    const { uid } = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
    return c.html(peoplePage({ action: `${prefix}/interaction/${uid}` }));
  });

  app.post(`${prefix}/interaction/:uid`, async (c) => {
    const { incoming, outgoing } = c.env;
    const form = await c.req.parseBody();
    const details = await provider.interactionDetails(incoming, outgoing);
    const finish = async (result: Record<string, unknown>) => {
      const options = { mergeWithLastSubmission: false };
      return c.redirect(await provider.interactionResult(incoming, outgoing, result, options), 303);
    };
    if (form.cancel !== undefined) {
      return finish({ error: 'access_denied', error_description: 'User auth aborted' });
    }
    const person = personById(String(form.person));
    const siret = person.organisations.length === 1 ? person.organisations[0].siret : form.siret;
    if (typeof siret !== 'string') {
      return c.html(organisationsPage({ action: `${prefix}/interaction/${details.uid}`, person }));
    }
    const level = acrFor(person.acr, details.params.claims);
    if (!level) {
      return finish({ error: 'access_denied', error_description: 'requested ACRs could not be satisfied' });
    }
    const choice: Choice = {
      person,
      siret,
      fault: String(details.params.login_hint ?? '').split('@')[0] ?? '',
    };
    return finish({
      login: { accountId: subjectOf(person), acr: level, remember: false },
      consent: {},
      choice,
    });
  });

  // Without a question, as ProConnect does: the library would ask.
  app.get(`${prefix}/session/end`, (c) => {
    const { id_token_hint = '', post_logout_redirect_uri = '', state } = c.req.query();
    for (const name of ['proconnect_session', 'proconnect_session.sig']) deleteCookie(c, name);
    if (post_logout_redirect_uri === '') return c.html(signedOutPage());
    const client = clients.find(({ clientId }) => clientId === audienceOf(id_token_hint));
    if (!client?.postLogoutRedirectUris.includes(post_logout_redirect_uri)) {
      return c.html(errorPage('Y030111'), 400);
    }
    const address = new URL(post_logout_redirect_uri);
    if (state) address.searchParams.set('state', state);
    return c.redirect(address.href, 303);
  });

  app.all(`${prefix}/*`, async (c) => {
    const incoming = c.env.incoming as HttpBindings['incoming'] & { originalUrl?: string };
    // Who signs in is asked every time: remembering the last person would get in the way of the next.
    const { headers } = incoming;
    if (headers.cookie && c.req.path.startsWith(`${prefix}/authorize`)) {
      headers.cookie = headers.cookie.replace(/proconnect_session(\.sig)?=[^;]*;?\s*/g, '');
    }
    incoming.originalUrl = incoming.url ?? '';
    incoming.url = incoming.originalUrl.slice(prefix.length) || '/';
    await handle(incoming, c.env.outgoing);
    return RESPONSE_ALREADY_SENT;
  });

  app.onError((error, c) => {
    const expired = error.name === 'SessionNotFound';
    return c.text(
      expired ? 'Cette connexion a expiré : recommencez depuis DataPass.' : 'Erreur',
      expired ? 400 : 500,
    );
  });
  return app;
}

/** Whom an ID token is for; undefined when it is none. */
function audienceOf(idToken: string): string | undefined {
  try {
    return String(decodeJwt(idToken).aud);
  } catch {
    return undefined;
  }
}

/** The level to sign in with; undefined when one is essential and this person cannot have it (d.3). */
function acrFor(held: [string, ...string[]], claims: unknown): string | undefined {
  const asked = typeof claims === 'string' ? JSON.parse(claims)?.id_token?.acr : undefined;
  if (!asked?.essential) return held[0];
  const wanted: string[] = asked.values ?? [asked.value];
  return held.find((level) => wanted.includes(level));
}
