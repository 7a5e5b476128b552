/** Rolls events up into `figures`. Idempotent by event id: an event is counted once, whatever the queue does. */
import { and, eq, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { habilitations } from '../habilitations/tables.ts';
import { events, requests } from '../requests/tables.ts';
import { monthOf } from './months.ts';
import { countedEvents, figures } from './tables.ts';

interface Increment {
  /** Empty: a counter of the present. */
  period: string;
  metric: string;
  /** Whole hours for a delay, else 0. */
  bucket: number;
  by: number;
}

const decisions = ['validate', 'refuse'];

/** What an event adds: itself in its month, the delay of a decision, a habilitation more. Pure. */
export function incrementsOf(event: { name: string; at: Date; firstSubmittedAt: Date | null }): Increment[] {
  const period = monthOf(event.at);
  const increments: Increment[] = [{ period, metric: event.name, bucket: 0, by: 1 }];
  if (decisions.includes(event.name) && event.firstSubmittedAt) {
    const hours = Math.max(
      0,
      Math.floor((event.at.getTime() - event.firstSubmittedAt.getTime()) / 3_600_000),
    );
    increments.push({ period, metric: 'delay', bucket: hours, by: 1 });
  }
  if (event.name === 'validate') increments.push({ period: '', metric: 'active', bucket: 0, by: 1 });
  return increments;
}

/** Counts one event; nothing happens when it has been counted or is unknown. */
export async function countEvent(database: Database, eventId: string, now = new Date()): Promise<void> {
  const [event] = await database
    .select({
      name: events.name,
      at: events.at,
      api: requests.api,
      stage: requests.stage,
      fileId: requests.fileId,
      firstSubmittedAt: requests.firstSubmittedAt,
    })
    .from(events)
    .innerJoin(requests, eq(requests.id, events.requestId))
    .where(eq(events.id, eventId));
  if (!event) return;
  await count(database, eventId, event, incrementsOf(event));
  // A new habilitation ends the one before it.
  if (event.name === 'validate') await countEnded(database, now, eq(requests.fileId, event.fileId));
}

/**
 * Takes habilitations that have ended, by a decision or by their date, out of the « active » counter. Each is counted
 * under its own id, as an event would be.
 * @param among which ones to look at; all when absent
 */
export async function countEnded(database: Database, now: Date, among?: SQL): Promise<void> {
  const ended = await database
    .select({ id: habilitations.id, api: habilitations.api, stage: habilitations.stage })
    .from(habilitations)
    .innerJoin(requests, eq(requests.id, habilitations.requestId))
    .leftJoin(countedEvents, eq(countedEvents.eventId, habilitations.id))
    .where(
      and(
        or(inArray(habilitations.state, ['obsolete', 'revoked']), lt(habilitations.expiresAt, now)),
        isNull(countedEvents.eventId),
        among,
      ),
    );
  for (const habilitation of ended) {
    await count(database, habilitation.id, habilitation, [
      { period: '', metric: 'active', bucket: 0, by: -1 },
    ]);
  }
}

/** Marks and adds in one transaction. */
async function count(
  database: Database,
  id: string,
  { api, stage }: { api: string; stage: string },
  increments: Increment[],
): Promise<void> {
  await database.transaction(async (transaction) => {
    const marked = await transaction
      .insert(countedEvents)
      .values({ eventId: id })
      .onConflictDoNothing()
      .returning();
    if (marked.length === 0) return;
    await transaction
      .insert(figures)
      .values(increments.map(({ by, ...figure }) => ({ api, stage, ...figure, count: by })))
      .onConflictDoUpdate({
        target: [figures.api, figures.stage, figures.period, figures.metric, figures.bucket],
        set: { count: sql`${figures.count} + excluded.count` },
      });
  });
}
