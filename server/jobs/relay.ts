/**
 * The relay: moves what commands left in the outbox into the job queue, in one transaction with its removal, so that
 * nothing saved is lost before it is sent and nothing is sent twice by us. Any number of processes may relay at once.
 */
import { inArray, sql } from 'drizzle-orm';
import { fromDrizzle, type JobInsert, type PgBoss } from 'pg-boss';
import { newId } from '../database/columns.ts';
import type { Database } from '../database/connection.ts';
import { outbox } from '../requests/tables.ts';

/** What a job is told of an event. */
export interface EventJob {
  event: string;
  request: string;
  topic: string;
  data: Record<string, unknown>;
}

/** Requests taken in one round. */
const batch = 500;

/**
 * One round.
 * @param queuesOf the queues that a topic goes to; none: the entry is only removed
 * @returns how many entries were moved
 */
export async function relay(
  database: Database,
  boss: Pick<PgBoss, 'insert'>,
  queuesOf: (topic: string) => readonly string[],
): Promise<number> {
  return database.transaction(async (transaction) => {
    // Whoever locks the oldest entry of a request relays all of that request: two relays never hold the same one, so
    // its events keep their order.
    const heads = await transaction
      .select({ requestId: outbox.requestId })
      .from(outbox)
      .where(
        sql`not exists (select 1 from ${outbox} earlier where earlier.request_id = ${outbox.requestId} and earlier.id < ${outbox.id})`,
      )
      .orderBy(outbox.id)
      .limit(batch)
      .for('update', { skipLocked: true });
    if (heads.length === 0) return 0;
    const taken = await transaction
      .delete(outbox)
      .where(
        inArray(
          outbox.requestId,
          heads.map((head) => head.requestId),
        ),
      )
      .returning();
    // The order of a request is the sequence of its events: clocks of several processes may disagree.
    const sequence = (entry: { data: Record<string, unknown> }) => Number(entry.data.sequence);
    taken.sort((a, b) => sequence(a) - sequence(b) || (a.id < b.id ? -1 : 1));
    const jobs = new Map<string, JobInsert<EventJob>[]>();
    for (const entry of taken) {
      for (const queue of queuesOf(entry.topic)) {
        const job = {
          // Jobs made in one transaction share their date: the queue then sorts by these ids, which rise.
          id: newId(),
          singletonKey: entry.requestId,
          data: { event: entry.eventId, request: entry.requestId, topic: entry.topic, data: entry.data },
        };
        jobs.set(queue, [...(jobs.get(queue) ?? []), job]);
      }
    }
    for (const [queue, list] of jobs) await boss.insert(queue, list, { db: fromDrizzle(transaction, sql) });
    return taken.length;
  });
}
