/**
 * What the applicant's side and the provider write to each other about a request: the `message` events of its own chain,
 * with how far each side has read. Whoever may open the request reads them; only who may answer marks them as read.
 */
import { and, asc, eq, sql } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';
import { prepared } from '../database/prepared.ts';
import type { MessageView } from '../http/api-people.ts';
import { dayAndTime } from '../pages/dates.ts';
import { events } from '../requests/tables.ts';
import { entryColumns, type HistoryEntry, type Reader, whoDid } from '../requests/view/history.ts';
import { messageReads, type sides } from './tables.ts';

export type Side = (typeof sides)[number];

export interface Message extends HistoryEntry {
  sequence: number;
}

export interface Thread {
  /** Oldest first. */
  messages: Message[];
  /** The last sequence that each side has read. */
  read: Record<Side, number>;
}

export const noThread: Thread = { messages: [], read: { applicant: 0, provider: 0 } };

export async function threadOf(database: Database, requestId: string): Promise<Thread> {
  const query = prepared(database, 'messages_of_request', (db, name) =>
    db
      .select({
        ...entryColumns,
        sequence: events.sequence,
        applicant: readBy('applicant'),
        provider: readBy('provider'),
      })
      .from(events)
      .leftJoin(users, eq(users.id, events.actorId))
      .where(and(eq(events.requestId, sql.placeholder('id')), eq(events.name, 'message')))
      .orderBy(asc(events.sequence))
      .prepare(name),
  );
  const rows = await query.execute({ id: requestId });
  const [first] = rows;
  if (!first) return noThread;
  const messages = rows.map(({ applicant, provider, ...entry }) => entry as Message);
  return { messages, read: { applicant: first.applicant, provider: first.provider } };
}

const readBy = (side: Side) =>
  sql<number>`coalesce((select ${messageReads.sequence} from ${messageReads}
    where ${messageReads.requestId} = ${events.requestId} and ${messageReads.side} = ${side}), 0)`.mapWith(
    Number,
  );

/** Whose words they are: those of the table of the life cycle who may write. */
export const sideOf = ({ role }: Pick<Message, 'role'>): Side =>
  role === 'instructor' ? 'provider' : 'applicant';

/** Whether a side has still to read a message: one's own side's never. */
export const isUnread = ({ read }: Thread, message: Message, side: Side): boolean =>
  sideOf(message) !== side && message.sequence > read[side];

export const unreadBy = (thread: Thread, side: Side): number =>
  thread.messages.filter((message) => isUnread(thread, message, side)).length;

/** In the order of the thread. */
export function messageViews(thread: Thread, reader: Reader, side: Side): MessageView[] {
  return thread.messages.map((message) => ({
    by: whoDid(message, reader),
    mine: message.actorId === reader.userId,
    at: message.at.toISOString(),
    when: dayAndTime(message.at, reader.language),
    // Empty where the words were erased.
    text: message.reason ?? '',
    sequence: message.sequence,
    unread: isUnread(thread, message, side),
  }));
}

/**
 * Notes that a side has read up to a message; never back.
 * @param upTo of a message of the thread; a later one counts as the last
 */
export async function markRead(
  database: Database,
  requestId: string,
  thread: Thread,
  { side, upTo, userId, at }: { side: Side; upTo: number; userId: string; at: Date },
): Promise<void> {
  const sequence = Math.min(upTo, thread.messages.at(-1)?.sequence ?? 0);
  if (sequence <= thread.read[side]) return;
  await database
    .insert(messageReads)
    .values({ requestId, side, sequence, userId, readAt: at })
    .onConflictDoUpdate({
      target: [messageReads.requestId, messageReads.side],
      set: { sequence, userId, readAt: at },
      setWhere: sql`${messageReads.sequence} < excluded.sequence`,
    });
}
