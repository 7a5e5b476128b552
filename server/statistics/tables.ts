/** Figures rolled up from events, so that a page costs the same at a thousand and at a million requests. */
import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

/** Counters and histograms: `metric` « submitted », « active », « delay »…; `bucket` the hour of a delay, else 0. */
export const figures = pgTable(
  'figures',
  {
    api: text('api').notNull(),
    stage: text('stage').notNull(),
    /** First day of the month, `YYYY-MM-01`, or empty for « now » counters. */
    period: text('period').notNull(),
    metric: text('metric').notNull(),
    bucket: integer('bucket').notNull().default(0),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.api, t.stage, t.period, t.metric, t.bucket] })],
);

/** Events already counted: a job that runs twice counts once. */
export const countedEvents = pgTable('counted_events', { eventId: uuid('event_id').primaryKey() });
