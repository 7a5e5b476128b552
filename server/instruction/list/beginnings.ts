/**
 * Beginnings of words, in full. Of a beginning, the index of words gathers every request that has it before it looks at
 * the next word: « cantine » with the name of a village costs as much as « cantine » alone. Of whole words it follows the
 * rarest, and only looks the others up.
 */
import { sql } from 'drizzle-orm';
import type { Database } from '../../database/connection.ts';
import { type Alternatives, beginningOf, tsquery } from './search.ts';
import { searchWords } from './tables.ts';

/** Words with one beginning. One of more stays a beginning, as does one of none that is known. */
const most = 25;

/** @returns the same question, asked for the words that requests have */
export async function inFull(database: Database, words: readonly Alternatives[]): Promise<string> {
  const beginnings = [...new Set(words.flat().flatMap((word) => beginningOf(word) ?? []))];
  if (beginnings.length === 0) return tsquery(words);
  const list = (texts: string[]) => `{${texts.join(',')}}`;
  // Whatever the order of the database makes of other signs: these are letters alone.
  const found = await database.execute<{ beginning: string; known: string[] }>(sql`
    select beginning, array(
      select word from ${searchWords} where word >= beginning and word < beyond and starts_with(word, beginning)
      limit ${most + 1}) as known
    from unnest(${list(beginnings)}::text[], ${list(beginnings.map(after))}::text[]) as asked(beginning, beyond)`);
  const few = found.filter(({ known }) => known.length > 0 && known.length <= most);
  return tsquery(words, new Map(few.map(({ beginning, known }) => [beginning, known])));
}

/** The first that comes after all that begin so: « cantio » for « cantin ». */
function after(beginning: string): string {
  const kept = beginning.replace(/z+$/, '');
  const last = kept.charCodeAt(kept.length - 1);
  return kept ? `${kept.slice(0, -1)}${String.fromCharCode(last + 1)}` : `${beginning}zzzz`;
}
