/**
 * What the public register of habilitations is searched by: one narrow row for each one in force, kept by triggers on
 * habilitations and organisations (migration `statistics`), made anew by `select register_rebuild()`. No person is named.
 * Retention: as long as the habilitation is in force.
 */
import { customType, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { habilitations } from '../tables.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** Each index ends by the order of the list, the newest first. */
export const registerEntries = pgTable(
  'register_entries',
  {
    habilitationId: uuid('habilitation_id')
      .primaryKey()
      .references(() => habilitations.id, { onDelete: 'cascade' }),
    api: text('api').notNull(),
    providerId: text('provider_id').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    /** Normalised, of the title, the organisation's name, its SIRET and the habilitation's number. */
    words: tsvector('words').notNull(),
  },
  (t) => [
    index('register_entries_by_api').on(t.api, t.habilitationId),
    index('register_entries_by_provider').on(t.providerId, t.habilitationId),
    index('register_entries_by_organisation').on(t.organisationId),
    index('register_entries_by_word').using('gin', t.words),
  ],
);
