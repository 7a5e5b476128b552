/**
 * The public catalogue for element tests: the real definitions, in the shape of `GET /catalogue/:api` and
 * `GET /catalogue/:api/eligibility`, on the test page's own origin. The element tests set no other answer by hand.
 */
import { join } from 'node:path';
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
    const [, api, part] = /^\/catalogue\/([\w-]+)(\/eligibility)?$/.exec(context.path) ?? [];
    if (!api) return next();
    loading ??= loadCatalogue(folder);
    const definition = (await loading).localised(api, context.query.lang === 'en' ? 'en' : 'fr');
    if (!definition) return next();
    context.body = part ? eligibilityPart(definition, null) : definition;
  };
}
