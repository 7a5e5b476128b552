/**
 * Messages in mails. Each waits a little for those that follow it (`jobs/queue.ts`): the first of them then tells all
 * that its side has written, and the others find that they are told.
 */
import { and, asc, eq, gte, isNotNull } from 'drizzle-orm';
import { messageReads } from '../messages/tables.ts';
import { events } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import { mails } from './tables.ts';

type Database = Services['database'];
type Event = Pick<typeof events.$inferSelect, 'requestId' | 'sequence' | 'actorRole'>;

export interface WrittenMessages {
  /** Oldest first; none whose words were erased. */
  messages: { at: Date; text: string }[];
  sequence: number;
  /** Of the last one. */
  through: number;
  /** The other side has read them all on the page: a mail would tell nothing new. */
  read: boolean;
}

/** What the side of a message has written, from this one on. */
export async function messagesFrom(database: Database, event: Event): Promise<WrittenMessages> {
  const { requestId, sequence, actorRole } = event;
  const ofSide = and(
    eq(events.requestId, requestId),
    eq(events.name, 'message'),
    eq(events.actorRole, actorRole),
  );
  const rows = await database
    .select({ sequence: events.sequence, at: events.at, details: events.details })
    .from(events)
    .where(and(ofSide, gte(events.sequence, sequence)))
    .orderBy(asc(events.sequence));
  const through = rows.at(-1)?.sequence ?? sequence;
  const readers = actorRole === 'applicant' ? 'provider' : 'applicant';
  const [read] = await database
    .select({ sequence: messageReads.sequence })
    .from(messageReads)
    .where(and(eq(messageReads.requestId, requestId), eq(messageReads.side, readers)));
  return {
    sequence,
    through,
    read: (read?.sequence ?? 0) >= through,
    messages: rows.flatMap(({ at, details }) => (details?.reason ? [{ at, text: details.reason }] : [])),
  };
}

/** Who has had a mail, of a message before, that told this one too: their addresses. */
export async function alreadyTold(
  database: Database,
  requestId: string,
  template: string,
  sequence: number,
): Promise<Set<string>> {
  const rows = await database
    .selectDistinct({ recipient: mails.recipient })
    .from(mails)
    .where(
      and(
        eq(mails.requestId, requestId),
        eq(mails.template, template),
        isNotNull(mails.sentAt),
        gte(mails.through, sequence),
      ),
    );
  return new Set(rows.map(({ recipient }) => recipient));
}
