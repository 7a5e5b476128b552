/** One request with all that a command or a page needs to know of it, in one prepared query. */
import { and, eq, sql } from 'drizzle-orm';
import type { PgSelect } from 'drizzle-orm/pg-core';
import { users } from '../../accounts/tables.ts';
import type { Database } from '../../database/connection.ts';
import { prepared } from '../../database/prepared.ts';
import { documents } from '../../documents/tables.ts';
import { awaited } from '../../examination/tables.ts';
import type { DocumentView } from '../../http/api.ts';
import { organisations } from '../../organisations/tables.ts';
import type { OrganisationRow } from '../../organisations/view.ts';
import type { RequestRow } from '../life/events.ts';
import { idempotencyKeys, requests } from '../tables.ts';
import { type HistoryEntry, historyColumn } from '../view/history.ts';

export interface Applicant {
  id: string;
  givenName: string;
  familyName: string;
  email: string;
}

export interface LoadedRequest {
  row: RequestRow;
  organisation: OrganisationRow;
  applicant: Applicant;
  /** Those attached now, oldest first. */
  documents: DocumentView[];
  /** How many recommendations of a verdict wait for the applicant. */
  recommended?: number;
}

/** With what a command decides by, and its answer tells. */
export interface CommandTarget extends LoadedRequest {
  /** What the idempotency key of this call was used for before. */
  replay: Replay | null;
  history: HistoryEntry[];
}

export interface Replay {
  requestId: string;
  fingerprint: string;
  status: number;
}

/** Whose key: none matches when the call has none. */
export interface KeyHolder {
  userId: string;
  key: string;
}

const nobody: KeyHolder = { userId: '00000000-0000-0000-0000-000000000000', key: '' };

/** @returns undefined when there is none; also for an id that is no UUID */
export async function loadRequest(database: Database, id: string): Promise<LoadedRequest | undefined> {
  if (!isUuid(id)) return undefined;
  const query = prepared(database, 'load_request', (db, name) =>
    joined(db.select(columns).from(requests).$dynamic())
      .where(eq(requests.id, sql.placeholder('id')))
      .prepare(name),
  );
  const [loaded] = await query.execute({ id });
  return loaded;
}

/** The same, to run a command on: all of it in one round trip, and no more than what it needs for those who only read. */
export async function loadTarget(
  database: Database,
  id: string,
  holder: KeyHolder = nobody,
): Promise<CommandTarget | undefined> {
  if (!isUuid(id)) return undefined;
  const query = prepared(database, 'load_target', (db, name) =>
    joined(
      db
        .select({ ...columns, replay: replayColumns, history: historyColumn })
        .from(requests)
        .$dynamic(),
    )
      .leftJoin(idempotencyKeys, sameKey())
      .where(eq(requests.id, sql.placeholder('id')))
      .prepare(name),
  );
  const [target] = await query.execute({ id, ...holder });
  return target;
}

/** By the number that people use: `D1042` or 1042. */
export async function loadByNumber(database: Database, number: number): Promise<LoadedRequest | undefined> {
  const query = prepared(database, 'load_request_by_number', (db, name) =>
    joined(db.select(columns).from(requests).$dynamic())
      .where(eq(requests.number, sql.placeholder('number')))
      .prepare(name),
  );
  const [loaded] = await query.execute({ number });
  return loaded;
}

/** What an idempotency key was used for, where no request is known yet. */
export async function findReplay(database: Database, holder: KeyHolder): Promise<Replay | undefined> {
  const query = prepared(database, 'find_replay', (db, name) =>
    db.select(replayColumns).from(idempotencyKeys).where(sameKey()).prepare(name),
  );
  const [replay] = await query.execute({ ...holder });
  return replay;
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

const replayColumns = {
  requestId: idempotencyKeys.requestId,
  fingerprint: idempotencyKeys.fingerprint,
  status: idempotencyKeys.status,
};

const sameKey = () =>
  and(eq(idempotencyKeys.userId, sql.placeholder('userId')), eq(idempotencyKeys.key, sql.placeholder('key')));

const attached = sql<DocumentView[]>`(
  select coalesce(json_agg(json_build_object(
    'id', ${documents.id}, 'field', ${documents.field}, 'name', ${documents.name},
    'size', ${documents.size}, 'scan', ${documents.scan}) order by ${documents.id}), '[]'::json)
  from ${documents} where ${documents.requestId} = ${requests.id} and ${documents.removedAt} is null)`;

const recommended = sql<number>`(select count(*) from ${awaited}
  where ${awaited.requestId} = ${requests.id} and ${awaited.kind} = 'recommendation')`.mapWith(Number);

const columns = {
  row: requests,
  organisation: organisations,
  applicant: {
    id: users.id,
    givenName: users.givenName,
    familyName: users.familyName,
    email: users.email,
  },
  documents: attached,
  recommended,
};

/** With the organisation and the applicant, which every request has. */
function joined<T extends PgSelect>(query: T) {
  return query
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .innerJoin(users, eq(users.id, requests.applicantId));
}
