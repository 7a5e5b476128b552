/** Who sees to a request, and who does while they are away. */
import { and, eq, gte, inArray, lte, or, type SQL } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import type { Database } from '../database/connection.ts';
import { requests } from '../requests/tables.ts';
import { type Act, type ActServices, record } from './acts.ts';
import { Conflict } from './conflict.ts';
import { last } from './examination.ts';
import { absences, assignments } from './tables.ts';

/**
 * Gives a request to somebody, to oneself or to nobody.
 * @param seen the sequence of the last assignment that the actor saw; 0: none
 * @param text for who takes it over; empty: nothing
 * @throws {Conflict} somebody has assigned it meanwhile
 */
export function assign(
  services: ActServices,
  requestId: string,
  actor: Actor,
  { to, text, seen }: { to: string | null; text: string; seen: number },
): Promise<Act> {
  return record(
    services,
    requestId,
    actor.userId,
    (acts) => {
      const before = last(acts, 'assign');
      if ((before?.sequence ?? 0) !== seen) throw new Conflict(before);
      const words = text ? { text } : {};
      return { name: 'assign', subject: requestId, facts: { to }, words, role: 'instructor' };
    },
    (transaction, { at }) =>
      to === null
        ? transaction.delete(assignments).where(eq(assignments.requestId, requestId))
        : transaction
            .insert(assignments)
            .values({ requestId, userId: to, assignedAt: at })
            .onConflictDoUpdate({ target: assignments.requestId, set: { userId: to, assignedAt: at } }),
  );
}

/**
 * Of the requests, those that somebody sees to on a day: assigned to them, or to who is away and named them.
 * @param today `YYYY-MM-DD` in Paris
 */
export function seenToBy(database: Database, userId: string, today: string): SQL {
  const away = database
    .select({ id: absences.userId })
    .from(absences)
    .where(
      and(eq(absences.substituteId, userId), lte(absences.firstDay, today), gte(absences.lastDay, today)),
    );
  const theirs = database
    .select({ id: assignments.requestId })
    .from(assignments)
    .where(or(eq(assignments.userId, userId), inArray(assignments.userId, away)));
  return inArray(requests.id, theirs);
}
