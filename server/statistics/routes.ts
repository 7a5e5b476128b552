/** `GET /badges/:api.svg` and `.json`: public, cached for a minute, on any page. */
import { type Context, Hono } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { publicCors } from '../http/cors.ts';
import { languageOf } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { type BadgeFacts, badgeSvg, badgeWords } from './badge.ts';
import { activeOf, medianDays } from './read.ts';

type BadgeServices = Pick<Services, 'database' | 'catalogue' | 'config' | 'now'>;

/** Browsers ask again from other sites too. */
const retained = [...RETAINED_304_HEADERS, 'access-control-allow-origin'];

/** Mounted at `/badges`. */
export function badgeRoutes(services: BadgeServices): Hono {
  const app = new Hono();
  app.use(publicCors(), etag({ retainedHeaders: retained }), async (c, next) => {
    await next();
    c.header('cross-origin-resource-policy', 'cross-origin');
    c.header('cache-control', c.res.ok ? 'public, max-age=60' : 'no-store');
    c.header('vary', 'accept-language');
  });

  app.get('/:file{[A-Za-z0-9_-]+\\.svg}', async (c) => {
    const facts = await factsOf(services, c);
    const theme = c.req.query('theme') === 'dark' ? 'dark' : 'light';
    return c.body(badgeSvg(facts, languageOf(c), theme), 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
    });
  });

  app.get('/:file{[A-Za-z0-9_-]+\\.json}', async (c) => {
    const facts = await factsOf(services, c);
    const { api, title, access, accepting, active } = facts;
    return c.json({
      api,
      title,
      access,
      accepting,
      active,
      median_days: facts.medianDays,
      url: `${services.config.publicUrl}/demande/${api}`,
      label: badgeWords(facts, languageOf(c)),
    });
  });
  return app;
}

/** @throws {Problem} 404 for an API that is not in the catalogue */
async function factsOf(
  { database, catalogue, now }: BadgeServices,
  c: Context,
): Promise<BadgeFacts & { api: string }> {
  const name = (c.req.param('file') ?? '').replace(/\.[a-z]+$/, '');
  const language = languageOf(c);
  const definition = catalogue.localised(name, language);
  if (!definition) throw unknownApi(language);
  const api = definition.id;
  const provider = definition.provider.id;
  // The first stage is what a newcomer asks for.
  const stage = definition.stages[0]?.id ?? 'sandbox';
  return {
    api,
    title: definition.title,
    access: definition.access,
    accepting: definition.accepting,
    active: Math.max(0, await activeOf(database, provider, api)),
    medianDays: await medianDays(database, { provider, api, stage }, now()),
  };
}

const unknownApi = (language: 'fr' | 'en') =>
  language === 'fr'
    ? new Problem(
        404,
        'unknown-api',
        'Cette API n’est pas dans DataPass',
        'Vérifiez le nom dans l’adresse du badge.',
      )
    : new Problem(
        404,
        'unknown-api',
        'This API is not in DataPass',
        'Check the name in the address of the badge.',
      );
