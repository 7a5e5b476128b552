/**
 * What a provider has written to all technical contacts of one of its APIs. To whom, and what became of each, is in the
 * log of mails (`mails.eventId`). Retention: 36 months, as that log.
 */
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../database/columns.ts';

export const circulars = pgTable(
  'circulars',
  {
    /** Given with the page that asks for a confirmation: who confirms it twice sends it once. */
    id: uuid('id').primaryKey(),
    providerId: text('provider_id').notNull(),
    api: text('api').notNull(),
    subject: text('subject').notNull(),
    content: text('content').notNull(),
    writtenBy: uuid('written_by').notNull(),
    writtenAt: instant('written_at').notNull(),
    /** How many addresses it was sent to. */
    recipients: integer('recipients').notNull(),
  },
  (t) => [index('circulars_by_api').on(t.api, t.writtenAt)],
);
