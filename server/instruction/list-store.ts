/**
 * One page of the list, by keyset: newest submission first. However deep the page, it costs an index range, and a
 * request that arrives meanwhile moves nobody's place.
 */
import { and, asc, desc, eq, isNotNull, or, type SQL, sql } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { grants } from '../accounts/roles.ts';
import { users } from '../accounts/tables.ts';
import type { Language } from '../http/language.ts';
import { organisations } from '../organisations/tables.ts';
import { events, requests } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import type { ListItem } from './list-page.ts';
import { type Cursor, type ListQuery, readCursor, writeCursor } from './list-query.ts';

export const pageSize = 25;

export async function listRequests(
  { database, catalogue }: Pick<Services, 'database' | 'catalogue'>,
  query: ListQuery,
  actor: Actor,
  language: Language,
): Promise<{ items: ListItem[]; newer: string | undefined; older: string | undefined }> {
  const backwards = query.before !== undefined;
  const cursor = readCursor(query.before ?? query.after);
  const order = backwards ? asc : desc;
  const found = await database
    .select({
      id: requests.id,
      number: requests.number,
      title: requests.title,
      useCase: requests.useCase,
      stage: requests.stage,
      api: requests.api,
      state: requests.state,
      lastSubmittedAt: requests.lastSubmittedAt,
      organisation: organisations.name,
      siret: organisations.siret,
      department: organisations.department,
      told: lastIsTold,
    })
    .from(requests)
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .innerJoin(users, eq(users.id, requests.applicantId))
    .where(
      and(
        isNotNull(requests.lastSubmittedAt),
        readable(actor),
        query.state && eq(requests.state, query.state),
        query.search ? matching(query.search) : undefined,
        cursor && beyond(cursor, backwards),
      ),
    )
    .orderBy(order(requests.lastSubmittedAt), order(requests.id))
    // One more than shown tells whether another page follows.
    .limit(pageSize + 1);
  const more = found.length > pageSize;
  const rows = found.slice(0, pageSize);
  if (backwards) rows.reverse();
  const edge = (row: (typeof rows)[number] | undefined) =>
    row?.lastSubmittedAt ? writeCursor({ at: row.lastSubmittedAt, id: row.id }) : undefined;
  const items = rows.map(({ id: _, ...row }) => {
    const definition = catalogue.localised(row.api, language);
    return {
      ...row,
      api: definition?.title ?? row.api,
      stage: definition?.stages.find(({ id }) => id === row.stage)?.label ?? row.stage,
      useCase: definition?.use_cases.find(({ id }) => id === row.useCase)?.label ?? '',
    };
  });
  return {
    items,
    newer: (backwards ? more : cursor !== undefined) ? edge(rows[0]) : undefined,
    older: (backwards ? true : more) ? edge(rows.at(-1)) : undefined,
  };
}

/** Another request of the file has changed an answer in common, and nothing has happened since. */
const lastIsTold = sql<boolean>`(${requests.joined} > 0 and exists (select 1 from ${events}
  where ${events.requestId} = ${requests.id} and ${events.sequence} = ${requests.eventCount} and ${events.name} = 'told'))`;

/** The APIs that the actor reads, as a condition. */
function readable(actor: Actor): SQL | undefined {
  const conditions = grants(actor, 'reporter').map(({ provider, api }) =>
    and(
      provider === '*' ? sql`true` : eq(requests.providerId, provider),
      api === '*' ? undefined : eq(requests.api, api),
    ),
  );
  return conditions.length > 0 ? or(...conditions) : sql`false`;
}

/** A number (`D1042`), a SIRET or its beginning (spaces allowed), or words of a project, organisation or person. */
function matching(search: string): SQL | undefined {
  const digits = search.replace(/\s/g, '');
  const number = /^d?(\d{1,12})$/i.exec(digits)?.[1];
  const words = search.split(/\s+/).map((word) => {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return sql`(${requests.title} || ' ' || ${organisations.name} || ' ' || ${users.givenName} || ' ' || ${users.familyName}) ilike ${like}`;
  });
  return or(
    and(...words),
    number ? eq(requests.number, Number(number)) : undefined,
    /^\d{3,14}$/.test(digits) ? sql`${organisations.siret} like ${`${digits}%`}` : undefined,
  );
}

/** Rows after the cursor in the order of the list, or before it. */
function beyond({ at, id }: Cursor, backwards: boolean): SQL {
  const here = sql`(${at.toISOString()}::timestamptz, ${id}::uuid)`;
  return backwards
    ? sql`(${requests.lastSubmittedAt}, ${requests.id}) > ${here}`
    : sql`(${requests.lastSubmittedAt}, ${requests.id}) < ${here}`;
}
