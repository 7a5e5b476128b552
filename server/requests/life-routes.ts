/**
 * What an applicant does with a request that was sent, and with its habilitation: withdraw, update, renew, replace
 * people, give back, copy. HTTP only; each is asked on the version that was read (`If-Match`), once per key.
 */
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { Actor, ActorEnvironment } from '../accounts/actor.ts';
import { readJson } from '../http/body.ts';
import { type Idempotency, idempotencyOf } from '../http/idempotency.ts';
import { type Language, languageOf } from '../http/language.ts';
import { neededVersion } from './etag.ts';
import { parsed, promises } from './input.ts';
import type { Intent } from './life/commands.ts';
import type { CommandName } from './life/lifecycle.ts';
import { peopleUpdate } from './people.ts';
import { absent } from './problems.ts';
import { renewalOf } from './renewal.ts';
import { copyRequest } from './start/copy.ts';
import { executeOn, type RequestServices } from './store/execute.ts';
import { type CommandTarget, loadRequest, loadTarget } from './store/load.ts';
import { answerWith } from './view/answer.ts';

const Nothing = v.object({});
const Reason = v.object({ reason: v.optional(v.string()) });
const People = v.record(v.string(), v.unknown());

/** `POST /requests/:id/people` */
const PeopleBody = v.object({ people: People });

/** `POST /requests/:id/renew` */
const RenewBody = v.object({
  same: v.object({ purpose: v.boolean(), people: v.boolean(), data: v.boolean() }),
  people: v.optional(People, {}),
  ...promises,
});

interface Asked<T> {
  target: CommandTarget;
  input: T;
  actor: Actor;
  language: Language;
}

/** Mounted at `/requests`, behind the check that leaves the actor in the context. */
export function lifeRoutes(services: RequestServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();

  function command<S extends v.GenericSchema>(
    path: string,
    name: CommandName,
    schema: S,
    intent: (asked: Asked<v.InferOutput<S>>) => Intent | Promise<Intent>,
  ): void {
    app.post(`/:id/${path}`, async (c) => {
      const { ifMatch, idempotency, input, language } = await asked(c, schema);
      const { actor } = c.var;
      const target = await found(c, idempotency);
      const prepare = () => intent({ target, input, actor, language });
      const once = { ...idempotency, status: 200 };
      const done = await executeOn(services, target, { name, prepare }, actor, {
        ifMatch,
        language,
        idempotency: once,
      });
      return answerWith(c, services, done, actor);
    });
  }

  command('withdraw', 'withdraw', Nothing, () => ({ name: 'withdraw' }));
  command('reopen', 'reopen', Nothing, () => ({ name: 'reopen' }));
  command('cancel-reopening', 'cancel_reopening', Reason, ({ input: { reason = '' } }) => ({
    name: 'cancel_reopening',
    reason,
  }));
  command('end', 'end', Reason, ({ input: { reason = '' } }) => ({ name: 'end', reason }));
  command('people', 'update_people', PeopleBody, ({ target, input, language }) =>
    peopleUpdate(services, target, input.people, language),
  );
  command('renew', 'renew', RenewBody, ({ target, input, actor, language }) =>
    renewalOf(services, target, input, actor, language),
  );

  app.post('/:id/copy', async (c) => {
    const { ifMatch, idempotency, language } = await asked(c, Nothing);
    const source = await found(c, idempotency);
    const { id } = await copyRequest(services, source, c.var.actor, { ifMatch, idempotency, language });
    const loaded = await loadRequest(services.database, id);
    if (!loaded) throw absent(language);
    return answerWith(c, services, loaded, c.var.actor, 201);
  });

  /** To run a command on, once per idempotency key. */
  async function found(c: Context<ActorEnvironment>, { key }: Idempotency): Promise<CommandTarget> {
    const holder = { userId: c.var.actor.userId, key };
    const target = await loadTarget(services.database, c.req.param('id') ?? '', holder);
    if (!target) throw absent(languageOf(c));
    return target;
  }

  return app;
}

/** @throws {Problem} 428 without a version; 400 without a key; 422 a body of another shape */
async function asked<S extends v.GenericSchema>(c: Context<ActorEnvironment>, schema: S) {
  const language = languageOf(c);
  const ifMatch = neededVersion(c);
  // What says all by its address needs no body.
  const said = c.req.header('content-type') !== undefined;
  const body = said ? await readJson(c) : { value: {}, bytes: new Uint8Array() };
  const input = parsed(schema, body.value, language);
  return { ifMatch, idempotency: idempotencyOf(c, body.bytes), input, language };
}
