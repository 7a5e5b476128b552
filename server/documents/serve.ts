/** Serves a document: only when clean, only as a file to keep, and never without a trace of who asked. */
import { Readable } from 'node:stream';
import { seatedIn } from '../accounts/acting.ts';
import type { Actor } from '../accounts/actor.ts';
import { definitionAt } from '../catalogue/versions.ts';
import type { Language } from '../http/language.ts';
import { rolesOn } from '../requests/life/relation.ts';
import type { LoadedRequest } from '../requests/store/load.ts';
import { isUuid } from '../requests/store/load.ts';
import { readsOf } from '../requests/view/confidential.ts';
import { ledBy } from '../together/draft.ts';
import { attachment } from './name.ts';
import { absentDocument, notServed } from './problems.ts';
import type { DocumentServices } from './receive.ts';
import { refersTo } from './references.ts';
import { verdictOn } from './scanning.ts';
import { contentOf } from './storage.ts';
import { type DocumentRow, findDocument, recordAccess } from './store.ts';

/**
 * @param loaded a request that the actor may read: who calls has checked
 * @throws {Problem} 404; 503 not scanned yet; 403 infected
 */
export async function documentResponse(
  services: DocumentServices,
  loaded: LoadedRequest,
  documentId: string,
  actor: Actor,
  language: Language,
): Promise<Response> {
  const { row } = loaded;
  const document = await documentOf(services, loaded, documentId, language);
  const definition = await definitionAt(services, row, language);
  // To who does not read the answer, there is no document.
  if (!readsOf(definition, row, actor)(document.field)) throw absentDocument(language);
  const verdict = await verdictOn(services, document);
  if (verdict !== 'clean') throw notServed(verdict, language);
  const content = await contentOf(services.storage, document.sha256);
  await recordAccess(services.database, {
    documentId: document.id,
    requestId: row.id,
    userId: seatedIn(actor),
    role: rolesOn(row, actor)[0] ?? '',
    at: services.now(),
  }).catch((error) => {
    content.destroy();
    throw error;
  });
  return new Response(Readable.toWeb(content) as ReadableStream, {
    headers: {
      'content-type': document.mediaType,
      'content-length': String(document.size),
      'content-disposition': attachment(document.name),
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  });
}

/** One that the draft has from the one that it is filled in with. */
async function documentOfLead(
  services: Pick<DocumentServices, 'database' | 'catalogue'>,
  loaded: LoadedRequest,
  id: string,
): Promise<DocumentRow | undefined> {
  const led = await ledBy(services, loaded);
  const document = led && (await findDocument(services.database, led.lead.row.id, id));
  return document && led?.fields.includes(document.field) ? document : undefined;
}

/**
 * A document attached now, or part of the last submissions; of a draft, also its lead's.
 * @throws {Problem} 404
 */
export async function documentOf(
  services: Pick<DocumentServices, 'database' | 'catalogue'>,
  loaded: LoadedRequest,
  documentId: string,
  language: Language,
): Promise<DocumentRow> {
  const { row } = loaded;
  const document = isUuid(documentId)
    ? ((await findDocument(services.database, row.id, documentId)) ??
      (await documentOfLead(services, loaded, documentId)))
    : undefined;
  const stands = (one: DocumentRow) =>
    !one.removedAt || refersTo(row.submittedAnswers, one.id) || refersTo(row.previousAnswers, one.id);
  if (!document || !stands(document)) throw absentDocument(language);
  return document;
}
