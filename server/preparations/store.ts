/** Rows of prepared drafts. */
import { and, count, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { nameColumn } from '../accounts/name-column.ts';
import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';
import { mails } from '../notifications/tables.ts';
import { organisations } from '../organisations/tables.ts';
import type { OrganisationRow } from '../organisations/view.ts';
import { isUuid } from '../requests/store/load.ts';
import { requests } from '../requests/tables.ts';
import type { PreparedDraft } from './rules.ts';
import { preparedDrafts } from './tables.ts';
import { preparationTopics } from './topics.ts';

export interface FoundDraft {
  draft: PreparedDraft;
  organisation: OrganisationRow;
  /** Names; empty where the person was forgotten. */
  preparedBy: string;
  claimedBy: string;
  /** Once it is a request. */
  request: { number: number; sent: boolean } | null;
}

type Reader = Pick<Database, 'select'>;

const claimers = alias(users, 'claimers');
const nameOf = (person: typeof users | typeof claimers) => sql<string>`coalesce(${nameColumn(person)}, '')`;

const found = (database: Reader) =>
  database
    .select({
      draft: preparedDrafts,
      organisation: organisations,
      preparedBy: nameOf(users),
      claimedBy: nameOf(claimers),
      number: requests.number,
      sent: sql<boolean>`${requests.firstSubmittedAt} is not null`,
    })
    .from(preparedDrafts)
    .innerJoin(organisations, eq(organisations.id, preparedDrafts.organisationId))
    .leftJoin(users, eq(users.id, preparedDrafts.preparedBy))
    .leftJoin(claimers, eq(claimers.id, preparedDrafts.claimedBy))
    .leftJoin(requests, eq(requests.id, preparedDrafts.requestId))
    .$dynamic();

const asFound = ({ number, sent, ...rest }: Awaited<ReturnType<typeof found>>[number]): FoundDraft => ({
  ...rest,
  request: number === null ? null : { number, sent },
});

/** @returns undefined when there is none; also for an id that is no UUID */
export async function findDraft(database: Reader, id: string): Promise<FoundDraft | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await found(database).where(eq(preparedDrafts.id, id));
  return row && asFound(row);
}

/** A page of a list: older ones are looked for by what follows. */
export const pageLength = 50;

/**
 * Of these APIs, the last prepared first.
 * @param after id of the last one of the page before; empty: from the beginning
 */
export async function listDrafts(
  database: Reader,
  apis: { provider: string; api: string }[],
  after: string,
): Promise<{ drafts: FoundDraft[]; next: string | undefined }> {
  if (apis.length === 0) return { drafts: [], next: undefined };
  const theirs = apis.map(({ provider, api }) =>
    and(eq(preparedDrafts.providerId, provider), eq(preparedDrafts.api, api)),
  );
  const rows = await found(database)
    .where(and(or(...theirs), isUuid(after) ? sql`${preparedDrafts.id} < ${after}` : undefined))
    .orderBy(desc(preparedDrafts.id))
    .limit(pageLength + 1);
  const drafts = rows.slice(0, pageLength).map(asFound);
  return { drafts, next: rows.length > pageLength ? drafts.at(-1)?.draft.id : undefined };
}

/** Invitations that somebody has sent since. */
export async function sentSince(database: Reader, userId: string, since: Date): Promise<number> {
  const [row] = await database
    .select({ sent: count() })
    .from(preparedDrafts)
    .where(and(eq(preparedDrafts.invitedBy, userId), gt(preparedDrafts.invitedAt, since)));
  return row?.sent ?? 0;
}

/** Of the last link that was sent. */
export async function lastMail(
  database: Reader,
  id: string,
): Promise<{ sentAt: Date | null; error: string } | undefined> {
  const [mail] = await database
    .select({ sentAt: mails.sentAt, error: mails.error })
    .from(mails)
    .where(and(eq(mails.requestId, id), eq(mails.template, preparationTopics.invitation)))
    .orderBy(desc(mails.id))
    .limit(1);
  return mail;
}

/** The first time that somebody looks. */
export async function markOpened(
  database: Database,
  { id, openedAt }: Pick<PreparedDraft, 'id' | 'openedAt'>,
  at: Date,
): Promise<void> {
  if (openedAt) return;
  await database
    .update(preparedDrafts)
    .set({ openedAt: at })
    .where(and(eq(preparedDrafts.id, id), isNull(preparedDrafts.openedAt)));
}
