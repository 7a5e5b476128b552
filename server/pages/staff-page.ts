/** The answer to one call of a page of those who instruct and administer. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { languageOf } from '../http/language.ts';
import type { Services } from '../services.ts';
import { type Content, formTargets, type PageOptions, page, sendPage } from './layout.ts';

export type Call = Context<ActorEnvironment>;

export type StaffPageOptions = Pick<PageOptions, 'wide' | 'styles' | 'scripts'> & {
  status?: ContentfulStatusCode;
};

export function sendStaffPage(
  { config }: Pick<Services, 'config'>,
  c: Call,
  title: string,
  main: Content,
  { status = 200, ...frame }: StaffPageOptions,
): Promise<Response> {
  const content = page({
    ...{ title, language: languageOf(c), main, user: c.var.actor },
    // What answers a form is at no address that another language could be asked for at.
    address: c.req.method === 'GET' ? c.req.url : undefined,
    ...frame,
  });
  return sendPage(c, content, {
    ...{ status, formTargets: formTargets(config) },
    ...(frame.scripts && { policy: { 'script-src': "'self'" } }),
  });
}
