/** Documents of a request, for its applicant and their colleagues. HTTP only. */
import { type Context, Hono } from 'hono';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { limitedBody, readJson } from '../http/body.ts';
import { languageOf } from '../http/language.ts';
import { parsed } from '../requests/input.ts';
import { refused } from '../requests/problems.ts';
import { isUuid } from '../requests/store/load.ts';
import { readWhole, refuseOfLead } from '../together/draft.ts';
import { recordView } from './accesses.ts';
import { attachAt, changeableRequest, placeIn, readableRequest } from './attach.ts';
import { formRoutes } from './forms/routes.ts';
import { safeName } from './name.ts';
import { infected, swelling, wrongContent } from './problems.ts';
import { readingOf, Ticks, tick } from './reading/reading.ts';
import { type DocumentServices, receive } from './receive.ts';
import { documentResponse } from './serve.ts';
import { detach } from './store.ts';

type Call = Context<ActorEnvironment>;

/** Mounted at `/requests`, behind the check that leaves the actor in the context. */
export function documentRoutes(services: DocumentServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database } = services;

  app.put('/:id/documents/:field', async (c) => {
    const language = languageOf(c);
    const request = await changeable(c);
    const place = await placeIn(services, request, c.req.param('field'), language);
    const { field } = place;
    const received = await receive(services, limitedBody(c, field.max_size), field.accepts);
    if (received === 'content') throw wrongContent(field.id, field.accepts, language);
    if (received === 'bomb') throw swelling(field.id, language);
    if (received === 'infected') throw infected(field.id, language);
    const { extension, ...content } = received;
    const name = safeName(c.req.query('name') ?? '', extension);
    return c.json(await attachAt(services, place, { ...content, name }, c.var.actor, language), 201);
  });

  app.get('/:id/documents/:documentId', async (c) =>
    documentResponse(services, await loaded(c), c.req.param('documentId'), c.var.actor, languageOf(c)),
  );

  app.delete('/:id/documents/:documentId', async (c) => {
    const request = await changeable(c);
    const { row } = request;
    const id = c.req.param('documentId');
    await refuseOfLead(services, request, { document: id }, languageOf(c));
    const removed = !isUuid(id) || (await detach(database, row.id, id, services.now()));
    if (!removed) throw refused('state', (await loaded(c)).row.state, languageOf(c));
    return c.body(null, 204);
  });

  app.get('/:id/documents/:documentId/reading', async (c) => {
    const request = await readWhole(services, await loaded(c), languageOf(c));
    const id = c.req.param('documentId');
    const reading = await readingOf(services, request, id, request.row.answers, languageOf(c));
    if (reading.readable) await recordView(services, request.row, id, c.var.actor);
    return c.json(reading);
  });

  app.put('/:id/documents/:documentId/reading', async (c) => {
    const request = await changeable(c);
    const language = languageOf(c);
    const { ticked } = parsed(Ticks, (await readJson(c)).value, language);
    const id = c.req.param('documentId');
    return c.json(await tick(services, request, id, ticked, language));
  });

  app.route('/', formRoutes(services));

  const loaded = (c: Call) => readableRequest(services, c.req.param('id') ?? '', c.var.actor, languageOf(c));

  const changeable = (c: Call) =>
    changeableRequest(services, c.req.param('id') ?? '', c.var.actor, languageOf(c));

  return app;
}
