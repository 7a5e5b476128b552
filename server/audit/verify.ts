/** Verifies the whole history: every chain, and that it still is what the checkpoints have signed. */
import type { Config } from '../config.ts';
import {
  type CheckpointFault,
  type CheckpointVerdict,
  checkCheckpoints,
  readCheckpoints,
} from './checkpoint.ts';
import { histories } from './histories.ts';
import { partsOf } from './ranges.ts';
import { addTo, type Tallies } from './root.ts';
import { walkInThreads } from './threads.ts';
import { type Fault, type Walked, walk } from './walk.ts';

export type AuditServices = Parameters<typeof walk>[0] & {
  config: Pick<Config, 'databasePrepare' | 'databaseUrl'>;
};

export interface Audit {
  /** That hold. */
  events: number;
  chains: number;
  /** One per chain that does not hold, the oldest chain first. */
  faults: Fault[];
  checkpoints: CheckpointVerdict;
  /** What a checkpoint is made from. */
  tallies: Tallies;
}

export interface AuditOptions {
  /** 0: in this thread. Absent: as many as pay; a short history is read before a thread has begun. */
  threads?: number;
  /** Signatures of checkpoints that somebody has kept elsewhere, which have to be here. */
  kept?: string[];
}

export async function verifyHistory(
  services: AuditServices,
  { threads, kept = [] }: AuditOptions = {},
): Promise<Audit> {
  const { database, config } = services;
  // Read first: what is signed meanwhile is of the chains as they are by then.
  const checkpoints = await readCheckpoints(database);
  const parts = await partsOf(database);
  const sum: Walked = { events: 0, chains: 0, faults: [], tallies: new Map() };
  const add = (walked: Walked) => {
    sum.events += walked.events;
    sum.chains += walked.chains;
    sum.faults.push(...walked.faults);
    for (const [day, tally] of walked.tallies) addTo(sum.tallies, day, tally);
  };
  const short = threads === undefined && parts.length <= histories.length;
  if (short || threads === 0 || !config.databaseUrl) {
    for (const { history, range } of parts) {
      const read = histories[history];
      if (read) add(await walk(services, read, range));
    }
  } else {
    await walkInThreads({ ...config, databaseUrl: config.databaseUrl }, parts, add, threads);
  }
  sum.faults.sort((a, b) => (a.chainId < b.chainId ? -1 : 1));
  return { ...sum, checkpoints: await checkCheckpoints(services, checkpoints, sum.tallies, kept) };
}

export type { CheckpointFault };
