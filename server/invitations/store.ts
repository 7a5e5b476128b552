/** Rows of invitations, for the applicant's side. Those of guests are in `proof.ts`. */
import { and, asc, count, eq, gt, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { nameColumn } from '../accounts/name-column.ts';
import { users } from '../accounts/tables.ts';
import { newId } from '../database/columns.ts';
import type { Database } from '../database/connection.ts';
import { retried } from '../database/retry.ts';
import { mails } from '../notifications/tables.ts';
import { isUuid } from '../requests/store/load.ts';
import { outbox, requests } from '../requests/tables.ts';
import { type InvitationRow, mostOpen, mostPerDay } from './rules.ts';
import { invitationSessions, invitations } from './tables.ts';
import { invitationTopics } from './topics.ts';

export type NewInvitation = typeof invitations.$inferInsert & { id: string; createdAt: Date };

/** What a list shows besides the row. */
export interface ListedInvitation {
  invitation: InvitationRow;
  inviter: string;
  doer: string | null;
  mail: { sentAt: Date | null; error: string } | null;
}

const doers = alias(users, 'doers');

/** Oldest first. */
export async function listInvitations(database: Database, requestId: string): Promise<ListedInvitation[]> {
  return database
    .select({
      invitation: invitations,
      inviter: nameColumn(users),
      doer: sql<string | null>`case when ${doers.id} is not null then ${nameColumn(doers)} end`,
      // The id first: by it drizzle sees whether there is a mail.
      mail: { id: mails.id, sentAt: mails.sentAt, error: mails.error },
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .leftJoin(doers, eq(doers.id, invitations.doneBy))
    .leftJoin(mails, and(eq(mails.eventId, invitations.id), eq(mails.template, invitationTopics.invitation)))
    .where(eq(invitations.requestId, requestId))
    .orderBy(asc(invitations.id));
}

export async function findInvitation(
  database: Pick<Database, 'select'>,
  id: string,
): Promise<InvitationRow | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await database.select().from(invitations).where(eq(invitations.id, id));
  return row;
}

/**
 * Keeps an invitation with the mail that is to go out, once: asking for the same again while it is open is asking once.
 * @returns the invitation there is now; `request` or `person`: too many are open for the request, or went out from this
 * person in a day
 */
export function keepInvitation(
  database: Database,
  invitation: NewInvitation,
): Promise<{ row: InvitationRow; created: boolean } | 'request' | 'person'> {
  const { requestId, kind, step = null, field = null, email, invitedBy, createdAt } = invitation;
  return retried(() =>
    database.transaction(async (transaction) => {
      // One at a time for a request: two clicks are one invitation.
      await transaction
        .select({ id: requests.id })
        .from(requests)
        .where(eq(requests.id, requestId))
        .for('update');
      const open = await transaction
        .select()
        .from(invitations)
        .where(
          and(
            eq(invitations.requestId, requestId),
            isNull(invitations.revokedAt),
            gt(invitations.expiresAt, createdAt),
          ),
        );
      const same = open.find(
        (one) => one.kind === kind && one.step === step && one.field === field && one.email === email,
      );
      if (same) return { row: same, created: false };
      if (open.length >= mostOpen) return 'request';
      const [day] = await transaction
        .select({ sent: count() })
        .from(invitations)
        .where(
          and(
            eq(invitations.invitedBy, invitedBy),
            gt(invitations.createdAt, new Date(createdAt.getTime() - 86_400_000)),
          ),
        );
      if ((day?.sent ?? 0) >= mostPerDay) return 'person';
      const [row] = await transaction.insert(invitations).values(invitation).returning();
      await announce(transaction, requestId, invitation.id, invitationTopics.invitation);
      return { row: row as InvitationRow, created: true };
    }),
  );
}

/** Ends an invitation and whatever was opened by it. Revoking twice is revoking. */
export async function revokeInvitation(
  database: Database,
  requestId: string,
  id: string,
  at: Date,
): Promise<void> {
  if (!isUuid(id)) return;
  await database.transaction(async (transaction) => {
    const ended = await transaction
      .update(invitations)
      .set({ revokedAt: at })
      .where(and(eq(invitations.id, id), eq(invitations.requestId, requestId), isNull(invitations.revokedAt)))
      .returning({ id: invitations.id });
    if (ended.length > 0) {
      await transaction.delete(invitationSessions).where(eq(invitationSessions.invitationId, id));
    }
  });
}

/** Somebody has done what they were asked for: told to the applicant the first time. */
export async function markDone(
  database: Database,
  { id, requestId }: Pick<InvitationRow, 'id' | 'requestId'>,
  userId: string,
  at: Date,
  told: boolean,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const done = await transaction
      .update(invitations)
      .set({ doneAt: at, doneBy: userId })
      .where(and(eq(invitations.id, id), isNull(invitations.doneAt)))
      .returning({ id: invitations.id });
    if (done.length > 0 && told) await announce(transaction, requestId, id, invitationTopics.done);
  });
}

/** Leaves a mail to be written: the « event » is the row that it is about. */
export async function announce(
  database: Pick<Database, 'insert'>,
  requestId: string,
  eventId: string,
  topic: string,
): Promise<void> {
  await database.insert(outbox).values({ id: newId(), requestId, eventId, topic, data: { sequence: 0 } });
}
