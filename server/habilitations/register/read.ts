/** Reads the public register: pages by keyset, so that the last costs what the first does. */
import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Database } from '../../database/connection.ts';
import { inFull } from '../../instruction/list/beginnings.ts';
import { type Alternatives, readSearch } from '../../instruction/list/search.ts';
import { organisations } from '../../organisations/tables.ts';
import { inForce } from '../in-force.ts';
import { habilitations } from '../tables.ts';
import { registerEntries } from './tables.ts';

export interface RegisterQuery {
  /** As it was typed. */
  search: string;
  provider: string;
  api: string;
  /** Id of the last one of the page before; empty: from the beginning. */
  after: string;
}

export type Registered = Awaited<ReturnType<typeof pageOf>>[number];

/** @returns those in force, the newest first; nobody is named */
export async function pageOf(database: Database, query: RegisterQuery, now: Date, limit: number) {
  const { provider, api, after } = query;
  const asked = and(
    api ? eq(registerEntries.api, api) : undefined,
    !api && provider ? eq(registerEntries.providerId, provider) : undefined,
    after ? lt(registerEntries.habilitationId, after) : undefined,
  );
  const words = wordsOf(query.search);
  const full = words.length > 0 && (await inFull(database, words));
  // The place in the list first: answers are long, and read for the lines of this page alone.
  const shown = database
    .select({ id: habilitations.id })
    .from(registerEntries)
    .innerJoin(habilitations, eq(habilitations.id, registerEntries.habilitationId))
    .where(and(asked, full ? sql`${registerEntries.words} @@ ${full}::tsquery` : undefined, inForce(now)))
    .orderBy(desc(registerEntries.habilitationId))
    .limit(limit)
    .as('shown');
  return database
    .select({
      id: habilitations.id,
      number: habilitations.number,
      api: habilitations.api,
      stage: habilitations.stage,
      /** The purpose, as the applicant made it public. */
      title: sql<string>`coalesce(${habilitations.answers} ->> 'intitule', '')`,
      scopes: habilitations.scopes,
      since: habilitations.validFrom,
      until: habilitations.expiresAt,
      prolonged: habilitations.prolonged,
      organisation: organisations.name,
      siret: organisations.siret,
    })
    .from(shown)
    .innerJoin(habilitations, eq(habilitations.id, shown.id))
    .innerJoin(organisations, eq(organisations.id, habilitations.organisationId))
    .orderBy(desc(habilitations.id));
}

/** All of them, a few hundred at a time: a slow reader holds no connection. */
export async function* everyPage(
  database: Database,
  query: RegisterQuery,
  now: Date,
): AsyncGenerator<Registered> {
  const batch = 500;
  for (let after = ''; ; ) {
    const found = await pageOf(database, { ...query, after }, now, batch);
    yield* found;
    const last = found.at(-1);
    if (!last || found.length < batch) return;
    after = last.id;
  }
}

/** All have to be there; a number of a request tells nothing here. */
function wordsOf(text: string): Alternatives[] {
  const search = readSearch(text);
  if (!search) return [];
  if (search.by === 'words') return search.words.map((word) => [word]);
  return [[`${search.by === 'habilitation' ? 'h' : 'd'}${search.number}`]];
}
