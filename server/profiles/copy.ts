/** Attaches to a request a document that another request of the same organisation was submitted with. */
import { Hono } from 'hono';
import * as v from 'valibot';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { attachAt, changeableRequest, placeIn } from '../documents/attach.ts';
import { hold, settle } from '../documents/contents.ts';
import { absentDocument, notServed } from '../documents/problems.ts';
import type { DocumentServices } from '../documents/receive.ts';
import { verdictOn } from '../documents/scanning.ts';
import { documentOf } from '../documents/serve.ts';
import { storageKey } from '../documents/storage.ts';
import { readJson } from '../http/body.ts';
import { languageOf } from '../http/language.ts';
import { parsed } from '../requests/input.ts';
import { rolesOn } from '../requests/life/relation.ts';
import { loadRequest } from '../requests/store/load.ts';

const Copy = v.object({
  request: v.pipe(v.string(), v.maxLength(36)),
  document_id: v.pipe(v.string(), v.maxLength(36)),
});

/** Mounted at `/requests`, behind the check that leaves the actor in the context. */
export function copyRoutes(services: DocumentServices): Hono<ActorEnvironment> {
  const app = new Hono<ActorEnvironment>();
  const { database, storage } = services;

  app.post('/:id/documents/:field/copies', async (c) => {
    const language = languageOf(c);
    const input = parsed(Copy, (await readJson(c)).value, language);
    const { actor } = c.var;
    const target = await changeableRequest(services, c.req.param('id'), actor, language);
    const place = await placeIn(services, target, c.req.param('field'), language);

    const source = await loadRequest(database, input.request);
    const roles = source ? rolesOn(source.row, actor) : [];
    const theirs = roles.includes('applicant') || roles.includes('colleague');
    if (!source || !theirs || source.row.organisationId !== target.row.organisationId)
      throw absentDocument(language);
    const document = await documentOf(services, source, input.document_id, language);
    // The same question takes the same kinds of files, and the same people read them.
    if (document.field !== place.field.id) throw absentDocument(language);
    const verdict = await verdictOn(services, document);
    if (verdict !== 'clean') throw notServed(verdict, language);

    const { name, mediaType, size, sha256, scan, scannedAt } = document;
    await hold(services, sha256);
    if (!(await storage.exists(storageKey(sha256)))) {
      await settle(database, sha256);
      throw absentDocument(language);
    }
    const content = { name, mediaType, size, sha256, scan, scannedAt };
    return c.json(await attachAt(services, place, content, actor, language), 201);
  });

  return app;
}
