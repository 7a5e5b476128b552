/** The versions of definitions that requests were filled under. No personal data; kept as long as the requests. */
import { sql } from 'drizzle-orm';
import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import type { Definition } from '../../catalogue/definition.ts';
import { instant } from '../database/columns.ts';

/** Written at each start. A version whose texts were corrected is written over: it asks the same. */
export const definitions = pgTable(
  'definitions',
  {
    api: text('api').notNull(),
    version: integer('version').notNull(),
    /** Put together from its files, with its texts in every language. */
    body: jsonb('body').$type<Definition>().notNull(),
    /** Ids of the fields that one role alone reads: what the list of requests does not find them by. */
    confidential: jsonb('confidential')
      .$type<string[]>()
      .generatedAlwaysAs(sql`jsonb_path_query_array(body, 'strict $.** ? (exists(@.read_by)).id')`),
    /** Of each of its data, the group that roles are given on (`scopes.groups[].id`): `{ cnaf_enfants: 'cnaf' }`. */
    scopeGroups: jsonb('scope_groups')
      .$type<Record<string, string>>()
      .generatedAlwaysAs(sql`definition_scope_groups(body)`),
    /** Ids of the fields that data are chosen in. */
    scopeFields: jsonb('scope_fields')
      .$type<string[]>()
      .generatedAlwaysAs(sql`jsonb_path_query_array(body, 'strict $.** ? (@.kind == "scopes").id')`),
    writtenAt: instant('written_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.api, t.version] })],
);
