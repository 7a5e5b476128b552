/**
 * Drafts that the provider's people prepare for an applicant, until somebody takes them up: then they are requests.
 * Purpose: to write to the person, and to begin their request. Retention: 90 days after the last of them was done, with
 * the mails (`upkeep.ts`); answers go when the request has them. Ids of people alone, who may be forgotten before.
 */
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { Answers } from '../../catalogue/answers.ts';
import { createdAt, id, instant } from '../database/columns.ts';
import { organisations } from '../organisations/tables.ts';

export const preparedDrafts = pgTable(
  'prepared_drafts',
  {
    id: id(),
    providerId: text('provider_id').notNull(),
    api: text('api').notNull(),
    stage: text('stage', { enum: ['sandbox', 'production'] }).notNull(),
    /** Empty: none. */
    useCase: text('use_case').notNull().default(''),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    /** Whom it is for, in lower case. */
    email: text('email').notNull(),
    answers: jsonb('answers').$type<Answers>().notNull(),
    /** What the applicant is asked to fill in, in words that they read. */
    text: text('text').notNull().default(''),
    /** For the provider's people alone. */
    note: text('note').notNull().default(''),
    /** Of the mail: of who prepares. */
    language: text('language', { enum: ['fr', 'en'] }).notNull(),
    /** Raised by one at each change. */
    version: integer('version').notNull().default(1),
    preparedBy: uuid('prepared_by').notNull(),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull(),
    /** Of the link: each invitation has its own, so that one that was withdrawn opens nothing ever again. */
    round: integer('round').notNull().default(0),
    /** SHA-256 of the key in the link; empty before the first invitation. */
    keyHash: text('key_hash').notNull().default(''),
    invitedBy: uuid('invited_by'),
    invitedAt: instant('invited_at'),
    expiresAt: instant('expires_at'),
    openedAt: instant('opened_at'),
    withdrawnAt: instant('withdrawn_at'),
    claimedBy: uuid('claimed_by'),
    claimedAt: instant('claimed_at'),
    requestId: uuid('request_id'),
  },
  (t) => [
    index('prepared_drafts_by_api').on(t.providerId, t.api, t.id),
    index('prepared_drafts_by_inviter').on(t.invitedBy, t.invitedAt),
    index('prepared_drafts_by_change').on(t.updatedAt),
  ],
);
