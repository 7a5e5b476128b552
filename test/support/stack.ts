/** Our whole application with its stand-ins on free ports, against one database: what a person would have started. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { type RunningServer, type StartOptions, startServer } from '../../server/start.ts';

export interface Stack extends RunningServer {
  /** Our own address: `http://localhost:<port>`. */
  url: string;
}

export interface StackOptions extends StartOptions {
  /** A migrated database or an empty one. */
  databaseUrl: string;
  /** More of the environment: `{ LOG_LEVEL: 'debug' }`. */
  environment?: Record<string, string>;
}

/**
 * Stop it with `stack.stop()` (in `afterAll`). Nothing is shared with another stack but what the database holds.
 * No vitest here: the benchmarks start it too.
 */
export async function startStack({
  databaseUrl,
  environment = {},
  ...options
}: StackOptions): Promise<Stack> {
  const dataDir = await mkdtemp(join(tmpdir(), 'datapass-stack-'));
  const config = {
    ...readConfig({
      NODE_ENV: 'test',
      PORT: '0',
      CATALOGUE_PORT: '0',
      PROCONNECT_PORT: '0',
      MAILBOX_PORT: '0',
      DATABASE_URL: databaseUrl,
      DATABASE_POOL: '5',
      LOG_LEVEL: 'silent',
      ...environment,
    }),
    dataDir,
  };
  const running = await startServer(config, options);
  return {
    ...running,
    url: running.urls.app,
    async stop() {
      await running.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
