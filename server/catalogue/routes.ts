/**
 * The catalogue for anybody: `GET /catalogue`, `/catalogue/schema.json`, `/catalogue/:api` and
 * `/catalogue/:api/eligibility`, the same in the shapes of other catalogues, `/catalogue/exports/:shape`, and the
 * software publishers, `/catalogue/editors?api=`. `/catalogue/:api?version=` is an earlier version, where it was kept.
 * An API answers to its aliases too. Bodies are made once per language; only the measured delay changes them.
 */
import { readFile } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { toApiGouvFr, toDataGouvFr } from '../../catalogue/exports.ts';
import type { Language } from '../../catalogue/localise.ts';
import { languageOf } from '../http/language.ts';
import { Problem, problemResponse } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { medianDays } from '../statistics/median.ts';
import { type Prepared, prepare, publicHeaders, respond } from './prepared.ts';
import { schemaPath } from './schema-path.ts';
import { definitionAt, isVersion } from './versions.ts';
import { editorsPart, eligibilityPart, summaryOf } from './views.ts';

/** How long a measured delay is shown before it is measured again, in milliseconds. */
const measureEvery = 60_000;

/** Days from submission to decision, null where nothing has been measured. */
export type Measure = (api: string, stage: string) => Promise<number | null>;

export function catalogueRoutes(
  {
    catalogue,
    config: { publicUrl },
    database,
    log,
    now,
  }: Pick<Services, 'catalogue' | 'config' | 'database' | 'log' | 'now'>,
  measure: Measure = (api, stage) => medianDays(database, api, stage, now()),
): Hono {
  const app = new Hono();
  const ids = catalogue.list().map(({ id }) => id);
  const hosted = (id: string) => `${publicUrl}/demande/${id}`;
  const all = (language: Language) => ids.flatMap((id) => catalogue.localised(id, language) ?? []);
  const inLanguage = (language: Language) => {
    const definitions = all(language);
    return {
      list: once(() => json(definitions.map((api) => summaryOf(api, hosted(api.id))))),
      whole: new Map(definitions.map((api) => [api.id, once(() => json(api))])),
      eligibility: new Map(definitions.map((api) => [api.id, part(api, null)])),
      editors: new Map(
        [undefined, ...ids].map((id) => [id, once(() => json(editorsPart(catalogue.editors[language], id)))]),
      ),
    };
  };
  const bodies = { fr: inLanguage('fr'), en: inLanguage('en') };
  // Those who read them speak French.
  const exported = new Map([
    ['api-gouv-fr', once(() => json(all('fr').map((api) => toApiGouvFr(api, hosted))))],
    ['data-gouv-fr', once(() => json(all('fr').map((api) => toDataGouvFr(api, hosted))))],
  ]);
  const schema = once(() => readFile(schemaPath, 'utf8').then(prepare));

  const measured = new Map<string, { days: number | null; at: number }>();
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
      if (definition) bodies[language].eligibility.set(id, part(definition, days));
    }
  };
  const refreshBeside = (id: string) =>
    void refresh(id).catch((error: Error) => log.warn({ api: id, name: error.name }, 'delay not measured'));
  ids.forEach(refreshBeside);

  /** The body of the API that a name leads to, which says where it lives when the name is an alias. */
  const answer = async (c: Context, bodies: ReadonlyMap<string, Body>, path = '') => {
    const name = c.req.param('api') ?? '';
    const id = catalogue.get(name)?.id ?? '';
    const body = bodies.get(id);
    if (!body) return unknown(c, ids);
    const language = c.req.query('lang') === undefined ? '' : `?lang=${languageOf(c)}`;
    if (id !== name) c.header('content-location', `/catalogue/${id}${path}${language}`);
    return respond(c, await body());
  };

  const kept = new Map<string, Body>();
  /** `?version=`: the form that a request was filled under, where it is an earlier one. */
  const earlier = async (c: Context): Promise<Body | undefined> => {
    const language = languageOf(c);
    const present = catalogue.localised(c.req.param('api') ?? '', language);
    const version = Number(c.req.query('version') ?? Number.NaN);
    if (!present || !isVersion(version) || version >= present.version) return undefined;
    const key = `${present.id} ${version} ${language}`;
    if (!kept.has(key)) {
      const filled = { api: present.id, definitionVersion: version };
      const definition = await definitionAt({ database, catalogue }, filled, language);
      if (definition?.version !== version) return undefined;
      kept.set(
        key,
        once(() => json(definition)),
      );
    }
    return kept.get(key);
  };

  app.get('/', async (c) => respond(c, await bodies[languageOf(c)].list()));
  app.get('/schema.json', async (c) => respond(c, await schema()));
  app.get('/exports/:shape', async (c) => {
    const body = exported.get(c.req.param('shape'));
    return body ? respond(c, await body()) : unknown(c, [...exported.keys()]);
  });
  app.get('/editors', async (c) => {
    const name = c.req.query('api');
    const id = name === undefined ? undefined : (catalogue.get(name)?.id ?? name);
    const body = bodies[languageOf(c)].editors.get(id);
    return body ? respond(c, await body()) : unknown(c, ids);
  });
  app.get('/:api', async (c) => {
    const older = await earlier(c);
    return older ? respond(c, await older()) : answer(c, bodies[languageOf(c)].whole);
  });
  app.get('/:api/eligibility', async (c) => {
    const id = catalogue.get(c.req.param('api'))?.id;
    if (id) refreshBeside(id);
    return answer(c, bodies[languageOf(c)].eligibility, '/eligibility');
  });
  return app;
}

type Body = () => Promise<Prepared>;

const json = (value: object) => prepare(JSON.stringify(value));

/** Made when it is first asked for: compressing everything at the start would delay it. */
function once(make: Body): Body {
  let made: Promise<Prepared> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Made before it is asked for: the first question of every page waits for it. */
function part(api: ApiDefinition, days: number | null): Body {
  const made = json(eligibilityPart(api, days));
  return () => made;
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
