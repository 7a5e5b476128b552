/** A request changes hands, by the applicant's API. HTTP only. */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { readJson } from '../http/body.ts';
import { languageOf } from '../http/language.ts';
import { parsed } from '../requests/input.ts';
import { rolesOn } from '../requests/life/relation.ts';
import type { RequestServices } from '../requests/store/execute.ts';
import { type CommandTarget, loadRequest } from '../requests/store/load.ts';
import { answerWith } from '../requests/view/answer.ts';
import { keepHolder, takeOver, transfer } from './handover.ts';

const TransferBody = v.object({ email: v.pipe(v.string(), v.maxLength(254)) });

/** Mounted at `/requests`, behind the check that leaves the actor in the context. */
export function handoverRoutes(services: RequestServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();

  app.post('/:id/transfer', async (c) => {
    const language = languageOf(c);
    const { email } = parsed(TransferBody, (await readJson(c)).value, language);
    return answer(c, await transfer(services, c.req.param('id'), email, c.var.actor, language));
  });

  app.post('/:id/take-over', async (c) =>
    answer(c, await takeOver(services, c.req.param('id'), c.var.actor, languageOf(c))),
  );

  app.delete('/:id/take-over', async (c) =>
    answer(c, await keepHolder(services, c.req.param('id'), c.var.actor, languageOf(c))),
  );

  /** Read again: the applicant may be another one. Who has given a request away may no longer be anybody to it. */
  async function answer(c: Context<ActorEnvironment>, { row }: CommandTarget): Promise<Response> {
    const loaded = await loadRequest(services.database, row.id);
    const known = loaded && rolesOn(loaded.row, c.var.actor).length > 0;
    return known ? answerWith(c, services, loaded, c.var.actor) : c.body(null, 204);
  }

  return app;
}
