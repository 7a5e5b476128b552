/** What was sent about a request: to whom, when, and what did not arrive. For the provider's people. */
import { and, desc, eq, notInArray, sql } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import { circulars } from '../circulars/tables.ts';
import type { Database } from '../database/connection.ts';
import { invitationTopics } from '../invitations/topics.ts';
import { mails } from './tables.ts';

export interface SentMail {
  template: string;
  recipient: string;
  /** Null: refused, or the server that takes our mails is away. */
  sentAt: Date | null;
  createdAt: Date;
  /** The number of the SMTP answer that refused it for good; empty: none has. */
  error: string;
  /** Of one that came back: why, by number (RFC 3463); empty: it has not. */
  bounceStatus: string;
  /** Who wrote it, where a person did; empty: DataPass, of an event. */
  by: string;
}

/** Of a request that lives long; the sheet shows the last ones. */
const shownAtMost = 100;

/** Of the applicant's own side: whom they invite before they send is not the provider's to know. */
const ofApplicant = Object.values(invitationTopics);

/** Newest first. */
export async function mailsOf(database: Database, requestId: string): Promise<SentMail[]> {
  return database
    .select({
      template: mails.template,
      recipient: mails.recipient,
      sentAt: mails.sentAt,
      createdAt: mails.createdAt,
      error: mails.error,
      bounceStatus: mails.bounceStatus,
      by: sql<string>`concat_ws(' ', ${users.givenName}, ${users.familyName})`,
    })
    .from(mails)
    .leftJoin(circulars, eq(circulars.id, mails.eventId))
    .leftJoin(users, eq(users.id, circulars.writtenBy))
    .where(and(eq(mails.requestId, requestId), notInArray(mails.template, ofApplicant)))
    .orderBy(desc(mails.id))
    .limit(shownAtMost);
}
