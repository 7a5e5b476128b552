/**
 * What the people of an organisation have written of it, to be offered in its next request.
 * Purpose: not to type the same people and papers again. It names people (controller, officer): read and written by the
 * organisation's own people alone. Retention: as the organisation; the history 36 months.
 */
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/tables.ts';
import { id, instant } from '../database/columns.ts';
import { organisations } from '../organisations/tables.ts';
import type { ProfileContent } from './content.ts';

export const organisationProfiles = pgTable('organisation_profiles', {
  organisationId: uuid('organisation_id')
    .primaryKey()
    .references(() => organisations.id),
  /** Raised by one at each change: the `ETag`. */
  version: integer('version').notNull(),
  /** What was written by hand; what is absent follows the requests that were submitted. */
  content: jsonb('content').$type<ProfileContent>().notNull(),
  updatedAt: instant('updated_at').notNull(),
  updatedBy: uuid('updated_by')
    .notNull()
    .references(() => users.id),
});

/** Who changed what, and when. */
export const organisationProfileChanges = pgTable(
  'organisation_profile_changes',
  {
    id: id(),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    changedBy: uuid('changed_by')
      .notNull()
      .references(() => users.id),
    at: instant('at').notNull(),
    /** Keys of the content that changed. */
    keys: text('keys').array().notNull(),
    before: jsonb('before').$type<ProfileContent>().notNull(),
    after: jsonb('after').$type<ProfileContent>().notNull(),
  },
  (t) => [index('organisation_profile_changes_by_organisation').on(t.organisationId, t.at)],
);
