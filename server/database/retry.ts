/** Every command may be run again: distributed engines answer 40001, and so may PostgreSQL under a deadlock. */

import { setTimeout } from 'node:timers/promises';

const retryable = new Set(['40001', '40P01']);

/** PostgreSQL's error code, through drizzle's wrapper. */
export function errorCode(error: unknown): string | undefined {
  const cause = (error as { cause?: unknown } | undefined)?.cause ?? error;
  return (cause as { code?: string } | undefined)?.code;
}

/**
 * Runs `work` again on a serialisation failure, at most `attempts` times. The pause grows and is drawn at random: those
 * who collided would otherwise meet again at once. About a second in all.
 */
export async function retried<T>(work: () => Promise<T>, attempts = 8): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !retryable.has(errorCode(error) ?? '')) throw error;
      await setTimeout(Math.random() * 4 * 2 ** attempt);
    }
  }
}
