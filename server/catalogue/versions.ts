/**
 * The definition that a request was filled under. The files hold the present version of each API; those before it are
 * read from the database, where each start leaves the ones it has.
 */
import { and, eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { type ApiDefinition, Definition } from '../../catalogue/definition.ts';
import { type Language, localise } from '../../catalogue/localise.ts';
import type { Database } from '../database/connection.ts';
import { prepared } from '../database/prepared.ts';
import type { Services } from '../services.ts';
import { definitions } from './tables.ts';

/** The largest is that of the column. */
export const isVersion = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 2 ** 31;

/** Leaves the present definitions for later. Several processes may start together. */
export async function keepDefinitions({
  database,
  catalogue,
  now,
}: Pick<Services, 'database' | 'catalogue' | 'now'>): Promise<void> {
  const rows = catalogue
    .list()
    .map((body) => ({ api: body.id, version: body.version, body, writtenAt: now() }));
  await database
    .insert(definitions)
    .values(rows)
    .onConflictDoUpdate({
      target: [definitions.api, definitions.version],
      set: { body: sql`excluded.body`, writtenAt: sql`excluded.written_at` },
      setWhere: sql`${definitions.body} is distinct from excluded.body`,
    });
}

/**
 * @param definitionVersion undefined: the present one
 * @returns the definition of that version; the present one where the version was never seen here, or is written in a
 * way that this code no longer reads; undefined for an API that has left the catalogue
 */
export async function definitionAt(
  { database, catalogue }: Pick<Services, 'database' | 'catalogue'>,
  { api, definitionVersion }: { api: string; definitionVersion: number | undefined },
  language: Language,
): Promise<ApiDefinition | undefined> {
  const present = catalogue.localised(api, language);
  if (!present || definitionVersion === undefined || present.version === definitionVersion) return present;
  const kept = await keptDefinition(database, present.id, definitionVersion);
  return kept?.[language] ?? present;
}

type Kept = Record<Language, ApiDefinition> | undefined;

/** A version that is not the present one no longer changes: it is read once. */
const read = new WeakMap<Database, Map<string, Promise<Kept>>>();

function keptDefinition(database: Database, api: string, version: number): Promise<Kept> {
  const known = read.get(database) ?? new Map<string, Promise<Kept>>();
  read.set(database, known);
  const key = `${api} ${version}`;
  const kept = known.get(key) ?? readDefinition(database, api, version);
  known.set(key, kept);
  // What is not there is not remembered: anybody may ask for any number.
  const forget = () => known.delete(key);
  kept.then((definition) => definition ?? forget(), forget);
  return kept;
}

async function readDefinition(database: Database, api: string, version: number): Promise<Kept> {
  const query = prepared(database, 'definition_at', (db, name) =>
    db
      .select({ body: definitions.body })
      .from(definitions)
      .where(
        and(eq(definitions.api, sql.placeholder('api')), eq(definitions.version, sql.placeholder('version'))),
      )
      .prepare(name),
  );
  const [row] = await query.execute({ api, version });
  const parsed = row && v.safeParse(Definition, row.body);
  if (!parsed?.success) return undefined;
  return { fr: localise(parsed.output, 'fr'), en: localise(parsed.output, 'en') };
}

/** A version after the one that a request was filled under, and what it changed since. */
export interface NewerDefinition {
  version: number;
  changes: { version: number; on: string; text: string }[];
}

/** @param present undefined for an API that has left the catalogue */
export function newerThan(
  present: ApiDefinition | undefined,
  { definitionVersion }: { definitionVersion: number },
): NewerDefinition | undefined {
  if (!present || present.version <= definitionVersion) return undefined;
  return {
    version: present.version,
    changes: present.changes.filter(({ version }) => version > definitionVersion),
  };
}
