/**
 * `npm run statistics:recount`: counts the figures anew from the history and says what was different. With `-- --check`
 * it compares alone, and fails when a figure is not what the history gives.
 */
import { existsSync } from 'node:fs';
import { ConfigurationError, readConfig } from '../config.ts';
import { connect } from '../database/connection.ts';
import { startEmbedded } from '../database/embedded.ts';
import { recount } from './recount.ts';

try {
  if (existsSync('.env')) process.loadEnvFile();
  const config = readConfig(process.env);
  const embedded = config.databaseUrl ? undefined : await startEmbedded(`${config.dataDir}/postgresql`);
  const { database, close } = connect(config.databaseUrl ?? String(embedded?.url), {
    prepare: config.databasePrepare,
  });
  const check = process.argv.includes('--check');
  try {
    const start = performance.now();
    const { events, figures, differences } = await recount(database, { check });
    const seconds = ((performance.now() - start) / 1_000).toFixed(1);
    console.log(`${events} events read in ${seconds} s: ${figures} figures, ${differences.length} different`);
    for (const { figure, kept, counted } of differences.slice(0, 20)) {
      const named = Object.values(figure).filter(Boolean).join(' · ');
      console.log(`  ${named}: ${kept} kept, ${counted} counted`);
    }
    if (!check) console.log('The figures are now those of the history.');
    else if (differences.length > 0) process.exitCode = 1;
  } finally {
    await close();
    await embedded?.stop();
  }
} catch (error) {
  console.error(error instanceof ConfigurationError ? `\n${error.message}\n` : error);
  process.exitCode = 1;
}
