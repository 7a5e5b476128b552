/** Whether a habilitation may be used: neither ended by a decision nor by its date, which does
 * not count while a renewal sent in time is examined. Said here once, for every reader. */
import { and, eq, gt, isNull, lte, or, type SQL } from 'drizzle-orm';
import { habilitations } from './tables.ts';

type Issued = Pick<typeof habilitations.$inferSelect, 'state' | 'expiresAt' | 'prolonged'>;

/** What `stateAt` asks of a row. */
export const stateColumns = {
  state: habilitations.state,
  expiresAt: habilitations.expiresAt,
  prolonged: habilitations.prolonged,
};

/** What it is at a moment: its state, or `expired`. */
export const stateAt = ({ state, expiresAt, prolonged }: Issued, at: Date): Issued['state'] | 'expired' =>
  state === 'active' && expiresAt <= at && !prolonged ? 'expired' : state;

/** The condition of those that a request asked for: not of those granted along, for another API. */
export const ofItsOwn = isNull(habilitations.parentId);

/** The condition of those in force. @param at of a prepared query: its placeholder, as a `timestamptz` */
export const inForce = (at: Date | SQL): SQL | undefined =>
  and(
    eq(habilitations.state, 'active'),
    lte(habilitations.validFrom, at),
    or(gt(habilitations.expiresAt, at), eq(habilitations.prolonged, true)),
  );
