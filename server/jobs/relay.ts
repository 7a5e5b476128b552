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

/** A job of a queue that takes all events of a round at once. */
export interface EventsJob {
  events: string[];
}

/** Where the events of a topic go: to queues of a job per event, and to those of a job per round. */
export interface Subscription {
  each?: readonly string[];
  /** Seconds that those jobs wait for others like them; none unless said. Meanwhile the request's later jobs go first. */
  after?: number;
  together?: readonly string[];
}

/** The oldest entries taken in one round; with them go the others of the same requests. */
export const batch = 500;

/**
 * The queue sorts by the dates of transactions, and a transaction is dated by its beginning: one that began before the
 * last relay had its turn, and gets its own after, would send what is later with an earlier date. It lets it be.
 */
const isNext = sql<boolean>`${relayTurn.takenAt} < now()`;

/** A process that hangs in the middle of its turn loses it. */
const bounded = sql<string>`set_config('idle_in_transaction_session_timeout', '30s', true)`;

/**
 * One round.
 * @param subscriptionOf what a topic goes to; nothing: the entry is only removed
 * @returns how many entries were moved
 */
export async function relay(
  database: Database,
  boss: Pick<PgBoss, 'insert'>,
  subscriptionOf: (topic: string) => Subscription,
): Promise<number> {
  return database.transaction(async (transaction) => {
    // Two at once could send a request's second event before its first. Another process at work will see to ours.
    const [turn] = await transaction
      .select({ isNext, bounded })
      .from(relayTurn)
      .for('update', { skipLocked: true });
    if (!turn?.isNext) return 0;
    const oldest = await transaction
      .select({ requestId: outbox.requestId })
      .from(outbox)
      .orderBy(outbox.id)
      .limit(batch);
    if (oldest.length === 0) return 0;
    // All of a request together: by their clocks, two processes may have written its entries in another order.
    const requests = [...new Set(oldest.map(({ requestId }) => requestId))];
    await transaction.update(relayTurn).set({ takenAt: sql`clock_timestamp()` });
    const taken = await transaction.delete(outbox).where(inArray(outbox.requestId, requests)).returning();
    // The order of a request is the sequence of its events: clocks of several processes may disagree.
    const sequence = (entry: { data: Record<string, unknown> }) => Number(entry.data.sequence);
    taken.sort((a, b) => sequence(a) - sequence(b) || (a.id < b.id ? -1 : 1));
    const jobs = new Map<string, JobInsert<EventJob | EventsJob>[]>();
    const together = new Map<string, string[]>();
    for (const entry of taken) {
      const { requestId, eventId, topic, data } = entry;
      const subscription = subscriptionOf(topic);
      for (const queue of subscription.each ?? []) {
        // Jobs made in one transaction share their date: the queue then sorts by these ids, which rise.
        const job = {
          id: newId(),
          singletonKey: requestId,
          ...(subscription.after && { startAfter: subscription.after }),
          data: { event: eventId, request: requestId, topic, data },
        };
        listOf(jobs, queue).push(job);
      }
      for (const queue of subscription.together ?? []) {
        listOf(together, queue).push(eventId);
      }
    }
    for (const [queue, events] of together) jobs.set(queue, [{ id: newId(), data: { events } }]);
    for (const [queue, list] of jobs) await boss.insert(queue, list, { db: fromDrizzle(transaction, sql) });
    return taken.length;
  });
}

function listOf<T>(lists: Map<string, T[]>, queue: string): T[] {
  const list = lists.get(queue) ?? [];
  lists.set(queue, list);
  return list;
}
