/** Runs a command that concerns other requests of the file too: with what it does to them, in one transaction. */
import type { Actor } from '../accounts/actor.ts';
import { errorCode, retried } from '../database/retry.ts';
import type { RequestEvent, RequestRow } from '../requests/life/events.ts';
import type { CommandOptions, RequestServices } from '../requests/store/execute.ts';
import type { LoadedRequest } from '../requests/store/load.ts';
import { rowOf, writingOf } from '../requests/store/writing.ts';
import { type Change, changesOf } from './changes.ts';
import { fileChanged } from './problems.ts';
import { type Part, writeAll } from './write.ts';

/** A draft sent with its lead, as it was checked. */
export interface Also extends Change {
  row: RequestRow;
}

/** Whether a request has others beside it that a command may concern: most have none, and cost nothing. */
export const concernsFile = ({ joined }: Pick<RequestRow, 'joined'>): boolean => joined > 0;

/** Others may be saved meanwhile: what is done to them is worked out again. */
const attempts = 5;

/**
 * @returns undefined when the request itself has moved on
 * @throws {Problem} 412 one of those sent with it has
 */
export async function saveTogether(
  services: RequestServices,
  target: LoadedRequest,
  happened: RequestEvent[],
  actor: Actor,
  options: CommandOptions,
): Promise<RequestRow | undefined> {
  const { also = [], idempotency, language = 'fr' } = options;
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const [own, ...others] = await changesOf(services, target, happened, also);
    if (!own) throw new TypeError('a command without events');
    const parts: Part[] = [];
    for (const { row, events, copies, dropped } of [own, ...others]) {
      const key = row.id === target.row.id ? idempotency : undefined;
      const documents = [...copies, ...(row.id === target.row.id ? (options.documents ?? []) : [])];
      const writing = await writingOf(services, row, events, actor, { idempotency: key, documents });
      parts.push({ writing, dropped });
    }
    const written = await once(() => retried(() => writeAll(services.database, parts, services.now())));
    if (!written) return undefined;
    if (!('lost' in written)) {
      services.bell.ring();
      const [first] = written;
      return first && parts[0] && rowOf(parts[0].writing, first);
    }
    const { lost } = written;
    if (lost === target.row.id) return undefined;
    if (also.some(({ row }) => row.id === lost)) throw fileChanged(lost, language);
  }
  return undefined;
}

/** @returns undefined when the idempotency key has just been used */
async function once<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (errorCode(error) === '23505') return undefined;
    throw error;
  }
}
