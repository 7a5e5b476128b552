/** A page of ours that shows an element: the same script, under the same limits, as on a strict host page. */
import type { Context } from 'hono';
import { visitor } from '../accounts/session.ts';
import { languageOf } from '../http/language.ts';
import type { Services } from '../services.ts';
import { type Content, formTargets, page, sendPage } from './layout.ts';

/** What an element needs, and no more. */
const policy = {
  'script-src': "'self'",
  'connect-src': "'self'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'datapass',
};

/** @param main with the element; between its tags, what a browser without scripts shows */
export async function sendElementPage(
  c: Context,
  services: Services,
  title: string,
  main: Content,
): Promise<Response> {
  const content = page({
    title,
    language: languageOf(c),
    main,
    user: await visitor(c, services),
    address: c.req.url,
    scripts: ['/widget/v1/datapass.js'],
  });
  return sendPage(c, content, { policy, formTargets: formTargets(services.config) });
}
