/** Runs a command of the terminal on the database that the configuration names, or on the one of `npm start`. */
import { existsSync } from 'node:fs';
import { type Config, ConfigurationError, readConfig } from '../config.ts';
import { connect, type Database } from './connection.ts';
import { startEmbedded } from './embedded.ts';

/** Says in words what is wrong with the configuration, and fails with what `run` throws. */
export async function onDatabase(
  run: (database: Database, config: Config & { databaseUrl: string }) => Promise<void>,
): Promise<void> {
  try {
    if (existsSync('.env')) process.loadEnvFile();
    const config = readConfig(process.env);
    const embedded = config.databaseUrl ? undefined : await startEmbedded(`${config.dataDir}/postgresql`);
    const databaseUrl = config.databaseUrl ?? String(embedded?.url);
    const { database, close } = connect(databaseUrl, { prepare: config.databasePrepare });
    try {
      await run(database, { ...config, databaseUrl });
    } finally {
      await close();
      await embedded?.stop();
    }
  } catch (error) {
    console.error(error instanceof ConfigurationError ? `\n${error.message}\n` : error);
    process.exitCode = 1;
  }
}
