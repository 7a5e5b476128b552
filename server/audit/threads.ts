/** Verifies ranges in threads beside the main one, which goes on serving. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Config } from '../config.ts';
import type { Part } from './ranges.ts';
import type { Walked } from './walk.ts';

/** What a thread is given. */
export interface Work {
  config: Pick<Config, 'secretKey' | 'dataDir' | 'databasePrepare'> & { databaseUrl: string };
  parts: Part[];
  /** How many parts are taken, shared by all threads. */
  taken: Int32Array;
}

/** @throws what a thread has met: the database is away */
export async function walkInThreads(
  config: Work['config'],
  parts: Part[],
  onWalked: (walked: Walked) => void,
  threads = Math.min(availableParallelism(), parts.length),
): Promise<void> {
  const { secretKey, dataDir, databasePrepare, databaseUrl } = config;
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: Work = { config: { secretKey, dataDir, databasePrepare, databaseUrl }, parts, taken };
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('worker.ts', import.meta.url), { workerData }),
  );
  try {
    await Promise.all(
      workers.map(
        (worker) =>
          new Promise<void>((resolve, reject) => {
            worker.on('message', onWalked);
            worker.once('error', reject);
            worker.once('exit', () => resolve());
          }),
      ),
    );
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}
