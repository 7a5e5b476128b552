/**
 * Addresses that no longer receive: a mail came back from them for good (RFC 3463, class 5). What has to be said is still
 * sent to them; what a person may do without is not, for as long as it is likely to come back.
 */
import { and, eq, exists, gte, like, type SQL, type SQLWrapper } from 'drizzle-orm';
import { QueryBuilder } from 'drizzle-orm/pg-core';
import { addMonths } from '../requests/dates.ts';
import { mails } from './tables.ts';

/** Mailboxes are made again, or emptied: after that long it is tried once more. */
const months = 6;

/** For good: a class of status that no later attempt changes. */
export const isPermanent = (status: string): boolean => status.startsWith('5.');

/** The mails that came back for good, not long ago. */
export const returned = (at: Date): SQL | undefined =>
  and(gte(mails.bouncedAt, addMonths(at, -months)), like(mails.bounceStatus, '5.%'));

/** The condition of such an address. @param address in lower case */
export const isUnreachable = (address: SQLWrapper, at: Date): SQL =>
  exists(
    new QueryBuilder()
      .select({ id: mails.id })
      .from(mails)
      .where(and(eq(mails.recipient, address), returned(at))),
  );
