/** How much of a PDF is read, by what means, and what comes out. */

export const mostPages = 500;

/** Of all pages together: looking through them delays everybody, by a tenth of a second at most. */
export const mostCharacters = 600_000;

/** Milliseconds, bytes of memory, bytes of the answer. */
export interface Means {
  time: number;
  memory: number;
  answer: number;
}

export const usualMeans: Means = { time: 60_000, memory: 512_000_000, answer: 16_000_000 };

export type Failure = 'encrypted' | 'damaged' | 'too_heavy';

export type Extracted = { pages: string[]; pageCount: number } | { failure: Failure };
