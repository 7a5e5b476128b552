/** Whether a habilitation may be used: neither ended by a decision nor by its date. Said here once, for every reader. */
import { and, eq, gt, lte, type SQL } from 'drizzle-orm';
import { habilitations } from './tables.ts';

type Issued = Pick<typeof habilitations.$inferSelect, 'state' | 'expiresAt'>;

/** What it is at a moment: its state, or `expired`. */
export const stateAt = ({ state, expiresAt }: Issued, at: Date): Issued['state'] | 'expired' =>
  state === 'active' && expiresAt <= at ? 'expired' : state;

/** The condition of those in force. @param at of a prepared query: its placeholder, as a `timestamptz` */
export const inForce = (at: Date | SQL): SQL | undefined =>
  and(eq(habilitations.state, 'active'), lte(habilitations.validFrom, at), gt(habilitations.expiresAt, at));
