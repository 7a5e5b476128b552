/** What was erased, and what people have asked to have erased. Kept for as long as the service: it names nobody. */
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { id, instant } from '../database/columns.ts';
import { requests } from '../requests/tables.ts';

/**
 * Requests whose words, answers and names are gone. The seal (HMAC, its key outside the database) tells an erasure of
 * ours from words that somebody took out by SQL.
 */
export const requestErasures = pgTable('request_erasures', {
  requestId: uuid('request_id')
    .primaryKey()
    .references(() => requests.id),
  /** Which retention rule (`rules.ts`). */
  rule: text('rule').notNull(),
  at: instant('at').notNull(),
  seal: text('seal').notNull(),
});

/** Somebody is to be forgotten: at once, or when the law no longer keeps what names them. */
export const personErasures = pgTable(
  'person_erasures',
  {
    id: id(),
    /** No reference: the row of `users` goes. */
    userId: uuid('user_id').notNull(),
    /** User id: the person, or an administrator, whose reason is in the act (`acts/acts.ts`). */
    askedBy: uuid('asked_by').notNull(),
    askedAt: instant('asked_at').notNull(),
    /** Null: something still keeps them. */
    doneAt: instant('done_at'),
  },
  (t) => [index('person_erasures_by_person').on(t.userId)],
);
