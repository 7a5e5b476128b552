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

/** Counts events, in one go; nothing is added by those that have been counted or are unknown. */
export async function countEvents(database: Database, eventIds: string[], now = new Date()): Promise<void> {
  const happened = await database
    .select({
      id: events.id,
      name: events.name,
      at: events.at,
      api: requests.api,
      stage: requests.stage,
      fileId: requests.fileId,
      firstSubmittedAt: requests.firstSubmittedAt,
    })
    .from(events)
    .innerJoin(requests, eq(requests.id, events.requestId))
    .where(inArray(events.id, eventIds));
  await count(
    database,
    happened.map(({ id, api, stage, ...event }) => ({ id, api, stage, increments: incrementsOf(event) })),
  );
  // A new habilitation ends the one before it.
  const validated = happened.filter(({ name }) => name === 'validate').map(({ fileId }) => fileId);
  if (validated.length > 0) await countEnded(database, now, inArray(requests.fileId, validated));
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
        or(
          inArray(habilitations.state, ['obsolete', 'revoked']),
          and(lt(habilitations.expiresAt, now), eq(habilitations.prolonged, false)),
        ),
        isNull(countedEvents.eventId),
        among,
      ),
    );
  const increments: Increment[] = [{ period: '', metric: 'active', bucket: 0, by: -1 }];
  await count(
    database,
    ended.map((habilitation) => ({ ...habilitation, increments })),
  );
}

/** What is counted once, under its id, and what that adds to the figures of its API and stage. */
interface Counted {
  id: string;
  api: string;
  stage: string;
  increments: Increment[];
}

/** Marks and adds in one transaction. */
async function count(database: Database, all: Counted[]): Promise<void> {
  if (all.length === 0) return;
  await database.transaction(async (transaction) => {
    const marked = await transaction
      .insert(countedEvents)
      .values(all.map(({ id }) => ({ eventId: id })).sort(byId))
      .onConflictDoNothing()
      .returning();
    const fresh = new Set(marked.map(({ eventId }) => eventId));
    const sums = summed(all.filter(({ id }) => fresh.has(id)));
    if (sums.length === 0) return;
    await transaction
      .insert(figures)
      .values(sums)
      .onConflictDoUpdate({
        target: [figures.api, figures.stage, figures.period, figures.metric, figures.bucket],
        set: { count: sql`${figures.count} + excluded.count` },
      });
  });
}

/** In one order whoever writes, so that two at once wait for each other in turn. */
const byId = (a: { eventId: string }, b: { eventId: string }) => (a.eventId < b.eventId ? -1 : 1);

/** One row for each figure, in one order too. Pure. */
function summed(all: Counted[]): (typeof figures.$inferInsert)[] {
  const sums = new Map<string, typeof figures.$inferInsert>();
  for (const { api, stage, increments } of all) {
    for (const { by, ...figure } of increments) {
      const key = [api, stage, figure.period, figure.metric, figure.bucket].join(' ');
      const before = sums.get(key)?.count ?? 0;
      sums.set(key, { api, stage, ...figure, count: before + by });
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}
