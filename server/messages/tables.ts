/** How far each side has read what the other one writes. Retention: as the events of its request. */
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../database/columns.ts';
import { requests } from '../requests/tables.ts';

/** Who writes to each other: whoever applies, and whoever decides. */
export const sides = ['applicant', 'provider'] as const;

/**
 * One row per side, not per person: what the applicant has answered waits for the provider, whoever of its people reads
 * it first. No row: nothing was read.
 */
export const messageReads = pgTable(
  'message_reads',
  {
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    side: text('side', { enum: sides }).notNull(),
    /** Of the last event that was read; never goes back. */
    sequence: integer('sequence').notNull(),
    /** Who has read it, and when. */
    userId: uuid('user_id').notNull(),
    readAt: instant('read_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.side] })],
);
