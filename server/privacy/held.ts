/**
 * What still needs to know who somebody is, and until when: a request that was sent and is not erased yet, a role. While
 * nothing does, the person can be forgotten.
 */
import { and, eq, exists, inArray, isNotNull, ne, notExists, or, type SQL, sql } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import { staffActs } from '../acts/tables.ts';
import type { Database } from '../database/connection.ts';
import { documents } from '../documents/tables.ts';
import { absences, assignments, awaited } from '../examination/tables.ts';
import { credentialDeliveries } from '../habilitations/tables.ts';
import { invitations } from '../invitations/tables.ts';
import { organisationLinks } from '../organisations/tables.ts';
import { events, requests } from '../requests/tables.ts';
import { endedAt } from './ended.ts';
import { endOf } from './rules.ts';
import { requestErasures } from './tables.ts';

type Reader = Pick<Database, 'select'>;

export interface HeldRequest {
  id: string;
  /** `D1042` */
  number: string;
  api: string;
  /** Whether they applied for it, or did something about it. */
  mine: boolean;
  /** It was sent; a draft is not kept by law. */
  sent: boolean;
  /** Only they have written in it. */
  alone: boolean;
  /** When it is erased; undefined: it has not ended. */
  until: Date | undefined;
}

/** Of a request, or of what belongs to one. */
const notErased = (
  database: Reader,
  request: typeof requests.id | typeof events.requestId | typeof staffActs.chainId,
): SQL =>
  notExists(
    database
      .select({ id: requestErasures.requestId })
      .from(requestErasures)
      .where(eq(requestErasures.requestId, request)),
  );

/**
 * Requests that name somebody as who did something: among their own, those of the organisations that they acted for, and
 * those that they were invited to. What they did elsewhere, as an agent of a provider, `isNeeded` finds.
 */
export async function heldRequests(database: Reader, userId: string): Promise<HeldRequest[]> {
  const theirs = database
    .select({ id: organisationLinks.organisationId })
    .from(organisationLinks)
    .where(eq(organisationLinks.userId, userId));
  const invited = database
    .select({ id: invitations.requestId })
    .from(invitations)
    .where(eq(invitations.doneBy, userId));
  const acted = exists(
    database
      .select({ id: events.id })
      .from(events)
      .where(and(eq(events.requestId, requests.id), eq(events.actorId, userId))),
  );
  const othersIn = database
    .select({ id: events.id })
    .from(events)
    .where(
      and(eq(events.requestId, requests.id), ne(events.actorId, userId), ne(events.actorRole, 'system')),
    );
  const rows = await database
    .select({
      id: requests.id,
      number: requests.number,
      api: requests.api,
      state: requests.state,
      held: requests.held,
      updatedAt: requests.updatedAt,
      firstSubmittedAt: requests.firstSubmittedAt,
      applicantId: requests.applicantId,
      alone: notExists(othersIn) as SQL<boolean>,
    })
    .from(requests)
    .where(
      and(
        or(
          eq(requests.applicantId, userId),
          and(or(inArray(requests.organisationId, theirs), inArray(requests.id, invited)), acted),
        ),
        notErased(database, requests.id),
      ),
    )
    .orderBy(requests.id);
  return rows.map(({ id, number, api, alone, applicantId, firstSubmittedAt, ...row }) => {
    const end = endedAt(row);
    const sent = firstSubmittedAt !== null;
    return {
      id,
      number: `D${number}`,
      api,
      mine: applicantId === userId,
      sent,
      alone,
      until: sent ? end && endOf('file', end) : endOf('draft', row.updatedAt),
    };
  });
}

/**
 * Of these people, those whom something still names. Looks through the whole history, once for all of them: for a job, not
 * for a page.
 */
export async function neededAmong(database: Reader, userIds: string[]): Promise<Set<string>> {
  if (userIds.length === 0) return new Set();
  const rows = await database
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        inArray(users.id, userIds),
        or(
          sql`cardinality(${users.roles}) > 0`,
          // Who is kept out stays so: forgotten, they would come back at their next sign-in.
          isNotNull(users.bannedAt),
          exists(
            database.select({ id: requests.id }).from(requests).where(eq(requests.applicantId, users.id)),
          ),
          inArray(
            users.id,
            database
              .select({ id: sql`${events.actorId}` })
              .from(events)
              .where(and(inArray(events.actorId, userIds), notErased(database, events.requestId))),
          ),
          inArray(
            users.id,
            database
              .select({ id: staffActs.actorId })
              .from(staffActs)
              .where(and(inArray(staffActs.actorId, userIds), notErased(database, staffActs.chainId))),
          ),
          exists(
            database.select({ id: documents.id }).from(documents).where(eq(documents.uploadedBy, users.id)),
          ),
          exists(
            database
              .select({ id: credentialDeliveries.id })
              .from(credentialDeliveries)
              .where(eq(credentialDeliveries.userId, users.id)),
          ),
          exists(
            database
              .select({ id: invitations.id })
              .from(invitations)
              .where(or(eq(invitations.invitedBy, users.id), eq(invitations.doneBy, users.id))),
          ),
          exists(
            database
              .select({ id: assignments.requestId })
              .from(assignments)
              .where(eq(assignments.userId, users.id)),
          ),
          exists(
            database
              .select({ id: absences.id })
              .from(absences)
              .where(or(eq(absences.userId, users.id), eq(absences.substituteId, users.id))),
          ),
          exists(database.select({ id: awaited.id }).from(awaited).where(eq(awaited.userId, users.id))),
        ),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
