/**
 * A new request that begins with the answers of another: a refused one is no dead end, and a second service needs not
 * be described from nothing. The new draft and the line in the history of the other are written together, or neither.
 */
import type { Actor } from '../../accounts/actor.ts';
import { newId } from '../../database/columns.ts';
import type { Database } from '../../database/connection.ts';
import { errorCode, retried } from '../../database/retry.ts';
import type { Idempotency } from '../../http/idempotency.ts';
import type { Language } from '../../http/language.ts';
import { type Command, decide } from '../life/commands.ts';
import type { RequestRow } from '../life/events.ts';
import { refused, withdrawn } from '../problems.ts';
import { guard, outdated, type RequestServices, roleFor } from '../store/execute.ts';
import type { LoadedRequest } from '../store/load.ts';
import { write } from '../store/statement.ts';
import { rowOf, writingOf } from '../store/writing.ts';
import { withDocuments } from '../view/view.ts';
import { replayed } from './create.ts';
import { alive, carriedOver, checkStart, continuationOf, type DocumentCopy } from './follow.ts';
import { alreadyContinued } from './follow-problems.ts';

export interface CopyOptions {
  /** The version that the client's `If-Match` names. */
  ifMatch: number;
  idempotency: Idempotency;
  language: Language;
}

/**
 * @returns the new draft, or the one that this key has made already
 * @throws {Problem} 404, 403 or 409 the table does not allow it; 412 another version; 409 the API has left the
 * catalogue, or somebody continues the same request already; 422 the key served for something else, or the stage may
 * not be asked for at once
 */
export async function copyRequest(
  services: RequestServices,
  source: LoadedRequest,
  actor: Actor,
  options: CopyOptions,
): Promise<RequestRow> {
  const { row } = source;
  const { ifMatch, idempotency, language } = options;
  const met = { ifMatch, language };
  guard(source, actor, met);
  const before = await replayed(services, actor, idempotency, language);
  if (before) return before;
  if (ifMatch !== row.version) throw await outdated(services, row, actor, met);
  const role = roleFor(row, 'copy', actor, language);

  const { command, documents } = await draftFrom(services, source, language);
  const at = services.now();
  const made = decide(undefined, command, { id: actor.userId, role: 'applicant' }, at);
  if ('refusal' in made) throw refused(made.refusal, row.state, language);
  const key = { ...idempotency, status: 201 };
  const creation = await writingOf(services, undefined, made.events, actor, { idempotency: key, documents });
  const both = async (database: Database) => {
    const created = await write(database, creation);
    if (!created) throw new TypeError('a new request that is not written');
    const told: Command = { name: 'copy', about: command.id, number: created.number };
    const copied = decide(row, told, { id: actor.userId, role }, at);
    if ('refusal' in copied) throw refused(copied.refusal, row.state, language);
    const line = await writingOf(services, row, copied.events, actor, {});
    if (!(await write(database, line))) throw new Overtaken();
    return rowOf(creation, created);
  };
  try {
    const row = await retried(() =>
      services.database.transaction((transaction) => both(transaction as unknown as Database)),
    );
    services.bell.ring();
    return row;
  } catch (error) {
    const twice = errorCode(error) === '23505';
    if (!twice && !(error instanceof Overtaken)) throw error;
    // The same key, a moment before: what it made is the answer.
    const twin = await replayed(services, actor, idempotency, language);
    if (twin) return twin;
    const child = command.parentId && (await continuationOf(services.database, { id: command.parentId }));
    throw child ? alreadyContinued(child, language) : await outdated(services, row, actor, met);
  }
}

/**
 * What was submitted, or what a draft that was put away says, under the present definition. A request of a later stage
 * continues the same one before, where that is free again.
 */
async function draftFrom(
  services: RequestServices,
  { row, organisation, documents: attached }: LoadedRequest,
  language: Language,
): Promise<{ command: Command & { name: 'create' }; documents: DocumentCopy[] }> {
  const definition = services.catalogue.localised(row.api, language);
  const stage = definition?.stages.find(({ id }) => id === row.stage);
  if (!definition || !stage) throw withdrawn(language);
  const { documents, ...carried } = carriedOver(definition, stage.id, {
    answers: row.submittedAnswers ?? withDocuments(row.answers, attached),
    eligibility: row.eligibility,
    use_case: row.useCase,
  });
  const parentId = alive(row.state) ? null : row.parentId;
  const child = parentId === null ? undefined : await continuationOf(services.database, { id: parentId });
  if (child) throw alreadyContinued(child, language);
  if (parentId === null) {
    await checkStart(services, { definition, stage }, carried.eligibility, organisation.id, language);
  }
  const command: Command & { name: 'create' } = {
    ...carried,
    name: 'create',
    id: newId(),
    fileId: parentId === null ? newId() : row.fileId,
    parentId,
    copyOf: row.id,
    providerId: definition.provider.id,
    api: definition.id,
    stage: stage.id,
    definitionVersion: definition.version,
    organisationId: row.organisationId,
    explanation: row.eligibilityExplanation,
    steps: [],
  };
  return { command, documents };
}

/** Something happened to the other request first: nothing was written. */
class Overtaken extends Error {}
