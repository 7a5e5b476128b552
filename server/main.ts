/** configuration → database → app → listen; nothing else: `start.ts` says how. */
import { existsSync } from 'node:fs';
import { ConfigurationError, readConfig } from './config.ts';
import { announce } from './stand-ins/announce.ts';
import { people } from './stand-ins/people.ts';
import { type RunningServer, startServer } from './start.ts';

let running: Promise<RunningServer> | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    // A start under way ends first: what it has opened can only then be closed.
    await running?.then((server) => server.stop()).catch(() => {});
    process.exit(0);
  });
}

try {
  if (existsSync('.env')) process.loadEnvFile();
  running = startServer(readConfig(process.env));
  const { urls } = await running;
  console.log(announce(urls, people));
} catch (error) {
  console.error(error instanceof ConfigurationError ? `\n${error.message}\n` : error);
  process.exit(1);
}
