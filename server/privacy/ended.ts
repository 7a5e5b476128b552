/** Requests and habilitations that have ended, once the law no longer keeps them. */
import { and, eq, exists, gt, inArray, isNull, lt, notExists, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { circulars } from '../circulars/tables.ts';
import type { Database } from '../database/connection.ts';
import { everyRow } from '../database/pages.ts';
import { credentialDeliveries, habilitations } from '../habilitations/tables.ts';
import { mails } from '../notifications/tables.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { requests } from '../requests/tables.ts';
import { type EraseServices, eraseRequest } from './erase.ts';
import { beginningOf } from './rules.ts';
import { requestErasures } from './tables.ts';

type Ended = Pick<RequestRow, 'state' | 'held' | 'updatedAt'>;

/** Nothing more comes of it: refused, given up, or its habilitation has ended, or it was an answer and no more. */
const closed = ['refused', 'revoked', 'archived'] as const;

/** When a request ended: the last thing that happened to it. @returns undefined while something may come of it */
export function endedAt({ state, held, updatedAt }: Ended): Date | undefined {
  const isOver =
    closed.some((each) => each === state) || (state === 'validated' && (held === null || held === 'ended'));
  return isOver ? updatedAt : undefined;
}

/** What was never sent is kept as a draft is, also in the archives. */
const ruleOf = ({ firstSubmittedAt }: Pick<RequestRow, 'firstSubmittedAt'>) =>
  firstSubmittedAt ? 'file' : 'draft';

/** Runs every day. */
export async function sweepEnded(services: EraseServices): Promise<void> {
  const { database, now } = services;
  const before = beginningOf('file', now());
  const isDue = (request: Ended & Pick<RequestRow, 'firstSubmittedAt'>) => {
    const end = endedAt(request);
    return end !== undefined && end < beginningOf(ruleOf(request), now());
  };
  for await (const row of endedRequests(database, now())) {
    await eraseRequest(services, row.id, ruleOf(row), isDue);
  }
  await emptyReplaced(database, before);
  await database.delete(mails).where(lt(mails.createdAt, before));
  await database.delete(circulars).where(lt(circulars.writtenAt, before));
}

const pageSize = 200;

function endedRequests(database: Database, now: Date) {
  return everyRow(pageSize, (last: Pick<RequestRow, 'id' | 'firstSubmittedAt'> | undefined) =>
    database
      .select({ id: requests.id, firstSubmittedAt: requests.firstSubmittedAt })
      .from(requests)
      .where(
        and(
          or(
            inArray(requests.state, [...closed]),
            and(eq(requests.state, 'validated'), or(isNull(requests.held), eq(requests.held, 'ended'))),
          ),
          or(
            lt(requests.updatedAt, beginningOf('file', now)),
            and(isNull(requests.firstSubmittedAt), lt(requests.updatedAt, beginningOf('draft', now))),
          ),
          notExists(
            database
              .select({ id: requestErasures.requestId })
              .from(requestErasures)
              .where(eq(requestErasures.requestId, requests.id)),
          ),
          last && gt(requests.id, last.id),
        ),
      )
      .orderBy(requests.id)
      .limit(pageSize),
  );
}

/** Habilitations that another one replaced long ago: the request goes on, what they said and who fetched them goes. */
async function emptyReplaced(database: Database, before: Date): Promise<void> {
  // Until the next one began.
  const next = alias(habilitations, 'next');
  const replaced = await database
    .update(habilitations)
    .set({ answers: {}, technicalContactEmail: '', conditions: '' })
    .where(
      and(
        inArray(habilitations.state, ['obsolete', 'revoked']),
        sql`${habilitations.answers} <> '{}'::jsonb`,
        exists(
          database
            .select({ id: next.id })
            .from(next)
            .where(
              and(
                eq(next.requestId, habilitations.requestId),
                gt(next.validFrom, habilitations.validFrom),
                lt(next.validFrom, before),
              ),
            ),
        ),
      ),
    )
    .returning({ id: habilitations.id });
  for (const { id } of replaced) {
    await database.delete(credentialDeliveries).where(eq(credentialDeliveries.habilitationId, id));
  }
}
