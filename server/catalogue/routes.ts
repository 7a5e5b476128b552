/**
 * The catalogue for anybody: `GET /catalogue`, `/catalogue/schema.json`, `/catalogue/:api`,
 * `/catalogue/:api/eligibility` and `/catalogue/:api/path`, the same in the shapes of other catalogues,
 * `/catalogue/exports/:shape`, and the software publishers, `/catalogue/editors?api=`. `/catalogue/:api?version=` is an
 * earlier version, where it was kept. An API answers to its aliases too.
 */
import { readFile } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import { languageOf } from '../http/language.ts';
import { Problem, problemResponse } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { medianDays } from '../statistics/read.ts';
import { type Bodies, type Body, bodiesOf, eligibilityBody, once } from './bodies.ts';
import { publicHeaders, respond } from './prepared.ts';
import { schemaPath } from './schema-path.ts';
import { definitionAt, isVersion } from './versions.ts';
import { travelling } from './views.ts';

/** How long a measured delay is shown before it is measured again, in milliseconds. */
const measureEvery = 60_000;

/** Days from submission to decision, null where nothing has been measured. */
export type Measure = (api: string, stage: string) => Promise<number | null>;

export function catalogueRoutes(
  {
    catalogue,
    config,
    database,
    log,
    now,
  }: Pick<Services, 'catalogue' | 'config' | 'database' | 'log' | 'now'>,
  measure: Measure = (api, stage) =>
    medianDays(database, { provider: catalogue.get(api)?.provider.id ?? '', api, stage }, now()),
): Hono {
  const app = new Hono();
  const measured = new Map<string, { days: number | null; at: number }>();
  const daysOf = (id: string) => measured.get(id)?.days ?? null;

  let made: { of: unknown; bodies: Bodies } | undefined;
  /** Made again when the files have been read again. */
  const present = (): Bodies => {
    const of = catalogue.list();
    if (made?.of !== of) made = { of, bodies: bodiesOf(catalogue, config.publicUrl, daysOf) };
    return made.bodies;
  };
  const send = async (c: Context, body: Body) => respond(c, await body(), { fresh: config.watching });

  const refresh = async (id: string) => {
    const known = measured.get(id);
    if (known && now().getTime() - known.at < measureEvery) return;
    // Noted before it is measured: one measure at a time, and the next a minute after a failure.
    measured.set(id, { days: known?.days ?? null, at: now().getTime() });
    const days = await measure(id, catalogue.get(id)?.stages[0]?.id ?? '');
    if (days === (known?.days ?? null)) return;
    measured.set(id, { days, at: now().getTime() });
    for (const language of ['fr', 'en'] as const) {
      const definition = catalogue.localised(id, language);
      if (definition) present()[language].eligibility.set(id, eligibilityBody(definition, days));
    }
  };
  const refreshBeside = (id: string) =>
    void refresh(id).catch((error: Error) => log.warn({ api: id, name: error.name }, 'delay not measured'));
  present().ids.forEach(refreshBeside);

  /** The body of the API that a name leads to, which says where it lives when the name is an alias. */
  const answer = (c: Context, bodies: ReadonlyMap<string, Body>, path = '') => {
    const name = c.req.param('api') ?? '';
    const id = catalogue.get(name)?.id ?? '';
    const body = bodies.get(id);
    if (!body) return unknown(c, present().ids);
    const language = c.req.query('lang') === undefined ? '' : `?lang=${languageOf(c)}`;
    if (id !== name) c.header('content-location', `/catalogue/${id}${path}${language}`);
    return send(c, body);
  };

  const kept = new Map<string, Body>();
  /** `?version=`: the form that a request was filled under, where it is an earlier one. */
  const earlier = async (c: Context): Promise<Body | undefined> => {
    const language = languageOf(c);
    const api = catalogue.localised(c.req.param('api') ?? '', language);
    const version = Number(c.req.query('version') ?? Number.NaN);
    if (!api || !isVersion(version) || version >= api.version) return undefined;
    const key = `${api.id} ${version} ${language}`;
    if (!kept.has(key)) {
      const filled = { api: api.id, definitionVersion: version };
      const definition = await definitionAt({ database, catalogue }, filled, language);
      if (definition?.version !== version) return undefined;
      kept.set(
        key,
        once(() => travelling(definition)),
      );
    }
    return kept.get(key);
  };

  const schema = once(async () => JSON.parse(await readFile(schemaPath, 'utf8')) as object);

  app.get('/', (c) => send(c, present()[languageOf(c)].list));
  app.get('/schema.json', (c) => send(c, schema));
  app.get('/exports/:shape', (c) => {
    const { exports } = present();
    const body = exports.get(c.req.param('shape'));
    return body ? send(c, body) : unknown(c, [...exports.keys()]);
  });
  app.get('/editors', (c) => {
    const name = c.req.query('api');
    const id = name === undefined ? undefined : (catalogue.get(name)?.id ?? name);
    const body = present()[languageOf(c)].editors.get(id);
    return body ? send(c, body) : unknown(c, present().ids);
  });
  app.get('/:api', async (c) => {
    const older = await earlier(c);
    return older ? send(c, older) : answer(c, present()[languageOf(c)].whole);
  });
  app.get('/:api/eligibility', (c) => {
    const id = catalogue.get(c.req.param('api'))?.id;
    if (id) refreshBeside(id);
    return answer(c, present()[languageOf(c)].eligibility, '/eligibility');
  });
  app.get('/:api/path', (c) => answer(c, present()[languageOf(c)].path, '/path'));
  return app;
}

function unknown(c: Context, names: string[]): Response {
  // The element reads this from another site.
  for (const [name, value] of Object.entries(publicHeaders)) c.header(name, value);
  return problemResponse(
    c,
    languageOf(c) === 'fr'
      ? new Problem(404, 'unknown-api', 'API inconnue', `Choisissez parmi : ${names.join(', ')}.`)
      : new Problem(404, 'unknown-api', 'Unknown API', `Choose among: ${names.join(', ')}.`),
  );
}
