/** What was written to technical contacts before, and what became of it. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';
import { mails } from '../notifications/tables.ts';
import { circulars } from './tables.ts';

export type Written = Awaited<ReturnType<typeof writtenAbout>>[number];

/** The list shows the last ones: a provider writes a few times a year. */
const shownAtMost = 50;

const written = (database: Database) =>
  database
    .select({
      id: circulars.id,
      providerId: circulars.providerId,
      api: circulars.api,
      subject: circulars.subject,
      content: circulars.content,
      writtenAt: circulars.writtenAt,
      writtenBy: circulars.writtenBy,
      recipients: circulars.recipients,
      givenName: users.givenName,
      familyName: users.familyName,
    })
    .from(circulars)
    .leftJoin(users, eq(users.id, circulars.writtenBy))
    .$dynamic();

/** About any of these APIs, newest first. */
export function writtenAbout(database: Database, apis: string[]) {
  return written(database)
    .where(inArray(circulars.api, apis))
    .orderBy(desc(circulars.writtenAt), desc(circulars.id))
    .limit(shownAtMost);
}

export async function writtenOnce(database: Database, id: string): Promise<Written | undefined> {
  const [row] = await written(database).where(eq(circulars.id, id));
  return row;
}

export interface Outcome {
  sent: number;
  waiting: number;
  /** Refused at once, or sent back. */
  failed: number;
}

const ofCircular = (id: string) => eq(mails.eventId, id);
const hasFailed = or(ne(mails.error, ''), isNotNull(mails.bouncedAt));

export async function outcomeOf(database: Database, id: string): Promise<Outcome> {
  const counted = (condition: unknown) => sql<number>`(count(*) filter (where ${condition}))::integer`;
  const [row] = await database
    .select({
      sent: counted(and(isNotNull(mails.sentAt), isNull(mails.bouncedAt))),
      waiting: counted(and(isNull(mails.sentAt), eq(mails.error, ''))),
      failed: counted(hasFailed),
    })
    .from(mails)
    .where(ofCircular(id));
  return row ?? { sent: 0, waiting: 0, failed: 0 };
}

/** Of the failures, the page names the first ones. */
const namedAtMost = 200;

export function failuresOf(database: Database, id: string) {
  return database
    .select({ recipient: mails.recipient, error: mails.error, bounceStatus: mails.bounceStatus })
    .from(mails)
    .where(and(ofCircular(id), hasFailed))
    .orderBy(asc(mails.recipient))
    .limit(namedAtMost);
}
