/**
 * `npm run load:seed [-- requests]`: a large house in a database of its own, to measure and to look at. By default
 * 1 000 000 requests with some 5 000 000 events and 200 000 habilitations over four years: ten gigabytes and a quarter of
 * an hour. It stands in `var/load/<requests>`, which is made anew each time: `DATA_DIR=var/load/10000 npm start` shows it,
 * `npm run bench -- load` measures it, `DATA_DIR=var/load/10000 npm run audit:verify` verifies it.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { readConfig } from '../../../server/config.ts';
import { startEmbedded } from '../../../server/database/embedded.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { fill } from './fill.ts';
import { folderOf } from './folder.ts';

const size = Number(process.argv[2] ?? 1_000_000);
if (!Number.isInteger(size) || size < 100 || size > 10_000_000) {
  console.error('How many requests? A whole number from 100 to 10000000: npm run load:seed -- 10000');
  process.exit(2);
}

const dataDir = folderOf(size);
const folder = join(dataDir, 'postgresql');
// One that still runs is stopped before its folder goes.
if (existsSync(folder)) await (await startEmbedded(folder)).stop();
await rm(dataDir, { recursive: true, force: true });
const embedded = await startEmbedded(folder);
try {
  await migrate(embedded.url);
  const sql = postgres(embedded.url, { max: 1, onnotice: () => {} });
  // What is lost in a crash is made again.
  await sql`alter system set fsync = off`;
  await sql`alter system set max_wal_size = '8GB'`;
  await sql`select pg_reload_conf()`;
  const start = performance.now();
  await fill({
    url: embedded.url,
    config: readConfig({ DATA_DIR: dataDir }),
    size,
    now: new Date(),
    say: console.log,
  });
  await sql`alter system reset all`;
  await sql`select pg_reload_conf()`;
  await sql`checkpoint`;
  const [made] = await sql`
    select (select count(*)::int from requests) as requests, (select count(*)::int from events) as events,
      (select count(*)::int from habilitations) as habilitations,
      pg_size_pretty(pg_database_size(current_database())) as size`;
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  console.log(
    `${made?.requests} requests, ${made?.events} events, ${made?.habilitations} habilitations: ${made?.size}, ${minutes} min`,
  );
  console.log(`They stand in ${dataDir}.`);
  await sql.end();
} finally {
  await embedded.stop();
}
