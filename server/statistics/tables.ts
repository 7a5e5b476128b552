/** Figures rolled up from events, so that a page costs the same at a thousand and at a million requests. */
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../database/columns.ts';
import { requests } from '../requests/tables.ts';

/**
 * Counters and histograms (`course.ts` names them). Each is kept for everything, for a provider, for an API, for one of
 * its stages and for one of its use cases, by month, by quarter and since the beginning, so that no question adds up
 * more rows when there are more requests, nor many for a long time. Empty: all of them. No personal data, no organisation.
 */
export const figures = pgTable(
  'figures',
  {
    api: text('api').notNull(),
    providerId: text('provider_id').notNull(),
    stage: text('stage').notNull(),
    useCase: text('use_case').notNull(),
    /** First day of the month, `YYYY-MM-01`; a quarter, `YYYY-Q1`; empty: since the beginning, and as things stand. */
    period: text('period').notNull(),
    metric: text('metric').notNull(),
    /** What of it is counted: a field, a step, a ground of refusal; empty where there is one figure. */
    detail: text('detail').notNull(),
    /** The hours of a delay, else 0. */
    bucket: integer('bucket').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [
    primaryKey({
      name: 'figures_pk',
      columns: [t.api, t.providerId, t.stage, t.useCase, t.period, t.metric, t.detail, t.bucket],
    }),
  ],
);

/** Events already counted: a job that runs twice counts once. */
export const countedEvents = pgTable('counted_events', { eventId: uuid('event_id').primaryKey() });

/**
 * What a check has shown to an applicant, or stopped, before the request was sent: once for each request, whether it
 * was put right or not. It is no event: nothing has happened to the request. Goes with the request.
 */
export const caughtProblems = pgTable(
  'caught_problems',
  {
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id, { onDelete: 'cascade' }),
    /** Id of a check of the API, or of a field; empty: one or the other, whichever it is. */
    about: text('about').notNull(),
    /** As the request was then. */
    useCase: text('use_case').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.about] })],
);
