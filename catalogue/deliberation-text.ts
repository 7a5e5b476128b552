/**
 * The text of a document made comparable: accents, ligatures, capitals, hyphenation, line breaks and punctuation no
 * longer matter. « L114-8 », « L. 114-8 » and « l 114‑8 » become « l 114 8 ». Pure.
 */

/** A document's text, and where its pages start in it. */
export interface PlainText {
  /** Words between single spaces, one at both ends. */
  text: string;
  /** Offset in `text` of each page. */
  starts: number[];
}

export interface Match {
  at: number;
  /** From 1. */
  page: number;
}

export function plainText(pages: readonly string[]): PlainText {
  let text = ' ';
  const starts: number[] = [];
  for (const page of pages) {
    starts.push(text.length);
    const words = plainWords(page);
    if (words) text += `${words} `;
  }
  return { text, starts };
}

/** Words in small letters without accents, figures apart, between single spaces. */
export function plainWords(text: string): string {
  const words = text
    // A word cut at the end of its line; « L. 114-⏎8 » is none.
    .replace(/(\p{L})[-‐‑\u00ad][^\S\n]*\r?\n\s*(?=\p{Ll})/gu, '$1')
    .replace(/\u00ad/g, '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  // Titles set letter by letter: « D É L I B È R E ».
  return words.replace(/\b[a-z](?: [a-z]){3,}\b/g, (spaced) => spaced.replaceAll(' ', ''));
}

/** Every place where one of these stands, in order. A `*` at the end of a word stands for its other endings. */
export function matches({ text, starts }: PlainText, phrases: readonly string[]): Match[] {
  return phrases
    .flatMap((phrase) => {
      const expression = expressionOf(phrase);
      return expression ? [...text.matchAll(expression)].map(({ index }) => index + 1) : [];
    })
    .sort((a, b) => a - b)
    .map((at) => ({ at, page: pageAt(starts, at) }));
}

/** From 1. */
export function pageAt(starts: readonly number[], at: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(1, low);
}

/** Letters, figures, spaces and « any letters » alone: nothing that could take long to match. */
function expressionOf(phrase: string): RegExp | undefined {
  const pattern = phrase
    .trim()
    .split(/(\*)/)
    .map((part) => (part === '*' ? '[a-z]* ' : `${plainWords(part)} `))
    .join('')
    .replace(/ (?=\[)/g, '')
    .replace(/ +/g, ' ')
    .trim();
  return pattern ? new RegExp(` ${pattern}(?= )`, 'g') : undefined;
}
