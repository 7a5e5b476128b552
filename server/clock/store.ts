/**
 * What the clock looks at, in keyset pages, each by an index of its own: a run costs what is due, not what there is.
 * The rules decide on what is read here, and again on the request as it is when the command runs.
 */
import { and, asc, desc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Database } from '../database/connection.ts';
import { ofItsOwn } from '../habilitations/in-force.ts';
import { habilitations } from '../habilitations/tables.ts';
import { events, requests } from '../requests/tables.ts';
import type { Holding } from './ending.ts';

/** Rows read at once. */
export const pageSize = 200;

/** The last row of a page: where the next one begins. */
export interface Place {
  at: Date;
  id: string;
}

const after = (at: PgColumn, id: PgColumn, place: Place | undefined): SQL | undefined =>
  place && sql`(${at}, ${id}) > (${place.at.toISOString()}::timestamptz, ${place.id}::uuid)`;

const waiting = {
  id: requests.id,
  state: requests.state,
  reopening: requests.reopening,
  withId: requests.withId,
  updatedAt: requests.updatedAt,
  lastSubmittedAt: requests.lastSubmittedAt,
  reminded: requests.reminded,
};

/** Drafts that nobody has touched since, and whose applicant was not reminded. */
export function quietDrafts(database: Database, since: Date, place: Place | undefined) {
  return database
    .select({ ...waiting, at: requests.updatedAt })
    .from(requests)
    .where(
      and(
        // Word for word as the index `requests_to_remind` says it.
        sql`${requests.state} = 'draft' and ${requests.reopening} is null and ${requests.withId} is null
          and ${requests.reminded} = '{}'`,
        lte(requests.updatedAt, since),
        place && gt(requests.id, place.id),
      ),
    )
    .orderBy(asc(requests.id))
    .limit(pageSize);
}

/** Rounds that began before, by `requests_by_round`. @param state whom they wait for */
export function oldRounds(
  database: Database,
  state: 'submitted' | 'changes_requested',
  before: Date,
  place: Place | undefined,
) {
  return database
    .select({ ...waiting, at: sql<Date>`${requests.lastSubmittedAt}`.mapWith(requests.lastSubmittedAt) })
    .from(requests)
    .where(
      and(
        eq(requests.state, state),
        // Implies the index's own condition.
        inArray(requests.state, ['submitted', 'changes_requested']),
        lte(requests.lastSubmittedAt, before),
        state === 'changes_requested'
          ? isNull(requests.reopening)
          : sql`not ('deadline' = any(${requests.reminded}))`,
        after(requests.lastSubmittedAt, requests.id, place),
      ),
    )
    .orderBy(asc(requests.lastSubmittedAt), asc(requests.id))
    .limit(pageSize);
}

const held = {
  id: habilitations.id,
  requestId: habilitations.requestId,
  state: habilitations.state,
  expiresAt: habilitations.expiresAt,
  prolonged: habilitations.prolonged,
  questionnaireEndsAt: habilitations.questionnaireEndsAt,
  request: { state: requests.state, reminded: requests.reminded },
};

const holding = and(
  inArray(habilitations.state, ['active', 'suspended']),
  isNull(habilitations.endedAt),
  // What was granted along ends with it.
  ofItsOwn,
  inArray(requests.held, ['active', 'suspended']),
);

/** Those that end by then, or have ended and nobody has noted it. */
export function ending(database: Database, before: Date, place: Place | undefined) {
  return database
    .select({ ...held, at: habilitations.expiresAt })
    .from(habilitations)
    .innerJoin(requests, eq(requests.id, habilitations.requestId))
    .where(
      and(
        holding,
        lte(habilitations.expiresAt, before),
        after(habilitations.expiresAt, habilitations.id, place),
      ),
    )
    .orderBy(asc(habilitations.expiresAt), asc(habilitations.id))
    .limit(pageSize);
}

/** Those in force that lend a questionnaire which ends by then, and has not. */
export function lending(database: Database, now: Date, before: Date, place: Place | undefined) {
  return database
    .select({
      ...held,
      at: sql<Date>`${habilitations.questionnaireEndsAt}`.mapWith(habilitations.questionnaireEndsAt),
    })
    .from(habilitations)
    .innerJoin(requests, eq(requests.id, habilitations.requestId))
    .where(
      and(
        eq(habilitations.state, 'active'),
        isNull(habilitations.endedAt),
        or(gt(habilitations.expiresAt, now), eq(habilitations.prolonged, true)),
        gt(habilitations.questionnaireEndsAt, now),
        lte(habilitations.questionnaireEndsAt, before),
        sql`not ('questionnaire' = any(${requests.reminded}))`,
        after(habilitations.questionnaireEndsAt, habilitations.id, place),
      ),
    )
    .orderBy(asc(habilitations.questionnaireEndsAt), asc(habilitations.id))
    .limit(pageSize);
}

/** The habilitation that a request holds now. */
export async function holdingOf(database: Database, requestId: string): Promise<Holding | undefined> {
  const [row] = await database
    .select(held)
    .from(habilitations)
    .innerJoin(requests, eq(requests.id, habilitations.requestId))
    .where(and(eq(habilitations.requestId, requestId), holding))
    .orderBy(desc(habilitations.number))
    .limit(1);
  return row;
}

/** When something last happened to a request. */
export async function lastTime(
  database: Database,
  requestId: string,
  name: 'remind' | 'request_changes',
): Promise<Date | undefined> {
  const [row] = await database
    .select({ at: events.at })
    .from(events)
    .where(and(eq(events.requestId, requestId), eq(events.name, name)))
    .orderBy(desc(events.sequence))
    .limit(1);
  return row?.at;
}
