/** configuration → database → services → app → listen; nothing else. */
import { getRequestListener } from '@hono/node-server';
import pino from 'pino';
import { createApp } from './app.ts';
import { ConfigurationError, readConfig } from './config.ts';
import { connect } from './database/connection.ts';
import { startEmbedded } from './database/embedded.ts';
import { migrate } from './database/migrate.ts';
import { listen } from './http/listen.ts';
import type { Services } from './services.ts';

const closers: (() => Promise<void>)[] = [];

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel });
  let databaseUrl = config.databaseUrl;
  if (!databaseUrl) {
    const embedded = await startEmbedded(`${config.dataDir}/postgresql`);
    closers.unshift(embedded.stop);
    databaseUrl = embedded.url;
  }
  await migrate(databaseUrl);
  const connection = connect(databaseUrl, { prepare: config.databasePrepare, pool: config.databasePool });
  closers.unshift(connection.close);
  const services: Services = { config, log, database: connection.database, now: () => new Date() };
  const server = await listen(getRequestListener(createApp(services).fetch), config.port, 'PORT');
  closers.unshift(server.close);
  console.log(`DataPass  ${config.publicUrl}`);
}

async function stop(): Promise<void> {
  for (const close of closers.splice(0)) await close().catch((error) => console.error(error));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => stop().then(() => process.exit(0)));
}

start().catch(async (error) => {
  console.error(error instanceof ConfigurationError ? `\n${error.message}\n` : error);
  await stop();
  process.exit(1);
});
