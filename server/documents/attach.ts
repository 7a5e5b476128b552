/** Attaches a document to a request for its applicant, wherever its content comes from. */
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import { messageFor } from '../../catalogue/messages/index.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Actor } from '../accounts/actor.ts';
import type { Language } from '../http/language.ts';
import { refusalOf } from '../requests/life/commands.ts';
import { rolesOn } from '../requests/life/relation.ts';
import { absent, refused } from '../requests/problems.ts';
import { guard, knownDefinition } from '../requests/store/execute.ts';
import { type LoadedRequest, loadRequest } from '../requests/store/load.ts';
import { refuseOfLead } from '../together/draft.ts';
import { absentField, tooMany } from './problems.ts';
import { isRead } from './reading/view.ts';
import type { DocumentServices } from './receive.ts';
import { attach, type DocumentRow, type NewDocument } from './store.ts';

/** @throws {Problem} 404 */
export async function readableRequest(
  { database }: Pick<DocumentServices, 'database'>,
  id: string,
  actor: Actor,
  language: Language,
): Promise<LoadedRequest> {
  const request = await loadRequest(database, id);
  if (!request) throw absent(language);
  guard(request, actor, { language });
  return request;
}

/**
 * Looked at before a content is brought, and again when the row is written.
 * @throws {Problem} 404; 403 or 409 its documents can't change, or not by this person
 */
export async function changeableRequest(
  services: Pick<DocumentServices, 'database'>,
  id: string,
  actor: Actor,
  language: Language,
): Promise<LoadedRequest> {
  const request = await readableRequest(services, id, actor, language);
  const refusal = refusalOf(request.row, 'save', rolesOn(request.row, actor)[0] ?? 'contact');
  if (refusal) throw refused(refusal, request.row.state, language);
  return request;
}

/** A question of a request that takes documents. */
export interface Place {
  request: LoadedRequest;
  definition: ApiDefinition;
  field: Extract<Field, { kind: 'documents' }>;
}

/** @throws {Problem} 404 no such field; 409 it is filled in with the lead */
export async function placeIn(
  services: Pick<DocumentServices, 'database' | 'catalogue'>,
  request: LoadedRequest,
  id: string,
  language: Language,
): Promise<Place> {
  const definition = await knownDefinition(services, request.row, language);
  const field = fieldsOf(definition, request.row.stage).find((one) => one.id === id);
  if (field?.kind !== 'documents') throw absentField(language);
  await refuseOfLead(services, request, { field: field.id }, language);
  return { request, definition, field };
}

/**
 * @param content held in storage
 * @returns what the applicant's API says of it
 * @throws {Problem} 409 the request has moved on; 422 the field has its documents already
 */
export async function attachAt(
  services: Pick<DocumentServices, 'database' | 'bell'>,
  { request, definition, field }: Place,
  content: Omit<NewDocument, 'requestId' | 'field' | 'uploadedBy'>,
  actor: Actor,
  language: Language,
): Promise<Pick<DocumentRow, 'id' | 'field' | 'name' | 'size' | 'scan'>> {
  const document = await attach(
    services.database,
    { ...content, requestId: request.row.id, field: field.id, uploadedBy: actor.userId },
    { most: field.max_files, reads: isRead(definition, { ...content, field: field.id }) },
  );
  if (document === 'state') {
    const { row } = await readableRequest(services, request.row.id, actor, language);
    throw refused('state', row.state, language);
  }
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
  return { id, field: field.id, name, size, scan };
}
