/** Profiles as they are kept, and what the organisation's requests say. */
import { and, desc, eq, inArray, isNotNull, lt } from 'drizzle-orm';
import { fullName } from '../accounts/name.ts';
import { users } from '../accounts/tables.ts';
import { newId } from '../database/columns.ts';
import type { Database } from '../database/connection.ts';
import { retried } from '../database/retry.ts';
import { beginningOf } from '../privacy/rules.ts';
import { requests } from '../requests/tables.ts';
import { changedKeys, type ProfileContent, profileIn } from './content.ts';
import { organisationProfileChanges, organisationProfiles } from './tables.ts';

export interface KeptProfile {
  /** 0: nobody has written any. */
  version: number;
  content: ProfileContent;
  updatedAt: Date | undefined;
  updatedBy: string | undefined;
}

/** As long as nobody has written any. */
export const unwritten: KeptProfile = {
  version: 0,
  content: {},
  updatedAt: undefined,
  updatedBy: undefined,
};

/** Somebody by name. */
const name = { givenName: users.givenName, familyName: users.familyName };

export async function keptProfile(database: Database, organisationId: string): Promise<KeptProfile> {
  const [row] = await database
    .select({ profile: organisationProfiles, editor: name })
    .from(organisationProfiles)
    .innerJoin(users, eq(users.id, organisationProfiles.updatedBy))
    .where(eq(organisationProfiles.organisationId, organisationId));
  if (!row) return unwritten;
  const { version, content, updatedAt } = row.profile;
  return { version, content, updatedAt, updatedBy: fullName(row.editor) };
}

/** How many of the last requests are looked through. */
const memory = 30;

/** One request's word on its organisation. */
export interface Said extends ReturnType<typeof profileIn> {
  requestId: string;
  number: number;
  at: Date;
  by: string;
}

/** What the last submitted requests say, the last one first. Those that were refused or withdrawn say nothing. */
export async function saidByRequests(database: Database, organisationId: string): Promise<Said[]> {
  const rows = await database
    .select({
      requestId: requests.id,
      number: requests.number,
      at: requests.lastSubmittedAt,
      answers: requests.submittedAnswers,
      applicant: name,
    })
    .from(requests)
    .innerJoin(users, eq(users.id, requests.applicantId))
    .where(
      and(
        eq(requests.organisationId, organisationId),
        isNotNull(requests.lastSubmittedAt),
        inArray(requests.state, ['submitted', 'changes_requested', 'validated']),
      ),
    )
    .orderBy(desc(requests.lastSubmittedAt), desc(requests.id))
    .limit(memory);
  return rows.map(({ requestId, number, at, answers, applicant }) => ({
    ...profileIn(answers ?? {}),
    requestId,
    number,
    at: at as Date,
    by: fullName(applicant),
  }));
}

/**
 * @param version the one that the writer has read
 * @returns false when somebody else has written since
 */
export function writeProfile(
  database: Database,
  organisationId: string,
  version: number,
  content: ProfileContent,
  { userId, at }: { userId: string; at: Date },
): Promise<boolean> {
  return retried(() =>
    database.transaction(async (transaction) => {
      const [before] = await transaction
        .select()
        .from(organisationProfiles)
        .where(eq(organisationProfiles.organisationId, organisationId))
        .for('update');
      if ((before?.version ?? 0) !== version) return false;
      const keys = changedKeys(before?.content ?? {}, content);
      if (keys.length === 0) return true;
      const written = { version: version + 1, content, updatedAt: at, updatedBy: userId };
      // Two first writers: the row of one keeps the other's out.
      const [row] = before
        ? await transaction
            .update(organisationProfiles)
            .set(written)
            .where(eq(organisationProfiles.organisationId, organisationId))
            .returning({ version: organisationProfiles.version })
        : await transaction
            .insert(organisationProfiles)
            .values({ organisationId, ...written })
            .onConflictDoNothing()
            .returning({ version: organisationProfiles.version });
      if (!row) return false;
      await transaction.insert(organisationProfileChanges).values({
        id: newId(),
        organisationId,
        changedBy: userId,
        at,
        keys,
        before: before?.content ?? {},
        after: content,
      });
      return true;
    }),
  );
}

/** Newest first. */
export async function profileHistory(
  database: Database,
  organisationId: string,
): Promise<{ at: Date; by: string; keys: string[] }[]> {
  const rows = await database
    .select({ at: organisationProfileChanges.at, keys: organisationProfileChanges.keys, editor: name })
    .from(organisationProfileChanges)
    .innerJoin(users, eq(users.id, organisationProfileChanges.changedBy))
    .where(eq(organisationProfileChanges.organisationId, organisationId))
    .orderBy(desc(organisationProfileChanges.at), desc(organisationProfileChanges.id))
    .limit(50);
  return rows.map(({ at, keys, editor }) => ({ at, keys, by: fullName(editor) }));
}

export async function sweepProfileHistory(database: Database, now: Date): Promise<void> {
  await database
    .delete(organisationProfileChanges)
    .where(lt(organisationProfileChanges.at, beginningOf('profile_change', now)));
}
