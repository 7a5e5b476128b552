/** The requests of one file, in SQL. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { prepared } from '../database/prepared.ts';
import { documents } from '../documents/tables.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { requests } from '../requests/tables.ts';

/** One request of a file, as the others see it. */
export type Member = Pick<
  RequestRow,
  | 'id'
  | 'number'
  | 'fileId'
  | 'parentId'
  | 'withId'
  | 'api'
  | 'stage'
  | 'state'
  | 'version'
  | 'definitionVersion'
  | 'applicantId'
  | 'scopeGroups'
  | 'organisationId'
  | 'providerId'
  | 'useCase'
  | 'eligibility'
  | 'submittedAnswers'
  | 'firstSubmittedAt'
>;

/** All of them, in the order they were begun. */
export async function membersOf(database: Database, fileId: string): Promise<Member[]> {
  const query = prepared(database, 'members_of_file', (db, name) =>
    db
      .select({
        id: requests.id,
        number: requests.number,
        fileId: requests.fileId,
        parentId: requests.parentId,
        withId: requests.withId,
        api: requests.api,
        stage: requests.stage,
        state: requests.state,
        version: requests.version,
        definitionVersion: requests.definitionVersion,
        applicantId: requests.applicantId,
        scopeGroups: requests.scopeGroups,
        organisationId: requests.organisationId,
        providerId: requests.providerId,
        useCase: requests.useCase,
        eligibility: requests.eligibility,
        submittedAnswers: requests.submittedAnswers,
        firstSubmittedAt: requests.firstSubmittedAt,
      })
      .from(requests)
      .where(eq(requests.fileId, sql.placeholder('fileId')))
      .orderBy(asc(requests.number))
      .prepare(name),
  );
  return query.execute({ fileId });
}

/** Ids of the drafts that are filled in with this one, in the order they were begun. */
export async function ledIds(database: Pick<Database, 'select'>, leadId: string): Promise<string[]> {
  const rows = await database
    .select({ id: requests.id })
    .from(requests)
    .where(and(eq(requests.withId, leadId), eq(requests.state, 'draft')))
    .orderBy(asc(requests.number));
  return rows.map(({ id }) => id);
}

/**
 * Marks that one more is filled in with a draft, under a lock on its row: whoever submits, archives or hands over that
 * draft in the same moment is guarded by the mark, and looks again.
 * @returns false when the draft cannot lead any more
 */
export async function raise(
  database: Pick<Database, 'update'>,
  { id, applicantId, organisationId }: Pick<RequestRow, 'id' | 'applicantId' | 'organisationId'>,
): Promise<boolean> {
  const rows = await database
    .update(requests)
    .set({ joined: sql`${requests.joined} + 1` })
    .where(
      and(
        eq(requests.id, id),
        eq(requests.state, 'draft'),
        isNull(requests.withId),
        isNull(requests.reopening),
        eq(requests.applicantId, applicantId),
        eq(requests.organisationId, organisationId),
      ),
    )
    .returning({ id: requests.id });
  return rows.length > 0;
}

/** Documents of a draft that give way to its lead's. */
export async function detachAll(
  database: Pick<Database, 'update'>,
  requestId: string,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  if (ids.length === 0) return;
  await database
    .update(documents)
    .set({ removedAt: at })
    .where(
      and(eq(documents.requestId, requestId), inArray(documents.id, [...ids]), isNull(documents.removedAt)),
    );
}
