/** Organisations and who acts for them. Retention: as long as a request or habilitation names them. */
import { boolean, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/tables.ts';
import { createdAt, id, instant, number } from '../database/columns.ts';

/** What the organisation directory says of a SIRET. No personal data: the directory's `dirigeants` are never kept. */
export const organisations = pgTable('organisations', {
  id: id(),
  number: number(),
  siret: text('siret').notNull().unique(),
  name: text('name').notNull(),
  /** One line. */
  address: text('address').notNull().default(''),
  postcode: text('postcode').notNull().default(''),
  department: text('department').notNull().default(''),
  region: text('region').notNull().default(''),
  /** INSEE's legal category (`7210`: commune); empty when unknown. */
  legalCategory: text('legal_category').notNull().default(''),
  /** Main activity, NAF rev. 2 (`84.11Z`). */
  activity: text('activity').notNull().default(''),
  open: boolean('open').notNull().default(true),
  /** The directory's own hints: administration, association… */
  hints: jsonb('hints').$type<Record<string, boolean>>().notNull().default({}),
  createdAt: createdAt(),
  checkedAt: instant('checked_at').notNull().defaultNow(),
});

/**
 * Who acts for whom, and how far that link is trusted (`trust.ts`). Retention: one that no sign-in has confirmed for six
 * months counts no more; the row is kept as long as the person, so that instructors see who applied for whom.
 */
export const organisationLinks = pgTable(
  'organisation_links',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    /**
     * `verified`: said by the identity provider at sign-in; `declared`: typed by the person; `lapsed`: was verified, and
     * a later sign-in showed that the person has moved.
     */
    trust: text('trust', { enum: ['verified', 'declared', 'lapsed'] }).notNull(),
    identityProvider: text('identity_provider').notNull().default(''),
    /** Of a verified link: the last sign-in for this organisation. */
    lastUsedAt: instant('last_used_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.organisationId] }),
    index('organisation_links_by_organisation').on(t.organisationId),
  ],
);
