/**
 * Words like a mistyped one. They are looked for among the words that requests have, each once: a comparison with every
 * request would take seconds where there are a million.
 */
import { asc, desc, sql } from 'drizzle-orm';
import type { Database } from '../../database/connection.ts';
import type { Alternatives } from './search.ts';
import { searchWords } from './tables.ts';

/** Like ones for each word. */
const most = 5;

/** Share of the likeness of the best: what is less like the word was hardly meant. */
const nearlyAs = 0.8;

/** Shorter words are like too many others. */
const shortest = 4;

/** @returns each word with those that are like it, most alike first: by the groups of three letters that they share */
export function withNearWords(database: Database, words: readonly string[]): Promise<Alternatives[]> {
  return Promise.all(
    words.map(async (word): Promise<Alternatives> => {
      if (word.length < shortest || /\d/.test(word)) return [word];
      const likeness = sql<number>`similarity(${searchWords.word}, ${word})`;
      const found = await database
        .select({ word: searchWords.word, likeness })
        .from(searchWords)
        .where(sql`${searchWords.word} % ${word}`)
        .orderBy(desc(likeness), asc(searchWords.word))
        .limit(most);
      const best = Number(found[0]?.likeness ?? 0);
      const near = found.filter((each) => each.word !== word && Number(each.likeness) >= best * nearlyAs);
      return [word, ...near.map((each) => each.word)];
    }),
  );
}
