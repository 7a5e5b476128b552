/**
 * A request that continues another in the next stage: production after the sandbox. It takes over the organisation, the
 * use case, the answers that were submitted and their documents, and asks only what is new. Where it may start without
 * one, the path says so (`catalogue/paths.ts`).
 */
import { and, desc, eq, notExists, sql } from 'drizzle-orm';
import { alias, type PgColumn } from 'drizzle-orm/pg-core';
import type { Answers, DocumentReference, EligibilityAnswers } from '../../../catalogue/answers.ts';
import type { AnswerContext } from '../../../catalogue/conditions.ts';
import type { ApiDefinition, Stage } from '../../../catalogue/definition.ts';
import type { Editor } from '../../../catalogue/editors.ts';
import { pathQuestions, walk } from '../../../catalogue/eligibility.ts';
import { fitting } from '../../../catalogue/fitting.ts';
import { pathEditors, pathOf } from '../../../catalogue/paths.ts';
import { fieldsOf } from '../../../catalogue/steps.ts';
import type { Actor } from '../../accounts/actor.ts';
import { newId } from '../../database/columns.ts';
import type { Database } from '../../database/connection.ts';
import { prepared } from '../../database/prepared.ts';
import type { Language } from '../../http/language.ts';
import type { Problem } from '../../http/problem.ts';
import type { OrganisationRow } from '../../organisations/view.ts';
import { withoutDocuments } from '../input.ts';
import type { RequestState } from '../life/lifecycle.ts';
import { rolesOn } from '../life/relation.ts';
import type { RequestServices } from '../store/execute.ts';
import { type LoadedRequest, loadRequest } from '../store/load.ts';
import { requests } from '../tables.ts';
import { alreadyContinued, cannotFollow, notOpen, sandboxFirst } from './follow-problems.ts';

/** A document of the request before, and the id that it has in this one. */
export interface DocumentCopy {
  id: string;
  source: string;
}

/** What a request takes over from the one that it follows. */
export interface Precedent {
  organisation: OrganisationRow;
  fileId: string;
  parentId: string;
  useCase: string;
  eligibility: EligibilityAnswers;
  explanation: string;
  /** Those that were submitted and still fit the form, documents apart. */
  answers: Answers;
  documents: DocumentCopy[];
}

/** A request as others name it. */
export interface Named {
  id: string;
  number: number;
}

/** The request that continues another. */
export interface Continuation extends Named {
  /** Null: the provider has not seen it. */
  firstSubmittedAt: Date | null;
}

/** Something may still come of a request. */
export const alive = (state: RequestState): boolean => !['refused', 'revoked', 'archived'].includes(state);

/** The same in SQL, written as the index of continuations is, so that it is used. */
const isAlive = ({ state }: { state: PgColumn }) => sql`${state} not in ('refused', 'revoked', 'archived')`;

/**
 * @param id of the request to follow
 * @param siret what the client says of the organisation; undefined: nothing
 * @throws {Problem} 422 it cannot be followed, and why; 409 it has been already
 */
export async function precedentOf(
  { database }: Pick<RequestServices, 'database'>,
  id: string,
  { definition, stage }: { definition: ApiDefinition; stage: Stage },
  actor: Actor,
  siret: string | undefined,
  language: Language,
): Promise<Precedent> {
  const parent = await loadRequest(database, id);
  if (!parent || !mayContinue(parent, actor)) throw cannotFollow('unknown', language);
  const { row, organisation } = parent;
  const number = `D${row.number}`;
  if (row.api !== definition.id || row.stage !== stage.follows?.stage) {
    throw cannotFollow('wrong_request', language, { number });
  }
  if (row.state !== 'validated') throw cannotFollow('not_validated', language, { number });
  if (siret !== undefined && siret !== organisation.siret) throw cannotFollow('organisation', language);
  if (nextStageOf(definition, row)?.id !== stage.id) {
    const verdict = verdictOf(definition, row.eligibility);
    throw notOpen(verdict?.title ?? '', verdict?.text ?? [], language);
  }
  const child = await continuationOf(database, row);
  if (child) throw alreadyContinued(child, language);
  return { ...takenOver(parent, definition, stage.id), organisation };
}

/** The applicant or a colleague, for an organisation that their identity provider still vouches for. */
export function mayContinue({ row }: Pick<LoadedRequest, 'row'>, actor: Actor): boolean {
  const roles = rolesOn(row, actor);
  return (
    actor.organisationIds.includes(row.organisationId) &&
    (roles.includes('applicant') || roles.includes('colleague'))
  );
}

/** The stage that follows the one of a request, where the verdict of its decision tree opens it. */
export function nextStageOf(
  definition: ApiDefinition,
  { stage, eligibility }: Pick<LoadedRequest['row'], 'stage' | 'eligibility'>,
): Stage | undefined {
  const next = definition.stages.find(({ follows }) => follows?.stage === stage);
  return next && opens(verdictOf(definition, eligibility), next.id) ? next : undefined;
}

/** Who continues a request has gone by the stage before: the answers on where to begin are not this one's. */
const offPath = (answers: EligibilityAnswers): EligibilityAnswers =>
  Object.fromEntries(
    Object.entries(answers).filter(([id]) => !(pathQuestions as readonly string[]).includes(id)),
  );

/** What a new request begins with of another one's form: what still fits, each document under an id of its own. */
export function carriedOver(
  definition: ApiDefinition,
  stageId: string,
  before: AnswerContext,
): Pick<Precedent, 'useCase' | 'eligibility' | 'answers' | 'documents'> {
  const { answers, eligibility, use_case } = fitting(definition, stageId, before);
  const attached = fieldsOf(definition, stageId)
    .filter(({ kind }) => kind === 'documents')
    .flatMap(({ id }) => (answers[id] ?? []) as DocumentReference[]);
  return {
    useCase: use_case,
    eligibility,
    answers: withoutDocuments(definition, stageId, answers),
    documents: attached.map(({ id }) => ({ id: newId(), source: id })),
  };
}

/** Of what was submitted: what the applicant may have typed since was never instructed. */
function takenOver(
  { row }: LoadedRequest,
  definition: ApiDefinition,
  stageId: string,
): Omit<Precedent, 'organisation'> {
  const before = {
    answers: row.submittedAnswers ?? {},
    eligibility: row.eligibility,
    use_case: row.useCase,
  };
  const carried = carriedOver(definition, stageId, before);
  return {
    ...carried,
    fileId: row.fileId,
    parentId: row.id,
    eligibility: offPath(carried.eligibility),
    explanation: row.eligibilityExplanation,
  };
}

/**
 * Whether a stage that follows another may be asked for without a request to follow: the path says so, or not.
 * @throws {Problem} 422 with the way out: answer the questions, begin with the first stage, or continue D1042
 */
export async function checkStart(
  services: Pick<RequestServices, 'database' | 'catalogue'>,
  { definition, stage }: { definition: ApiDefinition; stage: Stage },
  eligibility: EligibilityAnswers,
  organisationId: string,
  language: Language,
): Promise<void> {
  const { editors } = services.catalogue.editors[language];
  const refusal = startRefusal(editors, { definition, stage }, eligibility, language);
  if (!refusal) return;
  const first = stage.follows?.stage ?? '';
  const validated = await continuable(services.database, definition.id, first, organisationId);
  throw refusal(validated);
}

/** @returns what stands against starting in this stage, once it is known what could be continued instead */
export function startRefusal(
  publishers: readonly Editor[],
  { definition, stage }: { definition: ApiDefinition; stage: Stage },
  eligibility: EligibilityAnswers,
  language: Language,
): ((continuable?: Named) => Problem) | undefined {
  if (!stage.follows) return undefined;
  const editors = pathEditors(publishers, definition.id);
  const path = pathOf(definition, editors, eligibility);
  // Where the verdict does not open the stage, the verdict says so, at submission.
  if (path.stage === stage.id || path.reason === 'first_stage_only') return undefined;
  const labelOf = (id: string | undefined) => definition.stages.find((one) => one.id === id)?.label ?? '';
  const labels = { first: labelOf(stage.follows.stage), next: stage.label };
  return (validated) => sandboxFirst(path, labels, validated, language);
}

/** The request that continues this one, unless nothing came of it. */
export async function continuationOf(
  database: Database,
  { id }: { id: string },
): Promise<Continuation | undefined> {
  const query = prepared(database, 'continuation', (db, name) =>
    db
      .select({
        id: requests.id,
        number: requests.number,
        firstSubmittedAt: requests.firstSubmittedAt,
      })
      .from(requests)
      .where(and(eq(requests.parentId, sql.placeholder('id')), isAlive(requests)))
      .limit(1)
      .prepare(name),
  );
  const [child] = await query.execute({ id });
  return child;
}

/** The last validated request of an organisation in a stage that nothing continues yet. */
async function continuable(
  database: Database,
  api: string,
  stage: string,
  organisationId: string,
): Promise<Named | undefined> {
  const child = alias(requests, 'child');
  const query = prepared(database, 'continuable', (db, name) =>
    db
      .select({ id: requests.id, number: requests.number })
      .from(requests)
      .where(
        and(
          eq(requests.organisationId, sql.placeholder('organisationId')),
          eq(requests.api, sql.placeholder('api')),
          eq(requests.stage, sql.placeholder('stage')),
          eq(requests.state, 'validated'),
          notExists(
            db
              .select({ id: child.id })
              .from(child)
              .where(and(eq(child.parentId, requests.id), isAlive(child))),
          ),
        ),
      )
      .orderBy(desc(requests.decidedAt))
      .limit(1)
      .prepare(name),
  );
  const [found] = await query.execute({ organisationId, api, stage });
  return found;
}

/** The number and the state of a request and of its habilitation, by its id. */
export async function numberOf(
  database: Database,
  id: string,
): Promise<(Named & Pick<LoadedRequest['row'], 'state' | 'held'>) | undefined> {
  const query = prepared(database, 'number_of_request', (db, name) =>
    db
      .select({ id: requests.id, number: requests.number, state: requests.state, held: requests.held })
      .from(requests)
      .where(eq(requests.id, sql.placeholder('id')))
      .prepare(name),
  );
  const [found] = await query.execute({ id });
  return found;
}

function verdictOf({ eligibility }: ApiDefinition, answers: EligibilityAnswers) {
  return eligibility.verdicts[walk(eligibility, answers).verdict ?? ''];
}

/** Whether a verdict lets ask for a stage; none reached yet says nothing against it. */
export function opens(verdict: ReturnType<typeof verdictOf>, stage: Stage['id']): boolean {
  return verdict?.answer !== 'no' && verdict?.stages?.includes(stage) !== false;
}
