/**
 * `npm run audit:verify [-- signature…]`: recomputes every chain of the history and every checkpoint, and names the first
 * row that somebody altered, removed or inserted behind the application's back. With signatures of checkpoints that were
 * kept elsewhere (the log has one per night), these must be there too. Fails when something does not hold.
 */
import { existsSync } from 'node:fs';
import { ConfigurationError, readConfig } from '../config.ts';
import { connect } from '../database/connection.ts';
import { startEmbedded } from '../database/embedded.ts';
import { reportOf } from './report.ts';
import { verifyHistory } from './verify.ts';

try {
  if (existsSync('.env')) process.loadEnvFile();
  const config = readConfig(process.env);
  const embedded = config.databaseUrl ? undefined : await startEmbedded(`${config.dataDir}/postgresql`);
  const databaseUrl = config.databaseUrl ?? String(embedded?.url);
  const { database, close } = connect(databaseUrl, { prepare: config.databasePrepare });
  try {
    const start = performance.now();
    const audit = await verifyHistory(
      { database, config: { ...config, databaseUrl } },
      { kept: process.argv.slice(2) },
    );
    console.log(reportOf(audit, (performance.now() - start) / 1_000));
    if (audit.faults.length + audit.checkpoints.faults.length > 0) process.exitCode = 1;
  } finally {
    await close();
    await embedded?.stop();
  }
} catch (error) {
  console.error(error instanceof ConfigurationError ? `\n${error.message}\n` : error);
  process.exitCode = 1;
}
