/**
 * `npm run audit:verify [-- signature…]`: recomputes every chain of the history and every checkpoint, and names the first
 * row that somebody altered, removed or inserted behind the application's back. With signatures of checkpoints that were
 * kept elsewhere (the log has one per night), these must be there too. Fails when something does not hold.
 */
import { onDatabase } from '../database/command.ts';
import { reportOf } from './report.ts';
import { verifyHistory } from './verify.ts';

await onDatabase(async (database, config) => {
  const start = performance.now();
  const audit = await verifyHistory({ database, config }, { kept: process.argv.slice(2) });
  console.log(reportOf(audit, (performance.now() - start) / 1_000));
  if (audit.faults.length + audit.checkpoints.faults.length > 0) process.exitCode = 1;
});
