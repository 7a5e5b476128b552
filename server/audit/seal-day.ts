/** The job of every night: verifies the whole history and, when it holds, signs how far it goes. */
import type { Services } from '../services.ts';
import { lastCheckpoint, signedCheckpoint } from './checkpoint.ts';
import { histories } from './histories.ts';
import { faultText } from './report.ts';
import { checkpoints } from './tables.ts';
import { type AuditOptions, verifyHistory } from './verify.ts';

type SealServices = Pick<Services, 'database' | 'config' | 'log' | 'now'>;

const hour = 3_600_000;
const day = 24 * hour;

/** Milliseconds after midnight by which every command of the day before has been written. */
const settled = hour;

/**
 * Signs yesterday, where nobody has yet. A history that does not hold is not signed: each night says so again.
 * Any number of processes may try; one checkpoint is made.
 * @returns whether this call has made it
 */
export async function sealDay(services: SealServices, options: AuditOptions = {}): Promise<boolean> {
  const { database, log, now } = services;
  const latest = new Date(now().getTime() - settled - day).toISOString().slice(0, 10);
  const last = await lastCheckpoint(database);
  if (last && last.day >= latest) return false;
  const audit = await verifyHistory(services, options);
  const [fault] = [...audit.faults, ...audit.checkpoints.faults];
  if (fault) {
    log.error({ fault: faultText(fault) }, 'the history does not hold: no checkpoint is made');
    return false;
  }
  const checkpoint = await signedCheckpoint(services, latest, audit.tallies, last?.signature);
  const until = new Date(new Date(latest).getTime() + day);
  // Clocks may disagree by a moment: the last hour of the day before is looked at again.
  const since = last && new Date(new Date(last.day).getTime() + day - hour);
  const made = await database.transaction(async (transaction) => {
    const written = await transaction
      .insert(checkpoints)
      .values(checkpoint)
      .onConflictDoNothing()
      .returning();
    if (written.length === 0) return false;
    for (const history of histories) await history.keepHeads(transaction, since, until);
    return true;
  });
  // Whoever collects the logs keeps what nobody can then take back.
  if (made) log.info(checkpoint, 'checkpoint of the history');
  return made;
}
