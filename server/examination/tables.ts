/**
 * What the provider's people do about a request besides deciding it: controls, opinions, private notes, who sees to it.
 * Nothing of it is the applicant's to read, but the recommendations that they are asked to commit to.
 * Retention: as the request's own events, 36 months after its end; absences as the account that they are of.
 */
import { sql } from 'drizzle-orm';
import { date, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/tables.ts';
import { id, instant } from '../database/columns.ts';
import { requests } from '../requests/tables.ts';

/** Who sees to a request: the one contact for its applicant and for the offices. None: nobody yet. */
export const assignments = pgTable(
  'assignments',
  {
    requestId: uuid('request_id')
      .primaryKey()
      .references(() => requests.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    assignedAt: instant('assigned_at').notNull(),
  },
  (t) => [index('assignments_by_user').on(t.userId)],
);

/** Days on which somebody is away, both included, in Paris: what is assigned to them shows to the substitute. */
export const absences = pgTable(
  'absences',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    substituteId: uuid('substitute_id')
      .notNull()
      .references(() => users.id),
    firstDay: date('first_day', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
  },
  (t) => [
    index('absences_by_user').on(t.userId, t.lastDay),
    index('absences_by_substitute').on(t.substituteId, t.lastDay),
  ],
);

/** What is still awaited: an opinion of a colleague, a recommendation of the applicant. The row goes with the answer. */
export const awaited = pgTable(
  'awaited',
  {
    /** The subject of its acts. */
    id: uuid('id').primaryKey(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    kind: text('kind', { enum: ['opinion', 'recommendation'] }).notNull(),
    /** Of whom: of an opinion alone. */
    userId: uuid('user_id').references(() => users.id),
    /** Of a recommendation: the day that it is planned for, and the next one to remind of it. */
    plannedDay: date('planned_day', { mode: 'string' }),
    remindDay: date('remind_day', { mode: 'string' }),
  },
  (t) => [
    index('awaited_by_request').on(t.requestId),
    index('awaited_by_user').on(t.userId).where(sql`${t.userId} is not null`),
    index('awaited_by_reminder').on(t.remindDay).where(sql`${t.remindDay} is not null`),
  ],
);
