/**
 * What the export says, a few hundred requests at a time: one row per habilitation, and one per request that is not
 * accepted, as in the spreadsheet that the DGFiP keeps beside DataPass today.
 */
import { and, eq, inArray, lte, max, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { habilitations } from '../../habilitations/tables.ts';
import { organisations } from '../../organisations/tables.ts';
import { events, requests } from '../../requests/tables.ts';
import { asked, type Reader, readable } from './conditions.ts';
import type { Cursor } from './cursor.ts';
import type { ListQuery } from './query.ts';
import { readSearch, tsquery } from './search.ts';
import { withNearWords } from './spelling.ts';
import { beyond, numbered, order } from './store.ts';
import { instructionEntries as entries } from './tables.ts';

/** Requests read at once: what the export keeps in memory, however long it is. */
const batch = 250;

export type RequestOfExport = Awaited<ReturnType<typeof requestsOf>>[number];
export type HabilitationOfExport = Awaited<ReturnType<typeof habilitationsOf>>[number];

/** A request as it stands, or one of its habilitations. */
export interface ExportRow {
  request: RequestOfExport;
  habilitation: HabilitationOfExport | undefined;
}

/** Requests whose story is not told by a habilitation. */
const pending = new Set(['submitted', 'changes_requested', 'refused']);

/**
 * In the order of the list, from its beginning. By keyset, not by one long query: a slow reader holds no connection and
 * no old rows, and a request that changes meanwhile is told as it is when its turn comes.
 */
export async function* exportRows(reader: Reader, query: ListQuery): AsyncGenerator<ExportRow> {
  const condition = and(asked(query, reader), numbered(reader, query), await worded(reader, query));
  let cursor: Cursor | undefined;
  for (;;) {
    const found = await requestsOf(reader, condition, {
      cursor,
      descending: !query.oldestFirst,
      limit: batch,
    });
    if (found.length === 0) return;
    const held = await habilitationsOf(reader, found);
    for (const request of found) {
      const own = held.filter(({ requestId }) => requestId === request.requestId);
      for (const habilitation of own) yield { request, habilitation };
      // What was given up stays visible too, where no habilitation shows it.
      const alone = own.length === 0 && request.state !== 'draft';
      if (alone || pending.has(request.state)) yield { request, habilitation: undefined };
    }
    const last = found.at(-1);
    if (!last || found.length < batch) return;
    cursor = { at: last.lastSubmittedAt, id: last.requestId };
  }
}

async function worded({ database }: Reader, { search: text, near }: ListQuery) {
  const search = readSearch(text);
  if (search?.by !== 'words') return undefined;
  const words = near
    ? await withNearWords(database, search.words)
    : search.words.map((word): [string] => [word]);
  return sql`${entries.words} @@ ${tsquery(words)}::tsquery`;
}

function requestsOf(reader: Reader, condition: ReturnType<typeof and>, range: Parameters<typeof beyond>[0]) {
  const other = alias(entries, 'other');
  const duplicates = reader.database
    .select({ number: other.number })
    .from(other)
    .where(
      and(
        eq(other.organisationId, entries.organisationId),
        eq(other.api, entries.api),
        eq(other.stage, entries.stage),
        eq(other.useCase, entries.useCase),
        sql`${other.requestId} <> ${entries.requestId}`,
        inArray(other.state, ['submitted', 'changes_requested', 'validated']),
        readable(reader, other),
      ),
    )
    .orderBy(other.number)
    .limit(3);
  return reader.database
    .select({
      requestId: entries.requestId,
      number: entries.number,
      api: entries.api,
      scopeGroups: entries.scopeGroups,
      stage: entries.stage,
      useCase: entries.useCase,
      state: entries.state,
      title: entries.title,
      reopening: entries.reopening,
      priority: entries.priority,
      department: entries.department,
      region: entries.region,
      lastSubmittedAt: entries.lastSubmittedAt,
      providerId: requests.providerId,
      applicantId: requests.applicantId,
      organisationId: requests.organisationId,
      parentId: requests.parentId,
      answers: requests.submittedAnswers,
      reason: requests.reason,
      reopenedAt: requests.reopenedAt,
      decidedAt: requests.decidedAt,
      siret: organisations.siret,
      organisation: organisations.name,
      postcode: organisations.postcode,
      address: organisations.address,
      duplicates: sql<number[]>`array(${duplicates})`,
    })
    .from(entries)
    .innerJoin(requests, eq(requests.id, entries.requestId))
    .innerJoin(organisations, eq(organisations.id, entries.organisationId))
    .where(and(condition, beyond(range)))
    .orderBy(...order(entries, range))
    .limit(range.limit);
}

/** Of these requests, oldest first, each with when what it grants was sent. */
function habilitationsOf({ database }: Reader, found: { requestId: string }[]) {
  const sent = database
    .select({ at: max(events.at) })
    .from(events)
    .where(
      and(
        eq(events.requestId, habilitations.requestId),
        inArray(events.name, ['submit', 'renew']),
        lte(events.at, habilitations.createdAt),
      ),
    );
  return database
    .select({
      requestId: habilitations.requestId,
      number: habilitations.number,
      state: habilitations.state,
      answers: habilitations.answers,
      quota: habilitations.quota,
      expiresAt: habilitations.expiresAt,
      createdAt: habilitations.createdAt,
      sentAt: sql<Date | null>`(${sent})`.mapWith((text: string) => new Date(text)),
      first: sql<boolean>`row_number() over (partition by ${habilitations.requestId} order by ${habilitations.number}) = 1`,
    })
    .from(habilitations)
    .where(
      inArray(
        habilitations.requestId,
        found.map(({ requestId }) => requestId),
      ),
    )
    .orderBy(habilitations.number);
}
