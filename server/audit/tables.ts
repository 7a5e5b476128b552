/** What shows that the history is whole. No personal data; kept for as long as the service. */
import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt } from '../database/columns.ts';

/** One per day: how far the history went when the day ended, signed with a key of ours. */
export const checkpoints = pgTable('checkpoints', {
  /** UTC, `YYYY-MM-DD`. */
  day: text('day').primaryKey(),
  /** Events of all chains until the end of that day. */
  events: bigint('events', { mode: 'number' }).notNull(),
  /** Over the last event of every chain until then (`root.ts`). */
  root: text('root').notNull(),
  /** Compact JWS over the day, the number, the root and the checkpoint before. */
  signature: text('signature').notNull(),
  createdAt: createdAt(),
});

/**
 * Where each chain ended at the last checkpoint. The root alone shows that something is gone; by this, it can be named.
 * Without references: it has to outlive what it vouches for.
 */
export const checkpointHeads = pgTable(
  'checkpoint_heads',
  {
    /** Which of the histories (`histories.ts`): a request has one of its own, and one of what staff do about it. */
    history: text('history').notNull(),
    chainId: uuid('chain_id').notNull(),
    sequence: integer('sequence').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.history, t.chainId] })],
);
