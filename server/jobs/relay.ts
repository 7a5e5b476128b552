/**
 * The relay: moves what commands left in the outbox into the job queue, in one transaction with its removal, so that
 * nothing saved is lost before it is sent and nothing is sent twice by us. Any number of processes may try at once.
 */
import { inArray, sql } from 'drizzle-orm';
import { fromDrizzle, type JobInsert, type PgBoss } from 'pg-boss';
import { newId } from '../database/columns.ts';
import type { Database } from '../database/connection.ts';
import { outbox, relayTurn } from '../requests/tables.ts';

/** What a job is told of an event. */
export interface EventJob {
  event: string;
  request: string;
  topic: string;
  data: Record<string, unknown>;
}

/** The oldest entries taken in one round; with them go the others of the same requests. */
export const batch = 500;

/** A process that hangs in the middle of its turn loses it. */
const bounded = sql<string>`set_config('idle_in_transaction_session_timeout', '30s', true)`;

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
    // Two at once could send a request's second event before its first. Another process at work will see to ours.
    const [turn] = await transaction
      .select({ id: relayTurn.id, bounded })
      .from(relayTurn)
      .for('update', { skipLocked: true });
    if (!turn) return 0;
    const oldest = await transaction
      .select({ requestId: outbox.requestId })
      .from(outbox)
      .orderBy(outbox.id)
      .limit(batch);
    if (oldest.length === 0) return 0;
    // All of a request together: by their clocks, two processes may have written its entries in another order.
    const requests = [...new Set(oldest.map(({ requestId }) => requestId))];
    const taken = await transaction.delete(outbox).where(inArray(outbox.requestId, requests)).returning();
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
