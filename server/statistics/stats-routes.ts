/** `/stats`, `/stats.json` and `/stats.csv`: the figures, for anybody. */
import { type Context, Hono } from 'hono';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { writeCsvStream } from 'hucre/csv';
import { visitor } from '../accounts/session.ts';
import type { StatisticsView } from '../http/api-statistics.ts';
import { publicCors } from '../http/cors.ts';
import { type Language, languageOf } from '../http/language.ts';
import { carryLanguage, formTargets, page, sendPage } from '../pages/layout.ts';
import type { Services } from '../services.ts';
import { scriptPaths, serveAsset, stylePath } from './assets.ts';
import { csvHeaders, csvRows } from './csv.ts';
import { type Filters, readFilters } from './filters.ts';
import { filtersForm } from './form.ts';
import { labelsOf } from './labels.ts';
import { monthOf } from './months.ts';
import { statisticsMain } from './page.ts';
import { firstMonth, readFigures } from './read.ts';
import { statisticsView } from './view.ts';
import { statisticsTexts } from './words/index.ts';

type StatisticsServices = Pick<Services, 'database' | 'catalogue' | 'config' | 'now'>;

/** Browsers ask again from other sites too. */
const retained = [...RETAINED_304_HEADERS, 'access-control-allow-origin'];

/** Mounted at the root. */
export function statisticsRoutes(services: Services): Hono {
  const app = new Hono();
  for (const path of ['/stats.json', '/stats.csv']) {
    app.use(path, publicCors(), etag({ retainedHeaders: retained }), async (c, next) => {
      await next();
      c.header('cross-origin-resource-policy', 'cross-origin');
      c.header('cache-control', c.res.ok ? 'public, max-age=60' : 'no-store');
      c.header('vary', 'accept-language');
    });
  }

  app.get('/stats.json', async (c) => {
    const language = languageOf(c);
    return c.json(await viewOf(services, filtersOf(services, c.req.query(), language), language));
  });

  app.get('/stats.csv', async (c) => {
    const language = languageOf(c);
    const view = await viewOf(services, filtersOf(services, c.req.query(), language), language);
    const body = await new Response(
      writeCsvStream(rows(view), { headers: csvHeaders, delimiter: ';', bom: true, escapeFormulae: true }),
    ).arrayBuffer();
    return c.body(body, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="datapass-statistiques.csv"',
    });
  });

  app.get('/stats', async (c) => statisticsPage(services, c));
  app.get('/stats/fichiers/:name', serveAsset);
  return app;
}

/** Small: a figure of each kind, not of each request. */
async function* rows(view: StatisticsView): AsyncGenerator<(string | number | null)[]> {
  yield* csvRows(view);
}

const filtersOf = (
  { catalogue, now }: StatisticsServices,
  query: Record<string, string>,
  language: Language,
): Filters => readFilters(query, catalogue, now(), language);

async function viewOf(
  { database, catalogue, config, now }: StatisticsServices,
  filters: Filters,
  language: Language,
): Promise<StatisticsView> {
  return statisticsView(await readFigures(database, filters, now()), {
    filters,
    labels: labelsOf(catalogue, filters, language),
    publicUrl: config.publicUrl,
    present: monthOf(now()),
    language,
  });
}

async function statisticsPage(services: Services, c: Context): Promise<Response> {
  const { catalogue, config, database, now } = services;
  const language = languageOf(c);
  const { use_case: useCase, ...query } = c.req.query();
  const definitions = catalogue.list().flatMap(({ id }) => catalogue.localised(id, language) ?? []);
  // The form sends on the use case of the API that was shown before.
  const chosen = catalogue.localised(query.api ?? '', language);
  const isOfIt = chosen?.use_cases.some(({ id }) => id === useCase);
  const filters = filtersOf(
    services,
    { ...query, ...(useCase && isOfIt && { use_case: useCase }) },
    language,
  );
  const [view, first, user] = await Promise.all([
    viewOf(services, filters, language),
    firstMonth(database),
    visitor(c, services),
  ]);
  const present = now().getUTCFullYear();
  const oldest = Number(first?.slice(0, 4) ?? present);
  const years = Array.from({ length: present - oldest + 1 }, (_, back) => `${present - back}`);
  const months = [filters.from, filters.to || monthOf(now())] as const;
  const main = statisticsMain({
    view,
    form: filtersForm({
      filters,
      definitions,
      years,
      language,
      chosenLanguage: c.req.query('lang') && language,
    }),
    between:
      filters.from || filters.to
        ? [inWords(months[0] || (first ?? months[1]), language), inWords(months[1], language)]
        : undefined,
    language,
    to: (path) => carryLanguage(path, c.req.url),
  });
  const content = page({
    title: statisticsTexts[language].title,
    language,
    main,
    user,
    address: c.req.url,
    wide: true,
    styles: [stylePath],
    scripts: scriptPaths,
  });
  return sendPage(c, content, { formTargets: formTargets(config), policy: { 'script-src': "'self'" } });
}

function inWords(month: string, language: Language): string {
  const options = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', options).format(
    new Date(`${month}T00:00:00Z`),
  );
}
