/** Attaches to a request a document that another request of the same organisation was submitted with. */
import { Hono } from 'hono';
import * as v from 'valibot';
import { messageFor } from '../../catalogue/messages/index.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { ActorEnvironment } from '../accounts/actor.ts';
import { hold, settle } from '../documents/contents.ts';
import { absentDocument, absentField, notServed, tooMany } from '../documents/problems.ts';
import { isRead } from '../documents/reading/view.ts';
import type { DocumentServices } from '../documents/receive.ts';
import { verdictOn } from '../documents/scanning.ts';
import { documentOf } from '../documents/serve.ts';
import { storageKey } from '../documents/storage.ts';
import { attach } from '../documents/store.ts';
import { readJson } from '../http/body.ts';
import { type Language, languageOf } from '../http/language.ts';
import { refusalOf } from '../requests/commands.ts';
import { guard, knownDefinition } from '../requests/execute.ts';
import { parsed } from '../requests/input.ts';
import { isUuid, type LoadedRequest, loadRequest } from '../requests/load.ts';
import { absent, refused } from '../requests/problems.ts';
import { rolesOn } from '../requests/relation.ts';
import { refuseOfLead } from '../together/draft.ts';

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
    const target = await readable(c.req.param('id'), language);
    const { row } = target;
    const { actor } = c.var;
    guard(target, actor, { language });
    const refusal = refusalOf(row, 'save', rolesOn(row, actor)[0] ?? 'contact');
    if (refusal) throw refused(refusal, row.state, language);
    const definition = await knownDefinition(services, row, language);
    const field = fieldsOf(definition, row.stage).find(({ id }) => id === c.req.param('field'));
    if (field?.kind !== 'documents') throw absentField(language);
    await refuseOfLead(services, target, field.id, language);

    const source = isUuid(input.request) ? await loadRequest(database, input.request) : undefined;
    const roles = source ? rolesOn(source.row, actor) : [];
    const theirs = roles.includes('applicant') || roles.includes('colleague');
    if (!source || !theirs || source.row.organisationId !== row.organisationId)
      throw absentDocument(language);
    const document = await documentOf(services, source, input.document_id, language);
    // The same question takes the same kinds of files, and the same people read them.
    if (document.field !== field.id) throw absentDocument(language);
    const verdict = await verdictOn(services, document);
    if (verdict !== 'clean') throw notServed(verdict, language);

    const { name, mediaType, size, sha256, scan, scannedAt } = document;
    await hold(services, sha256);
    if (!(await storage.exists(storageKey(sha256)))) {
      await settle(database, sha256);
      throw absentDocument(language);
    }
    const content = { mediaType, size, sha256, scan, scannedAt };
    const copy = await attach(
      database,
      { requestId: row.id, field: field.id, name, uploadedBy: actor.userId, ...content },
      { most: field.max_files, reads: isRead(definition, { field: field.id, ...content }) },
    );
    if (copy === 'state') throw refused('state', row.state, language);
    if (copy === 'full') {
      const problem = {
        field: field.id,
        code: 'too_many_documents' as const,
        params: { max: field.max_files },
      };
      throw tooMany(field.id, messageFor(language)(problem, field), language);
    }
    services.bell.ring();
    return c.json({ id: copy.id, field: field.id, name, size, scan: copy.scan }, 201);
  });

  async function readable(id: string, language: Language): Promise<LoadedRequest> {
    const loaded = await loadRequest(database, id);
    if (!loaded) throw absent(language);
    return loaded;
  }

  return app;
}
