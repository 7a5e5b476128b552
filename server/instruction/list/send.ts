/** A page of the list, with its style sheet and its script. */
import type { Context } from 'hono';
import type { ActorEnvironment } from '../../accounts/actor.ts';
import { languageOf } from '../../http/language.ts';
import { type Content, formTargets, page, sendPage } from '../../pages/layout.ts';
import type { Services } from '../../services.ts';
import { scriptPath, stylePath } from './assets.ts';

export type Call = Context<ActorEnvironment>;

export function send(
  { config }: Pick<Services, 'config'>,
  c: Call,
  title: string,
  main: Content,
  status: 200 | 422 = 200,
): Promise<Response> {
  const content = page({
    title,
    language: languageOf(c),
    main,
    user: c.var.actor,
    address: c.req.method === 'GET' ? c.req.url : undefined,
    wide: true,
    styles: [stylePath],
    scripts: [scriptPath],
  });
  return sendPage(c, content, {
    status,
    policy: { 'script-src': "'self'" },
    formTargets: formTargets(config),
  });
}
