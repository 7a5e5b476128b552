/** `/habilitations` and `/habilitations.csv`: the register of habilitations in force, open to anybody. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Context, Hono } from 'hono';
import { writeCsvStream } from 'hucre/csv';
import { validate as isUuid } from 'uuid';
import { visitor } from '../../accounts/session.ts';
import { publicCors } from '../../http/cors.ts';
import { type Language, languageOf } from '../../http/language.ts';
import { Problem } from '../../http/problem.ts';
import { carryLanguage, formTargets, page, sendPage } from '../../pages/layout.ts';
import { parisDay } from '../../requests/dates.ts';
import type { Services } from '../../services.ts';
import { scopeLabels } from '../granted.ts';
import { registerMain } from './page.ts';
import { everyPage, pageOf, type RegisterQuery } from './read.ts';
import { registerTexts } from './words.ts';

const pageLength = 50;
const longestSearch = 200;

const css = readFileSync(new URL('register.css', import.meta.url), 'utf8');
const stylePath = `/habilitations-${createHash('sha256').update(css).digest('base64url').slice(0, 12)}.css`;

/** Mounted at the root, before what asks for a token below `/habilitations/`. */
export function registerRoutes(services: Services): Hono {
  const { catalogue, config, database, now } = services;
  const app = new Hono();

  app.get('/:name{habilitations-[\\w-]{12}\\.css}', (c) =>
    c.body(css, 200, {
      'content-type': 'text/css; charset=utf-8',
      'cache-control': c.req.path === stylePath ? 'public, max-age=31536000, immutable' : 'no-store',
    }),
  );

  app.get('/habilitations', async (c) => {
    const language = languageOf(c);
    const query = readQuery(services, c, language);
    const [found, user] = await Promise.all([
      pageOf(database, query, now(), pageLength + 1),
      visitor(c, services),
    ]);
    const main = registerMain({
      query,
      found: found.slice(0, pageLength),
      more: found.length > pageLength,
      definitions: catalogue.list().flatMap(({ id }) => catalogue.localised(id, language) ?? []),
      language,
      chosenLanguage: c.req.query('lang') && language,
      to: (path, after) => carryLanguage(addressOf(path, { ...query, after: after ?? '' }), c.req.url),
    });
    const { title } = registerTexts[language];
    const content = page({
      title,
      language,
      main,
      user,
      address: c.req.url,
      wide: true,
      styles: [stylePath],
    });
    return sendPage(c, content, { formTargets: formTargets(config) });
  });

  app.use('/habilitations.csv', publicCors());
  app.get('/habilitations.csv', (c) => {
    const language = languageOf(c);
    const query = readQuery(services, c, language);
    const stream = writeCsvStream(csvRows(services, query, language), {
      headers: csvHeaders,
      delimiter: ';',
      bom: true,
      escapeFormulae: true,
    });
    return c.body(stream, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="habilitations-en-vigueur.csv"',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=60',
      vary: 'accept-language',
    });
  });
  return app;
}

/** Stable names, for programs. */
const csvHeaders = [
  ...['numero', 'organisation', 'siret', 'api', 'api_titre', 'etape', 'projet'],
  ...['donnees', 'donnees_libelles', 'depuis', 'jusqu_au', 'prolongee'],
];

async function* csvRows(
  { database, catalogue, now }: Pick<Services, 'database' | 'catalogue' | 'now'>,
  query: RegisterQuery,
  language: Language,
): AsyncGenerator<string[]> {
  for await (const one of everyPage(database, query, now())) {
    const definition = catalogue.localised(one.api, language);
    yield [
      ...[`H${one.number}`, one.organisation, one.siret, one.api, definition?.title ?? one.api, one.stage],
      ...[one.title, one.scopes.join(' '), scopeLabels(definition, one.scopes).join(', ')],
      ...[parisDay(one.since), parisDay(one.until), one.prolonged ? '1' : '0'],
    ];
  }
}

/** @throws {Problem} 400 what can't be asked, with what can */
function readQuery(
  { catalogue }: Pick<Services, 'catalogue'>,
  c: Context,
  language: Language,
): RegisterQuery {
  const { q = '', provider = '', api = '', apres = '' } = c.req.query();
  const t = registerTexts[language].wrong;
  const wrong = (field: string, message: string) =>
    new Problem(400, 'unknown-filter', t.title, message, {
      fields: [{ field, code: 'unknown_option', message }],
    });
  const known = catalogue.list();
  const definition = api ? catalogue.get(api) : undefined;
  if (api && !definition) throw wrong('api', t.choose('api', known.map(({ id }) => id).join(', ')));
  const providers = [...new Set(known.map((one) => one.provider.id))];
  if (provider && !providers.includes(provider)) {
    throw wrong('provider', t.choose('provider', providers.join(', ')));
  }
  if (apres && !isUuid(apres)) throw wrong('apres', t.after);
  // An API has one provider: who chooses both means the API.
  return {
    search: q.replaceAll('\0', '').slice(0, longestSearch),
    provider: definition?.provider.id ?? provider,
    api: definition?.id ?? '',
    after: apres,
  };
}

function addressOf(path: string, { search, provider, api, after }: RegisterQuery): string {
  const query = new URLSearchParams();
  if (search && path !== '/stats') query.set('q', search);
  if (api) query.set('api', api);
  else if (provider) query.set('provider', provider);
  if (after) query.set('apres', after);
  return query.size > 0 ? `${path}?${query}` : path;
}
