/**
 * Figures counted anew from the history, whole: after what is counted has changed, or to see that nothing was forgotten.
 * It reads every event once, in the order of the requests, and holds no more than one page of them and the sums.
 */
import { and, asc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { events, requests } from '../requests/tables.ts';
import { caughtIncrement } from './caught.ts';
import { type Course, follow, newCourse } from './course.ts';
import { counted, happening } from './happening.ts';
import { eventColumns, worthReading } from './rollup.ts';
import { addTo, type Figure, figuresOf, keyOf, type Subject, type Sums, writeFigures } from './sums.ts';
import { caughtProblems, countedEvents, figures } from './tables.ts';

export interface Recount {
  /** Events read. */
  events: number;
  /** Figures that the history gives. */
  figures: number;
  /** Where the table says something else; the count is 0 where one of the two has no such figure. */
  differences: { figure: Omit<Figure, 'count'>; kept: number; counted: number }[];
}

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Events of one page. */
const page = 5_000;

/**
 * Nothing is counted meanwhile, so that no event is counted twice or forgotten; everything else goes on.
 * @param check true: compares alone, and changes nothing
 */
export async function recount(database: Database, { check }: { check: boolean }): Promise<Recount> {
  return database.transaction(
    async (transaction) => {
      // Before anything is read: what others have counted until now is seen, and nothing later.
      await transaction.execute(
        sql`lock table ${countedEvents}, ${caughtProblems} in share row exclusive mode`,
      );
      const sums: Sums = new Map();
      const read = await readHistory(transaction, sums, check);
      await readCaught(transaction, sums);
      const right = figuresOf(sums);
      const differences = await compared(transaction, right);
      if (!check) {
        await transaction.delete(figures);
        await writeFigures(transaction, right);
        await transaction.delete(countedEvents);
        await transaction
          .insert(countedEvents)
          .select(
            transaction.select({ eventId: events.id }).from(events).where(inArray(events.name, counted)),
          );
      }
      return { events: read, figures: right.length, differences };
    },
    { isolationLevel: 'repeatable read' },
  );
}

/** @param countedOnly without what still waits to be counted, as when the table is compared */
async function readHistory(transaction: Transaction, sums: Sums, countedOnly: boolean): Promise<number> {
  let read = 0;
  let course: Course = newCourse();
  let last: { requestId: string; sequence: number } | undefined;
  for (;;) {
    const rows = await transaction
      .select({
        ...eventColumns,
        sequence: events.sequence,
        api: requests.api,
        providerId: requests.providerId,
        stage: requests.stage,
        waits: sql<boolean>`${countedEvents.eventId} is null`,
      })
      .from(events)
      .innerJoin(requests, eq(requests.id, events.requestId))
      .leftJoin(countedEvents, eq(countedEvents.eventId, events.id))
      .where(
        and(
          worthReading,
          last &&
            sql`(${events.requestId}, ${events.sequence}) > (${last.requestId}::uuid, ${last.sequence})`,
          last && fromThere(last.requestId),
        ),
      )
      .orderBy(asc(events.requestId), asc(events.sequence))
      .limit(page);
    for (const row of rows) {
      if (row.requestId !== last?.requestId) course = newCourse();
      last = { requestId: row.requestId, sequence: row.sequence };
      const followedOn = follow(course, happening(row));
      course = followedOn.course;
      if (countedOnly && row.waits) continue;
      const subject: Subject = { api: row.api, providerId: row.providerId, stage: row.stage };
      for (const increment of followedOn.increments) addTo(sums, subject, increment);
    }
    read += rows.length;
    if (rows.length < page) return read;
  }
}

/** Follows from the place already, which PostgreSQL does not see: it would read all requests before it at each page. */
const fromThere = (requestId: string) => gte(requests.id, requestId);

async function readCaught(transaction: Transaction, sums: Sums): Promise<void> {
  let last: { requestId: string; about: string } | undefined;
  for (;;) {
    const rows = await transaction
      .select({
        requestId: caughtProblems.requestId,
        about: caughtProblems.about,
        useCase: caughtProblems.useCase,
        at: caughtProblems.at,
        api: requests.api,
        providerId: requests.providerId,
        stage: requests.stage,
      })
      .from(caughtProblems)
      .innerJoin(requests, eq(requests.id, caughtProblems.requestId))
      .where(
        last &&
          and(
            sql`(${caughtProblems.requestId}, ${caughtProblems.about}) > (${last.requestId}::uuid, ${last.about})`,
            fromThere(last.requestId),
          ),
      )
      .orderBy(asc(caughtProblems.requestId), asc(caughtProblems.about))
      .limit(page);
    for (const row of rows) addTo(sums, row, caughtIncrement(row));
    last = rows.at(-1);
    if (rows.length < page) return;
  }
}

async function compared(transaction: Transaction, right: readonly Figure[]): Promise<Recount['differences']> {
  const expected = new Map(right.map((figure) => [keyOf(figure), figure]));
  const differences: Recount['differences'] = [];
  for (const kept of await transaction.select().from(figures)) {
    const key = keyOf(kept);
    const count = expected.get(key)?.count ?? 0;
    expected.delete(key);
    if (kept.count !== count) differences.push(difference(kept, kept.count, count));
  }
  for (const figure of expected.values()) differences.push(difference(figure, 0, figure.count));
  return differences;
}

function difference({ count: _, ...figure }: Figure, kept: number, counted: number) {
  return { figure, kept, counted };
}
