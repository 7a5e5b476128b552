/**
 * The catalogue for anybody: `GET /catalogue`, `/catalogue/schema.json`, `/catalogue/:api` and
 * `/catalogue/:api/eligibility`. Bodies are made once per language; only the measured delay changes them.
 */
import { readFile } from 'node:fs/promises';
import { type Context, Hono } from 'hono';
import type { ApiDefinition, EligibilityPart } from '../../catalogue/definition.ts';
import type { Language } from '../../catalogue/localise.ts';
import { languageOf } from '../http/language.ts';
import { Problem, problemResponse } from '../http/problem.ts';
import type { Services } from '../services.ts';
import { medianDays } from '../statistics/median.ts';
import { type Prepared, prepare, publicHeaders, respond } from './prepared.ts';
import { schemaPath } from './schema-path.ts';

/** How long a measured delay is shown before it is measured again, in milliseconds. */
const measureEvery = 60_000;

/** Days from submission to decision, null where nothing has been measured. */
export type Measure = (api: string, stage: string) => Promise<number | null>;

export function catalogueRoutes(
  { catalogue, database, log, now }: Pick<Services, 'catalogue' | 'database' | 'log' | 'now'>,
  measure: Measure = (api, stage) => medianDays(database, api, stage, now()),
): Hono {
  const app = new Hono();
  const ids = catalogue.list().map(({ id }) => id);
  const inLanguage = (language: Language) => {
    const definitions = ids.flatMap((id) => catalogue.localised(id, language) ?? []);
    return {
      list: prepare(JSON.stringify({ apis: definitions.map(summaryOf) })),
      whole: new Map(definitions.map((api) => [api.id, prepare(JSON.stringify(api))])),
      eligibility: new Map(definitions.map((api) => [api.id, prepareEligibility(api, null)])),
    };
  };
  const bodies = { fr: inLanguage('fr'), en: inLanguage('en') };
  const schema = readFile(schemaPath, 'utf8').then(prepare);

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
      if (definition) bodies[language].eligibility.set(id, prepareEligibility(definition, days));
    }
  };
  const refreshBeside = (id: string) =>
    void refresh(id).catch((error: Error) => log.warn({ api: id, name: error.name }, 'delay not measured'));
  ids.forEach(refreshBeside);

  app.get('/', async (c) => respond(c, await bodies[languageOf(c)].list));
  app.get('/schema.json', async (c) => respond(c, await schema));
  app.get('/:api', async (c) => answer(c, ids, bodies[languageOf(c)].whole));
  app.get('/:api/eligibility', async (c) => {
    const id = c.req.param('api');
    if (ids.includes(id)) refreshBeside(id);
    return answer(c, ids, bodies[languageOf(c)].eligibility);
  });
  return app;
}

async function answer(c: Context, ids: string[], bodies: Map<string, Promise<Prepared>>): Promise<Response> {
  const body = bodies.get(c.req.param('api') ?? '');
  if (body) return respond(c, await body);
  // The element reads this from another site.
  for (const [name, value] of Object.entries(publicHeaders)) c.header(name, value);
  return problemResponse(
    c,
    languageOf(c) === 'fr'
      ? new Problem(404, 'unknown-api', 'API inconnue', `Choisissez parmi : ${ids.join(', ')}.`)
      : new Problem(404, 'unknown-api', 'Unknown API', `Choose among: ${ids.join(', ')}.`),
  );
}

/** What a list of APIs shows. */
function summaryOf(api: ApiDefinition) {
  const { id, version, title, summary, provider, access, accepting, links } = api;
  return {
    id,
    version,
    title,
    summary,
    provider,
    access,
    accepting,
    links,
    stages: api.stages.map(({ id }) => id),
  };
}

function prepareEligibility(api: ApiDefinition, days: number | null): Promise<Prepared> {
  const { id, version, title, summary, provider, accepting, notices, eligibility, preparations } = api;
  const part: EligibilityPart = {
    ...{ id, version, title, summary, provider, accepting, notices, eligibility, preparations },
    median_days: days,
  };
  return prepare(JSON.stringify(part));
}
