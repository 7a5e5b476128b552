/** The applicant's API: what the element on a catalogue's page calls. HTTP only. */
import { type Context, Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { newerThan } from '../catalogue/versions.ts';
import type { RequestList } from '../http/api.ts';
import { readJson } from '../http/body.ts';
import { idempotencyOf } from '../http/idempotency.ts';
import { languageOf } from '../http/language.ts';
import { submissionsOf } from '../together/submit.ts';
import { etagOf, isSeen, neededVersion } from './etag.ts';
import { Creation, Patch, parsed, SubmitBody } from './input.ts';
import { absent } from './problems.ts';
import { savingOf } from './save.ts';
import { createRequest } from './start/create.ts';
import { neighboursOf } from './start/stages.ts';
import { type CommandOptions, executeOn, guard, type RequestServices } from './store/execute.ts';
import { type CommandTarget, type LoadedRequest, loadRequest, loadTarget } from './store/load.ts';
import { answerWith } from './view/answer.ts';
import { listFor, writeCursor } from './view/list.ts';
import { readListQuery } from './view/list-query.ts';
import { requestSummary } from './view/summary.ts';

/** Mounted at `/requests`, behind the check that leaves the actor in the context. */
export function requestRoutes(services: RequestServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database } = services;

  app.get('/', async (c) => {
    const language = languageOf(c);
    const query = readListQuery(services.catalogue, c.req.query(), language);
    const { items, next } = query
      ? await listFor(database, c.var.actor, query)
      : { items: [], next: undefined };
    const requests = items.map((item) => requestSummary(item, services, c.var.actor, language));
    const list: RequestList = { requests, next: next ? writeCursor(next) : null };
    return c.json(list, 200, { 'cache-control': 'private, no-cache' });
  });

  app.post('/', async (c) => {
    const language = languageOf(c);
    const body = await readJson(c);
    const idempotency = idempotencyOf(c, body.bytes);
    const input = parsed(Creation, body.value, language);
    const row = await createRequest(services, input, c.var.actor, idempotency, language);
    const loaded = await loadRequest(database, row.id);
    if (!loaded) throw absent(language);
    return answerWith(c, services, loaded, c.var.actor, 201);
  });

  app.get('/:id', async (c) => {
    const loaded = await found(c);
    const newer = newerThan(services.catalogue.localised(loaded.row.api, 'fr'), loaded.row);
    const neighbours = await neighboursOf(services, loaded, languageOf(c));
    const etag = etagOf(loaded, languageOf(c), newer?.version, neighbours);
    if (isSeen(c.req.header('if-none-match'), etag)) return c.body(null, 304, { etag });
    return answerWith(c, services, { ...loaded, neighbours }, c.var.actor);
  });

  app.patch('/:id', async (c) => {
    const language = languageOf(c);
    const ifMatch = neededVersion(c);
    const input = parsed(Patch, (await readJson(c)).value, language);
    const target = await foundTarget(c);
    let { organisation } = target;
    let lead: LoadedRequest | undefined;
    const prepare = async () => {
      const saving = await savingOf(services, target, input, c.var.actor, language);
      ({ organisation, lead } = saving);
      return saving.command;
    };
    const saved = await executeOn(services, target, { name: 'save', prepare }, c.var.actor, {
      ifMatch,
      language,
    });
    return answerWith(c, services, { ...saved, organisation, lead }, c.var.actor);
  });

  app.post('/:id/submit', async (c) => {
    const language = languageOf(c);
    const ifMatch = neededVersion(c);
    const body = await readJson(c);
    const idempotency = { ...idempotencyOf(c, body.bytes), status: 200 };
    const input = parsed(SubmitBody, body.value, language);
    const { actor } = c.var;
    const target = await foundTarget(c, idempotency.key);
    const options: CommandOptions = { ifMatch, idempotency, language };
    const prepare = async () => {
      const { command, also } = await submissionsOf(services, target, input, actor, language);
      options.also = also;
      return command;
    };
    const submitted = await executeOn(services, target, { name: 'submit', prepare }, actor, options);
    return answerWith(c, services, submitted, actor);
  });

  app.post('/:id/archive', async (c) => {
    const language = languageOf(c);
    const ifMatch = neededVersion(c);
    const target = await foundTarget(c);
    const archived = await executeOn(services, target, { name: 'archive' }, c.var.actor, {
      ifMatch,
      language,
    });
    return answerWith(c, services, archived, c.var.actor);
  });

  const found = async (c: Context<ActorEnvironment>): Promise<LoadedRequest> =>
    allowed(c, await loadRequest(database, c.req.param('id') ?? ''));

  /** To run a command on, once per idempotency key where there is one. */
  const foundTarget = async (c: Context<ActorEnvironment>, key?: string): Promise<CommandTarget> => {
    const holder = key === undefined ? undefined : { userId: c.var.actor.userId, key };
    return allowed(c, await loadTarget(database, c.req.param('id') ?? '', holder));
  };

  return app;
}

/** @throws {Problem} 404 when there is none, or not for this actor */
function allowed<T extends LoadedRequest>(c: Context<ActorEnvironment>, loaded: T | undefined): T {
  const language = languageOf(c);
  if (!loaded) throw absent(language);
  guard(loaded, c.var.actor, { language });
  return loaded;
}
