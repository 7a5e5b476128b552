/**
 * One page of the list, by keyset: however deep the page and however many requests there are, it costs an index range,
 * and a request that arrives meanwhile moves nobody's place.
 */
import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { users } from '../../accounts/tables.ts';
import { habilitations } from '../../habilitations/tables.ts';
import { organisations } from '../../organisations/tables.ts';
import { inFull } from './beginnings.ts';
import { asked, type Reader } from './conditions.ts';
import { type Cursor, writeCursor } from './cursor.ts';
import type { ListQuery } from './query.ts';
import { type Alternatives, readSearch, tsquery } from './search.ts';
import { withNearWords } from './spelling.ts';
import { instructionEntries as entries } from './tables.ts';

export type Entry = Omit<typeof entries.$inferSelect, 'words'> & {
  organisation: string;
  siret: string;
  /** Given and family name. */
  assignee: string | null;
};

export interface Found {
  items: Entry[];
  /** Cursor of each neighbouring page, when there is one. */
  previous: string | undefined;
  next: string | undefined;
  /** Nothing was found by the words as typed; these are like them. */
  near: string[] | undefined;
}

export async function findPage(reader: Reader, query: ListQuery): Promise<Found> {
  const search = readSearch(query.search);
  const first = !query.after && !query.before;
  if (search?.by === 'words') {
    if (!query.near) {
      const found = await pageOf(
        reader,
        query,
        search.words.map((word) => [word]),
      );
      if (found.items.length > 0 || !first) return { ...found, near: undefined };
    }
    const alternatives = await withNearWords(reader.database, search.words);
    const near = alternatives.flatMap(([, ...others]) => others);
    if (near.length === 0) return { items: [], previous: undefined, next: undefined, near: undefined };
    const found = await pageOf(reader, query, alternatives);
    return { ...found, near: found.items.length > 0 ? near : undefined };
  }
  return { ...(await pageOf(reader, query)), near: undefined };
}

async function pageOf(
  reader: Reader,
  query: ListQuery,
  words?: readonly Alternatives[],
): Promise<Pick<Found, 'items' | 'previous' | 'next'>> {
  const backwards = query.before !== undefined;
  const cursor = query.before ?? query.after;
  const descending = query.oldestFirst === backwards;
  // One more than shown tells whether another page follows.
  const range = { cursor, descending, limit: query.size + 1 };
  const condition = and(asked(query, reader), numbered(reader, query));
  const found = words
    ? await byWords(reader, condition, words, range)
    : await withDetails(reader, inOrder(reader, condition, range), range);
  const items = found.slice(0, query.size);
  const more = found.length > query.size;
  if (backwards) items.reverse();
  const edge = (row: Entry | undefined) => row && writeCursor({ at: row.lastSubmittedAt, id: row.requestId });
  return {
    items,
    previous: (backwards ? more : cursor !== undefined) ? edge(items[0]) : undefined,
    next: (backwards ? true : more) ? edge(items.at(-1)) : undefined,
  };
}

export interface Range {
  cursor: Cursor | undefined;
  descending: boolean;
  limit: number;
}

/** The newest requests that are looked through for the words: a first look, and a longer one where it promises enough. */
const nearby = [1_000, 10_000] as const;

/** Found by the first look, this many of a page promise that the longer one fills it. */
const promising = 5;

/**
 * Common words are found among the newest requests, rare ones by the index of words. PostgreSQL can't tell which of the
 * two a word is, less so the beginning of one, and the wrong way reads every request. So first a bounded look along the
 * order of the list, which also tells how common the words are; where they are rare, the index, whose answer is then
 * short enough to sort.
 */
async function byWords(
  reader: Reader,
  condition: SQL | undefined,
  words: readonly Alternatives[],
  range: Range,
): Promise<Entry[]> {
  const all = tsquery(words);
  const [shortly, longer] = nearby;
  const first = await amongNewest(reader, condition, all, range, shortly);
  if (first.length === range.limit) return first;
  if (first.length >= promising) {
    const second = await amongNewest(reader, condition, all, range, longer);
    if (second.length === range.limit) return second;
  }
  const full = await inFull(reader.database, words);
  const everywhere = reader.database
    .select()
    .from(entries)
    .where(and(condition, beyond(range), sql`${entries.words} @@ ${full}::tsquery`))
    // By an expression, so that no index gives this order and all that match are fetched by the words first.
    .orderBy(...order({ ...entries, lastSubmittedAt: sql`${entries.lastSubmittedAt} + interval '0'` }, range))
    .limit(range.limit)
    .as('everywhere') as unknown as Part;
  return withDetails(reader, everywhere, range);
}

function amongNewest(
  reader: Reader,
  condition: SQL | undefined,
  words: string,
  range: Range,
  limit: number,
): Promise<Entry[]> {
  const window = inOrder(reader, condition, { ...range, limit });
  const among = reader.database
    .select()
    .from(window)
    .where(sql`${window.words} @@ ${words}::tsquery`)
    .orderBy(...order(window, range))
    .limit(range.limit)
    .as('among') as unknown as Part;
  return withDetails(reader, among, range);
}

function inOrder({ database }: Reader, condition: SQL | undefined, range: Range) {
  return database
    .select()
    .from(entries)
    .where(and(condition, beyond(range)))
    .orderBy(...order(entries, range))
    .limit(range.limit)
    .as('in_order');
}

/** Entries, of whichever query: the type of each names its table. */
type Part = ReturnType<typeof inOrder>;

/** What a line shows besides the entry, for the lines of this page alone. */
function withDetails({ database }: Reader, part: ReturnType<typeof inOrder>, range: Range): Promise<Entry[]> {
  const { words: _, ...columns } = part._.selectedFields;
  return database
    .select({
      ...columns,
      organisation: organisations.name,
      siret: organisations.siret,
      assignee: sql<string | null>`${users.givenName} || ' ' || ${users.familyName}`,
    })
    .from(part)
    .innerJoin(organisations, eq(organisations.id, part.organisationId))
    .leftJoin(users, eq(users.id, part.assigneeId))
    .orderBy(...order(part, range));
}

/** Newest or oldest first; the id decides between those of one moment. */
export function order(
  { lastSubmittedAt, requestId }: { lastSubmittedAt: unknown; requestId: unknown },
  { descending }: Range,
): SQL[] {
  const towards = descending ? desc : asc;
  return [lastSubmittedAt, requestId].map((column) => towards(column as SQL));
}

/** Rows after the cursor, in the direction that the list is read. */
export function beyond({ cursor, descending }: Range): SQL | undefined {
  if (!cursor) return undefined;
  const here = sql`(${cursor.at.toISOString()}::timestamptz, ${cursor.id}::uuid)`;
  const row = sql`(${entries.lastSubmittedAt}, ${entries.requestId})`;
  return descending ? sql`${row} < ${here}` : sql`${row} > ${here}`;
}

/** The one request that a number names, by its own or by its habilitation's. */
export function numbered({ database }: Reader, query: ListQuery): SQL | undefined {
  const search = readSearch(query.search);
  if (search?.by === 'request') return eq(entries.number, search.number);
  if (search?.by !== 'habilitation') return undefined;
  const holder = database
    .select({ id: habilitations.requestId })
    .from(habilitations)
    .where(eq(habilitations.number, search.number));
  return inArray(entries.requestId, holder);
}
