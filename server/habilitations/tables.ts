/** Habilitations: immutable snapshots taken at validation. Retention: 36 months after their end (decree 2019-31). */
import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { Answers } from '../../catalogue/answers.ts';
import { users } from '../accounts/tables.ts';
import { createdAt, id, instant, number } from '../database/columns.ts';
import { organisations } from '../organisations/tables.ts';
import { requests } from '../requests/tables.ts';

export const habilitations = pgTable(
  'habilitations',
  {
    id: id(),
    number: number(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    fileId: uuid('file_id').notNull(),
    parentId: uuid('parent_id'),
    providerId: text('provider_id').notNull(),
    api: text('api').notNull(),
    stage: text('stage', { enum: ['sandbox', 'production'] }).notNull(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    state: text('state', { enum: ['active', 'suspended', 'obsolete', 'revoked'] }).notNull(),
    definitionVersion: integer('definition_version').notNull(),
    termsVersion: text('terms_version').notNull(),
    answers: jsonb('answers').$type<Answers>().notNull(),
    scopes: text('scopes').array().notNull(),
    /** E-mail of the technical contact, who may fetch the signed habilitation and see nothing else. */
    technicalContactEmail: text('technical_contact_email').notNull().default(''),
    validFrom: instant('valid_from').notNull(),
    expiresAt: instant('expires_at').notNull(),
    /** When the clock noted its end; null for one in force, and for one that a decision ended. */
    endedAt: instant('ended_at'),
    /** The last moment of the security questionnaire that it lends to others; null: it lends none. */
    questionnaireEndsAt: instant('questionnaire_ends_at'),
    /** A renewal sent in time is being examined: in force until it is decided, whatever the date. */
    prolonged: boolean('prolonged').notNull().default(false),
    /** What the provider has asked for in granting it, in words; empty: nothing. */
    conditions: text('conditions').notNull().default(''),
    /** The quota granted where it is lower than the one that the answers ask for; empty: as asked. */
    quota: text('quota').notNull().default(''),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('habilitations_by_number').on(t.number),
    index('habilitations_by_request').on(t.requestId),
    index('habilitations_by_organisation').on(t.organisationId, t.api),
    index('habilitations_by_end').on(t.expiresAt).where(sql`${t.state} in ('active', 'suspended')`),
    // The clock looks for those that end, and leaves those whose end it has noted.
    index('habilitations_to_end')
      .on(t.expiresAt, t.id)
      .where(sql`${t.state} in ('active', 'suspended') and ${t.endedAt} is null`),
    index('habilitations_by_questionnaire')
      .on(t.questionnaireEndsAt, t.id)
      .where(sql`${t.state} = 'active' and ${t.questionnaireEndsAt} is not null`),
    index('habilitations_by_technical_contact').on(t.technicalContactEmail),
  ],
);

/**
 * Each time somebody received the signed habilitation: who, when, and the token's `jti`. Never the token.
 * Retention: as its habilitation.
 */
export const credentialDeliveries = pgTable(
  'credential_deliveries',
  {
    /** The token's `jti`. */
    id: id(),
    habilitationId: uuid('habilitation_id')
      .notNull()
      .references(() => habilitations.id),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    deliveredAt: instant('delivered_at').notNull(),
  },
  (t) => [index('credential_deliveries_by_habilitation').on(t.habilitationId)],
);
