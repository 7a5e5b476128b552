/** Writes what one command does to several requests of a file: all of it, or nothing. */
import type { Database } from '../database/connection.ts';
import { type Writing, type Written, write } from '../requests/store/statement.ts';
import { detachAll, raise } from './store.ts';

/** What happens to one request. */
export interface Part {
  writing: Writing;
  /** Documents of its own that give way to the lead's. */
  dropped: string[];
}

/** The request whose version has moved on, or that was joined meanwhile: nothing was written. */
export interface Lost {
  lost: string;
}

/**
 * @param parts the one that is commanded first: whoever joins it waits for its row
 */
export async function writeAll(
  database: Database,
  parts: readonly Part[],
  at: Date,
): Promise<Written[] | Lost> {
  const [only, ...others] = parts;
  if (only && !others[0] && !only.dropped[0]) {
    // So is each save of one draft of a file: its statement is all or nothing by itself, and stays prepared.
    const row = await write(database, only.writing);
    return row ? [row] : { lost: only.writing.after.id };
  }
  try {
    return await database.transaction(async (transaction) => {
      const written: Written[] = [];
      for (const { writing, dropped } of parts) {
        const row = await write(transaction as unknown as Database, writing);
        if (!row) throw new Overtaken(writing.after.id);
        await detachAll(transaction, writing.after.id, dropped, at);
        written.push(row);
      }
      return written;
    });
  } catch (error) {
    if (error instanceof Overtaken) return { lost: error.id };
    throw error;
  }
}

/** Writes a new request that is filled in with a draft, unless that draft can no longer lead. */
export async function joining(
  database: Database,
  lead: Parameters<typeof raise>[1],
  writing: Writing,
): Promise<Written | undefined> {
  return database.transaction(async (transaction) => {
    if (!(await raise(transaction, lead))) return undefined;
    return write(transaction as unknown as Database, writing);
  });
}

class Overtaken extends Error {
  readonly id: string;
  constructor(id: string) {
    super('overtaken');
    this.id = id;
  }
}
