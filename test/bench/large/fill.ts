/**
 * Fills an empty, migrated database with a large house, of which everything holds: the chains, the lists, the figures.
 * Rows are made by the product's own rules, in as many threads as there are processors, and written by `copy`.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { getTableName, sql as text } from 'drizzle-orm';
import postgres from 'postgres';
import type { Config } from '../../../server/config.ts';
import { connect } from '../../../server/database/connection.ts';
import { registerEntries } from '../../../server/habilitations/register/tables.ts';
import { instructionEntries, searchWords } from '../../../server/instruction/list/tables.ts';
import { recount } from '../../../server/statistics/recount.ts';
import { bodiesIn } from './house.ts';
import { withoutIndexes } from './indexes.ts';
import { filled } from './rows.ts';

export interface Filling {
  url: string;
  /** The keys of the chains. */
  config: Pick<Config, 'secretKey' | 'dataDir' | 'catalogueDir'>;
  /** Requests. */
  size: number;
  now: Date;
  threads?: number;
  say?: (line: string) => void;
}

/** What a thread is given. */
export interface Share {
  url: string;
  config: Filling['config'];
  size: number;
  now: Date;
  /** How many blocks are taken, shared by all threads. */
  taken: Int32Array;
}

/** Requests that are written together: some thirty megabytes. */
export const block = 5_000;

export async function fill({ url, config, size, now, threads, say = () => {} }: Filling): Promise<void> {
  const { secretKey, dataDir, catalogueDir } = config;
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const done = stopwatch(say);
  try {
    await sql`set maintenance_work_mem = '512MB'`;
    const tables = Object.values(filled).map(getTableName);
    const makeIndexes = await withoutIndexes(sql, tables);
    const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const share: Share = { url, config: { secretKey, dataDir, catalogueDir }, size, now, taken };
    let blocks = 0;
    const most = Math.ceil(Math.max(size, bodiesIn({ size })) / block);
    const written = () => {
      if (++blocks % Math.ceil(most / 10) === 0)
        say(`${String(Math.round((blocks / most) * 100)).padStart(7)} %`);
    };
    await Promise.all(
      Array.from({ length: Math.min(threads ?? availableParallelism(), most) }, () => run(share, written)),
    );
    done(`${size} requests with their history written`);
    await makeIndexes();
    await sql`select setval(pg_get_serial_sequence('requests', 'number'), (select max(number) from requests))`;
    await sql.unsafe(`analyze ${tables.map((name) => `"${name}"`).join(', ')}`);
    done('indexes made');

    const kept = [instructionEntries, searchWords, registerEntries].map(getTableName);
    const makeOthers = await withoutIndexes(sql, kept);
    await sql`select instruction_list_rebuild()`;
    await sql`select register_rebuild()`;
    await makeOthers();
    done('lists made');
    const { database, close } = connect(url, { pool: 1 });
    try {
      const { events, figures } = await recount(database, { check: false });
      done(`${figures} figures counted from ${events} events`);
      await database.execute(text`vacuum analyze`);
    } finally {
      await close();
    }
    done('tables analysed');
  } finally {
    await sql.end();
  }
}

/** @param written called after each block */
function run(workerData: Share, written: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData });
    worker.on('message', written);
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
}

/** Says how long each part took. */
function stopwatch(say: (line: string) => void): (what: string) => void {
  let last = performance.now();
  return (what) => {
    const now = performance.now();
    say(`${((now - last) / 1_000).toFixed(1).padStart(7)} s  ${what}`);
    last = now;
  };
}
