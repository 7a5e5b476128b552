/**
 * What instructors write again and again: answers written beforehand by the managers of an API, and how often each of
 * them, and each ground of refusal, was used. Of people, only who wrote last; kept until somebody removes it.
 */
import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from '../../database/columns.ts';

/** The decisions that a template may be for. */
export const templateKinds = ['request_changes', 'refuse', 'validate'] as const;
export type TemplateKind = (typeof templateKinds)[number];

export const answerTemplates = pgTable(
  'answer_templates',
  {
    id: id(),
    providerId: text('provider_id').notNull(),
    api: text('api').notNull(),
    kind: text('kind', { enum: templateKinds }).notNull(),
    title: text('title').notNull(),
    /** With variables as DataPass has them: `%{demande_id}`. */
    content: text('content').notNull(),
    /** Raised by one at each change: the guard of two managers at once. */
    version: integer('version').notNull().default(1),
    updatedBy: uuid('updated_by').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('answer_templates_by_api').on(t.api, t.kind)],
);

/** Counted when a decision is made, so that no list of past decisions is ever read for it. */
export const reasonUses = pgTable(
  'reason_uses',
  {
    api: text('api').notNull(),
    kind: text('kind', { enum: templateKinds }).notNull(),
    /** Id of a template, or of one of the API's `refusal_reasons`. */
    reason: text('reason').notNull(),
    uses: integer('uses').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.api, t.kind, t.reason] })],
);
