/** Who sees to a request. */
import { eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { type ActServices, record } from '../acts/acts.ts';
import type { Act } from '../acts/facts.ts';
import { Conflict } from './conflict.ts';
import { last } from './examination.ts';
import { assignments } from './tables.ts';

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
