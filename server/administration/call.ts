/** One call of a page of administration, and the page that answers it. */
import type { Context } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { languageOf } from '../http/language.ts';
import { type Content, formTargets, page, sendPage } from '../pages/layout.ts';
import type { Services } from '../services.ts';

export type Call = Context<ActorEnvironment>;

export function send(
  services: Services,
  c: Call,
  title: string,
  main: Content,
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const address = c.req.method === 'GET' ? c.req.url : undefined;
  const content = page({ title, language: languageOf(c), main, user: c.var.actor, address });
  return sendPage(c, content, { status, formTargets: formTargets(services.config) });
}
