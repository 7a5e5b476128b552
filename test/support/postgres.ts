/**
 * vitest's global set-up: one PostgreSQL for all test files, one migrated template; each file clones its own database,
 * so files run in parallel and leave nothing behind.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../server/database/embedded.ts';
import { migrate } from '../../server/database/migrate.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'datapass-test-'));
  const embedded = await startEmbedded(folder);
  const admin = postgres(embedded.url, { max: 1 });
  // What is written here need not outlive a power cut; the tests of a crash have a PostgreSQL of their own.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await admin`alter system set ${admin(setting)} = off`;
  await admin`select pg_reload_conf()`;
  await admin`create database template_datapass`;
  await admin.end();
  await migrate(databaseUrl(embedded.url, 'template_datapass'));
  project.provide('postgresUrl', embedded.url);
  return async () => {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** The same server, another database. */
export function databaseUrl(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
