/**
 * The public catalogue for element tests: the real definitions, in the shape of `GET /catalogue/:api` and
 * `GET /catalogue/:api/{eligibility,path}`, on the test page's own origin. The element tests set no other answer by hand.
 */
import { join } from 'node:path';
import { pathWords } from '../../catalogue/messages/path.ts';
import { pathPart } from '../../catalogue/path-part.ts';
import { type Catalogue, loadCatalogue } from '../../server/catalogue/load.ts';
import { eligibilityPart } from '../../server/catalogue/views.ts';

/** What this file uses of Koa's context. */
interface Context {
  path: string;
  query: Record<string, string | string[] | undefined>;
  body: unknown;
}

const folder = join(import.meta.dirname, '../../catalogue');

/** Middleware for `web-test-runner.config.mjs`. Source files of `catalogue/` keep their own addresses. */
export function catalogueMiddleware(): (context: Context, next: () => Promise<void>) => Promise<void> {
  let loading: Promise<Catalogue> | undefined;
  return async (context, next) => {
    const [, api, part] = /^\/catalogue\/([\w-]+)(?:\/(eligibility|path))?$/.exec(context.path) ?? [];
    if (!api) return next();
    loading ??= loadCatalogue(folder);
    const language = context.query.lang === 'en' ? 'en' : 'fr';
    const catalogue = await loading;
    const definition = catalogue.localised(api, language);
    if (!definition) return next();
    const bodies = {
      eligibility: () => eligibilityPart(definition, null),
      path: () => pathPart(definition, catalogue.editors[language], pathWords[language]),
    };
    context.body = bodies[part as keyof typeof bodies]?.() ?? definition;
  };
}
