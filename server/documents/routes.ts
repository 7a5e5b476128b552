/** Documents of a request, for its applicant and their colleagues. HTTP only. */
import { type Context, Hono } from 'hono';
import { messageFor } from '../../catalogue/messages/index.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { limitedBody, readJson } from '../http/body.ts';
import { languageOf } from '../http/language.ts';
import { refusalOf } from '../requests/commands.ts';
import { guard, knownDefinition } from '../requests/execute.ts';
import { parsed } from '../requests/input.ts';
import { isUuid, type LoadedRequest, loadRequest } from '../requests/load.ts';
import { absent, refused } from '../requests/problems.ts';
import { rolesOn } from '../requests/relation.ts';
import { readWhole, refuseOfLead } from '../together/draft.ts';
import { formRoutes } from './forms/routes.ts';
import { safeName } from './name.ts';
import { absentField, infected, swelling, tooMany, wrongContent } from './problems.ts';
import { readingOf, Ticks, tick } from './reading/reading.ts';
import { isRead } from './reading/view.ts';
import { type DocumentServices, receive } from './receive.ts';
import { documentResponse } from './serve.ts';
import { attach, detach } from './store.ts';

type Call = Context<ActorEnvironment>;

/** Mounted at `/requests`, behind the check that leaves the actor in the context. */
export function documentRoutes(services: DocumentServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database } = services;

  app.put('/:id/documents/:field', async (c) => {
    const language = languageOf(c);
    const request = await changeable(c);
    const { row } = request;
    const definition = await knownDefinition(services, row, language);
    const field = fieldsOf(definition, row.stage).find(({ id }) => id === c.req.param('field'));
    if (field?.kind !== 'documents') throw absentField(language);
    await refuseOfLead(services, request, field.id, language);
    const received = await receive(services, limitedBody(c, field.max_size), field.accepts);
    if (received === 'content') throw wrongContent(field.id, field.accepts, language);
    if (received === 'bomb') throw swelling(field.id, language);
    if (received === 'infected') throw infected(field.id, language);
    const { extension, ...content } = received;
    const document = await attach(
      database,
      {
        requestId: row.id,
        field: field.id,
        name: safeName(c.req.query('name') ?? '', extension),
        uploadedBy: c.var.actor.userId,
        ...content,
      },
      { most: field.max_files, reads: isRead(definition, { field: field.id, ...content }) },
    );
    if (document === 'state') throw refused('state', (await loaded(c)).row.state, language);
    if (document === 'full') {
      const problem = {
        field: field.id,
        code: 'too_many_documents' as const,
        params: { max: field.max_files },
      };
      throw tooMany(field.id, messageFor(language)(problem, field), language);
    }
    services.bell.ring();
    const { id, name, size, scan } = document;
    return c.json({ id, field: field.id, name, size, scan }, 201);
  });

  app.get('/:id/documents/:documentId', async (c) =>
    documentResponse(services, await loaded(c), c.req.param('documentId'), c.var.actor, languageOf(c)),
  );

  app.delete('/:id/documents/:documentId', async (c) => {
    const request = await changeable(c);
    const { row } = request;
    const id = c.req.param('documentId');
    const theirs = (await readWhole(services, request)).documents.find((document) => document.id === id);
    if (theirs) await refuseOfLead(services, request, theirs.field, languageOf(c));
    const removed = !isUuid(id) || (await detach(database, row.id, id, services.now()));
    if (!removed) throw refused('state', (await loaded(c)).row.state, languageOf(c));
    return c.body(null, 204);
  });

  app.get('/:id/documents/:documentId/reading', async (c) => {
    const request = await readWhole(services, await loaded(c), languageOf(c));
    return c.json(
      await readingOf(services, request, c.req.param('documentId'), request.row.answers, languageOf(c)),
    );
  });

  app.put('/:id/documents/:documentId/reading', async (c) => {
    const request = await changeable(c);
    const language = languageOf(c);
    const { ticked } = parsed(Ticks, (await readJson(c)).value, language);
    const id = c.req.param('documentId');
    return c.json(await tick(services, request, id, ticked, language));
  });

  app.route('/', formRoutes(services));

  async function loaded(c: Call): Promise<LoadedRequest> {
    const request = await loadRequest(database, c.req.param('id') ?? '');
    if (!request) throw absent(languageOf(c));
    guard(request, c.var.actor, { language: languageOf(c) });
    return request;
  }

  /** Looked at before the body is read, and again when the row is written. */
  async function changeable(c: Call): Promise<LoadedRequest> {
    const request = await loaded(c);
    const role = rolesOn(request.row, c.var.actor)[0] ?? 'contact';
    const refusal = refusalOf(request.row, 'save', role);
    if (refusal) throw refused(refusal, request.row.state, languageOf(c));
    return request;
  }

  return app;
}
