/** Forgets people: at their wish, at an administrator's, or when nothing has named them for long enough. */
import { and, asc, eq, gt, isNull, lt, lte, ne, notInArray, sql } from 'drizzle-orm';
import { endSessionsOf } from '../accounts/sessions.ts';
import { users } from '../accounts/tables.ts';
import { record } from '../acts/acts.ts';
import { inPages } from '../database/pages.ts';
import { errorCode } from '../database/retry.ts';
import { instructionViews } from '../instruction/list/tables.ts';
import { invitationSessions } from '../invitations/tables.ts';
import { messageReads } from '../messages/tables.ts';
import { mailRefusals } from '../notifications/tables.ts';
import { organisationLinks } from '../organisations/tables.ts';
import { organisationProfileChanges, organisationProfiles } from '../profiles/tables.ts';
import { erasedPerson } from '../requests/life/system.ts';
import { requests } from '../requests/tables.ts';
import { type DraftServices, removeDraft } from './drafts.ts';
import { heldRequests, neededAmong } from './held.ts';
import { beginningOf } from './rules.ts';
import { personErasures } from './tables.ts';

export interface Wish {
  userId: string;
  /** An administrator, who says why; absent: the person. */
  by?: { userId: string; reason: string };
}

/**
 * Erases what nothing keeps, at once; the rest when the law no longer keeps it (`sweepPeople`).
 * @returns whether nothing is left of them
 */
export async function forget(services: DraftServices, wish: Wish): Promise<boolean> {
  const { database, now } = services;
  const { userId, by } = wish;
  const asked = { userId, askedBy: by?.userId ?? userId, askedAt: now() };
  const keep = (store: Pick<typeof database, 'insert'>) => store.insert(personErasures).values(asked);
  if (by) {
    const { reason } = by;
    const act = { name: 'erase_person', subject: userId, facts: {}, words: { reason } } as const;
    await record(services, userId, by.userId, () => ({ ...act, role: 'administrator' }), keep);
  } else await keep(database);
  await endSessionsOf(services, userId);
  for (const { id, mine, sent, alone } of await heldRequests(database, userId)) {
    if (mine && !sent && alone) await removeDraft(services, id, 'asked');
  }
  await database.update(users).set({ phone: '', jobTitle: '' }).where(eq(users.id, userId));
  await withoutTraces(services, userId);
  return (await removeUnneeded(services, [userId])).length > 0;
}

/** Somebody whose erasure was asked for, and something kept them. */
export async function waitingFor(
  { database }: Pick<DraftServices, 'database'>,
  userId: string,
): Promise<Date | undefined> {
  const [row] = await database
    .select({ askedAt: personErasures.askedAt })
    .from(personErasures)
    .where(and(eq(personErasures.userId, userId), isNull(personErasures.doneAt)))
    .orderBy(asc(personErasures.askedAt))
    .limit(1);
  return row?.askedAt;
}

/** People looked at in one go. */
const pageSize = 500;

/** Runs every day: those who wait to be forgotten, and those who have not been here for long and whom nothing names. */
export async function sweepPeople(services: DraftServices): Promise<void> {
  const { database, now } = services;
  const waiting = await database
    .selectDistinct({ id: personErasures.userId })
    .from(personErasures)
    .innerJoin(users, eq(users.id, personErasures.userId))
    // Whoever has signed in since uses the service: their wish was of before.
    .where(and(isNull(personErasures.doneAt), lte(users.lastSeenAt, personErasures.askedAt)));
  await removeUnneeded(
    services,
    waiting.map(({ id }) => id),
  );
  const absent = inPages(pageSize, (last: { id: string } | undefined) =>
    database
      .select({ id: users.id })
      .from(users)
      .where(
        and(
          lt(users.lastSeenAt, beginningOf('person', now())),
          ne(users.id, erasedPerson.id),
          sql`${users.roles} = '{}'`,
          last && gt(users.id, last.id),
        ),
      )
      .orderBy(users.id)
      .limit(pageSize),
  );
  for await (const rows of absent) {
    await removeUnneeded(
      services,
      rows.map(({ id }) => id),
    );
  }
}

/** @returns those that are gone */
async function removeUnneeded(services: DraftServices, userIds: string[]): Promise<string[]> {
  const { database, now, log } = services;
  const needed = await neededAmong(database, userIds);
  const gone: string[] = [];
  for (const userId of userIds.filter((id) => !needed.has(id))) {
    await endSessionsOf(services, userId);
    await withoutTraces(services, userId);
    try {
      await database.transaction(async (transaction) => {
        await transaction.delete(organisationLinks).where(eq(organisationLinks.userId, userId));
        await transaction.delete(users).where(eq(users.id, userId));
        await transaction
          .update(personErasures)
          .set({ doneAt: now() })
          .where(and(eq(personErasures.userId, userId), isNull(personErasures.doneAt)));
      });
      gone.push(userId);
    } catch (error) {
      // Something names them since: looked at again tomorrow.
      if (errorCode(error) !== '23503') throw error;
      log.info({ userId }, 'a person is still named');
    }
  }
  return gone;
}

/** What is theirs alone, and what says only that somebody did it. */
async function withoutTraces({ database }: DraftServices, userId: string): Promise<void> {
  await database.insert(users).values(erasedPerson).onConflictDoNothing();
  await database.delete(invitationSessions).where(eq(invitationSessions.userId, userId));
  await database.delete(instructionViews).where(eq(instructionViews.userId, userId));
  await database.delete(mailRefusals).where(eq(mailRefusals.userId, userId));
  await database.update(messageReads).set({ userId: erasedPerson.id }).where(eq(messageReads.userId, userId));
  await database
    .update(organisationProfiles)
    .set({ updatedBy: erasedPerson.id })
    .where(eq(organisationProfiles.updatedBy, userId));
  await database
    .update(organisationProfileChanges)
    .set({ changedBy: erasedPerson.id })
    .where(eq(organisationProfileChanges.changedBy, userId));
  const applied = database
    .select({ id: requests.organisationId })
    .from(requests)
    .where(eq(requests.applicantId, userId));
  await database
    .delete(organisationLinks)
    .where(and(eq(organisationLinks.userId, userId), notInArray(organisationLinks.organisationId, applied)));
}
