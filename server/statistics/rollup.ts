/** Rolls events up into `figures`. Idempotent by event id: an event is counted once, whatever the queue does. */
import { and, asc, inArray, like, ne, or } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { events, requests } from '../requests/tables.ts';
import { type Course, follow, newCourse } from './course.ts';
import { counted, followed, happening, type Increment } from './happening.ts';
import { addTo, figuresOf, type Sums, writeFigures } from './sums.ts';
import { countedEvents } from './tables.ts';

/** Drafts are saved by the thousand: only what a save says of use case, eligibility and steps is read. */
export const worthReading = and(
  inArray(events.name, [...followed]),
  or(
    ne(events.name, 'save'),
    like(events.body, '%"use_case":%'),
    like(events.body, '%"eligibility":%'),
    like(events.body, '%"steps":%'),
  ),
);

/** What of an event is read. */
export const eventColumns = {
  id: events.id,
  requestId: events.requestId,
  name: events.name,
  at: events.at,
  body: events.body,
};

/**
 * Counts events, in one go; nothing is added by those that have been counted or are unknown. Each is read with those
 * that came before it: what it adds depends on nothing else.
 */
export async function countEvents(database: Database, eventIds: string[]): Promise<void> {
  if (eventIds.length === 0) return;
  const wanted = await database
    .select({ id: events.id, requestId: events.requestId })
    .from(events)
    .where(and(inArray(events.id, eventIds), inArray(events.name, counted)));
  if (wanted.length === 0) return;
  const concerned = [...new Set(wanted.map(({ requestId }) => requestId))];
  const subjects = await database
    .select({ id: requests.id, api: requests.api, providerId: requests.providerId, stage: requests.stage })
    .from(requests)
    .where(inArray(requests.id, concerned));
  const history = await database
    .select(eventColumns)
    .from(events)
    .where(and(inArray(events.requestId, concerned), worthReading))
    .orderBy(asc(events.requestId), asc(events.sequence));
  const added = incrementsOf(history);
  const subjectOf = new Map(subjects.map(({ id, ...subject }) => [id, subject]));
  await database.transaction(async (transaction) => {
    const fresh = await transaction
      .insert(countedEvents)
      // In one order whoever writes, so that two at once wait for each other in turn.
      .values(wanted.map(({ id }) => ({ eventId: id })).sort((a, b) => (a.eventId < b.eventId ? -1 : 1)))
      .onConflictDoNothing()
      .returning();
    const isNew = new Set(fresh.map(({ eventId }) => eventId));
    const sums: Sums = new Map();
    for (const { id, requestId } of wanted) {
      const subject = subjectOf.get(requestId);
      if (!subject || !isNew.has(id)) continue;
      for (const increment of added.get(id) ?? []) addTo(sums, subject, increment);
    }
    await writeFigures(transaction, figuresOf(sums));
  });
}

type Read = { id: string; requestId: string; name: string; at: Date; body: string };

/** By event. @param history whole histories, one after the other, each in order */
function incrementsOf(history: readonly Read[]): Map<string, Increment[]> {
  const added = new Map<string, Increment[]>();
  let course: Course = newCourse();
  let of = '';
  for (const row of history) {
    if (row.requestId !== of) course = newCourse();
    of = row.requestId;
    const followedOn = follow(course, happening(row));
    course = followedOn.course;
    added.set(row.id, followedOn.increments);
  }
  return added;
}
