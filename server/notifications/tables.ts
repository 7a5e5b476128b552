/** What was sent to whom and when. Retention: 36 months. */
import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from '../database/columns.ts';

export const mails = pgTable(
  'mails',
  {
    id: id(),
    eventId: uuid('event_id').notNull(),
    requestId: uuid('request_id').notNull(),
    template: text('template').notNull(),
    recipient: text('recipient').notNull(),
    createdAt: createdAt(),
    sentAt: instant('sent_at'),
    error: text('error').notNull().default(''),
  },
  /** One mail per event, template and recipient: a job that runs twice sends once. */
  (t) => [uniqueIndex('mails_once').on(t.eventId, t.template, t.recipient)],
);
