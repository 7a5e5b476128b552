/** Shares the chains out among threads: each takes the next range when it has done with one. */
import type { Database } from '../database/connection.ts';
import { histories, type Range } from './histories.ts';

export interface Part {
  /** Place of the history in `histories`. */
  history: number;
  range: Range;
}

/** Chains in a range: a quarter of a second or so. */
const step = 2_000;

export async function partsOf(database: Pick<Database, 'select' | 'execute'>): Promise<Part[]> {
  const parts: Part[] = [];
  for (const [history, { bounds }] of histories.entries()) {
    const ends = await bounds(database, step);
    for (const [index, upTo] of [...ends, undefined].entries()) {
      parts.push({ history, range: { after: ends[index - 1], upTo } });
    }
  }
  return parts;
}
