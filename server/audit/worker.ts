/** A thread that verifies ranges until none is left: the hashes of one keep one processor busy. */
import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '../database/connection.ts';
import { histories } from './histories.ts';
import type { Work } from './threads.ts';
import { type Walked, walk } from './walk.ts';

const { config, parts, taken } = workerData as Work;
const { database, close } = connect(config.databaseUrl, { prepare: config.databasePrepare, pool: 1 });
try {
  for (;;) {
    const part = parts[Atomics.add(taken, 0, 1)];
    const history = part && histories[part.history];
    if (!history) break;
    const walked: Walked = await walk({ database, config }, history, part.range);
    parentPort?.postMessage(walked);
  }
} finally {
  await close();
}
