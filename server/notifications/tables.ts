/** What was sent to whom and when, what was refused or came back, and which mails a person does without. Retention: 36 months. */
import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/tables.ts';
import { createdAt, id, instant } from '../database/columns.ts';

export const mails = pgTable(
  'mails',
  {
    id: id(),
    eventId: uuid('event_id').notNull(),
    requestId: uuid('request_id').notNull(),
    template: text('template').notNull(),
    recipient: text('recipient').notNull(),
    language: text('language', { enum: ['fr', 'en'] })
      .notNull()
      .default('fr'),
    /** Of one that tells of several events: the sequence of the last one in it. */
    through: integer('through'),
    createdAt: createdAt(),
    sentAt: instant('sent_at'),
    /** The number of the SMTP answer that refused it for good; empty: none has. */
    error: text('error').notNull().default(''),
    /** When it was sent back, undelivered (RFC 3464); null: it was not, as far as we know. */
    bouncedAt: instant('bounced_at'),
    /** Why, as RFC 3463 numbers it: `5.1.1`. Empty: it was not. */
    bounceStatus: text('bounce_status').notNull().default(''),
  },
  (t) => [
    // One mail per event, template and recipient: a job that runs twice sends once.
    uniqueIndex('mails_once').on(t.eventId, t.template, t.recipient),
    index('mails_by_request').on(t.requestId, t.id),
    index('mails_bounced').on(t.recipient, t.bouncedAt).where(sql`${t.bouncedAt} is not null`),
  ],
);

/** Optional mails that somebody does not want (`topics.ts`), until they say otherwise. Kept with the person. */
export const mailRefusals = pgTable(
  'mail_refusals',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    topic: text('topic').notNull(),
    refusedAt: instant('refused_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.topic] })],
);
