/**
 * What somebody typed into the search, as the index of words is asked for it. Pure; `spelling.ts` finds words like those
 * that nobody has written.
 */

/** One request by its number, or requests by words that all have to be there. */
export type Search =
  | { by: 'request'; number: number }
  | { by: 'habilitation'; number: number }
  | { by: 'words'; words: string[] }
  | undefined;

/** Largest number of digits that a request's number has. */
const longestNumber = 12;

export function readSearch(text: string): Search {
  const [, letter, digits = ''] = /^\s*([dh])\s*(\d+)\s*$/i.exec(text) ?? [];
  if (letter && digits.length <= longestNumber) {
    return { by: letter.toLowerCase() === 'd' ? 'request' : 'habilitation', number: Number(digits) };
  }
  // A SIREN or SIRET as registers print it, in groups.
  const whole = /^[\d\s]+$/.test(text) ? text.replace(/\s/g, '') : text;
  const words = [...new Set(normalised(whole))];
  const telling = words.filter((word) => !small.has(word));
  return words.length === 0 ? undefined : { by: 'words', words: (telling[0] ? telling : words).slice(0, 12) };
}

/** Words as they are compared: `instruction_words` of the database does the same. */
export function normalised(text: string): string[] {
  return text
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'OE')
    .replaceAll('æ', 'ae')
    .replaceAll('Æ', 'AE')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.slice(0, 64));
}

/** Words of French that stand in nearly every title: they tell nothing, and cost a look at nearly every request. */
const small = new Set('a au aux d de des du en et l la le les par pour sur un une'.split(' '));

/** A word, and others that serve as well. */
export type Alternatives = [string, ...string[]];

/**
 * As PostgreSQL reads it: every word, each by its beginning where it is long enough to mean something. A final s or x is
 * left out of account, so that a plural finds the singular.
 * @param known the words that begin so, where they are known
 */
export function tsquery(
  words: readonly Alternatives[],
  known: ReadonlyMap<string, readonly string[]> = new Map(),
): string {
  const lexemes = (word: string) => known.get(beginningOf(word) ?? '')?.map(exactly) ?? [lexeme(word)];
  return words.map((each) => `(${[...new Set(each.flatMap(lexemes))].join('|')})`).join('&');
}

/** What a word of letters is found by; undefined where it has to be there as it is, and for a number. */
export function beginningOf(word: string): string | undefined {
  if (word.length < 3 || /\d/.test(word)) return undefined;
  return word.length > 4 ? word.replace(/[sx]$/, '') : word;
}

/** The word has letters and digits alone, so nothing in it means anything to `tsquery`. */
function lexeme(word: string): string {
  if (/^\d+$/.test(word)) return word.length < 6 ? exactly(word) : `${exactly(word)}:*`;
  if (word.length < 3) return exactly(word);
  return `${exactly(word.length > 4 ? word.replace(/[sx]$/, '') : word)}:*`;
}

const exactly = (word: string): string => `'${word}'`;
