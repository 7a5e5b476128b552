import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { startEmbedded } from '../../../server/database/embedded.ts';

const folder = await mkdtemp(join(tmpdir(), 'datapass-embedded-'));
const children: ChildProcess[] = [];
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  // Whoever comes last stops what the others left.
  await (await startEmbedded(folder)).stop();
  await rm(folder, { recursive: true, force: true });
});

const owner = join(import.meta.dirname, 'embedded-owner.ts');

/** Another Node that owns the PostgreSQL of `folder`; resolves once it is up. */
async function startOwner(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [owner, folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  const [line] = await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
  return { child, url: String(line).trim() };
}

async function query<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

/** What the system says of a process; empty when it is gone. */
const state = (pid: number) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');

test('a start after Node was killed adopts its PostgreSQL, finds the data, and stops it in the end', async () => {
  const first = await startOwner();
  await query(first.url, (sql) => sql`create table kept as select 'here' as word`);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await startEmbedded(folder);
  expect(second.url).toBe(first.url);
  expect(await query(second.url, (sql) => sql`select word from kept`)).toMatchObject([{ word: 'here' }]);
  await second.stop();
  await expect(query(second.url, (sql) => sql`select 1`)).rejects.toThrow();
});

test('a start after the whole tree was killed recovers what was committed', async () => {
  const first = await startOwner();
  await query(first.url, (sql) => sql`create table crashed as select 'still here' as word`);
  const postmaster = Number((await readFile(join(folder, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(postmaster, 'SIGKILL');
  // The kernel ends a process when it gets to it.
  await expect.poll(() => state(postmaster), { timeout: 10_000 }).toMatch(/^$|\) Z /);
  first.child.kill('SIGKILL');
  await once(first.child, 'exit');

  const second = await startEmbedded(folder);
  expect(await query(second.url, (sql) => sql`select word from crashed`)).toMatchObject([
    { word: 'still here' },
  ]);
  await second.stop();
});

test('a command that joins a running PostgreSQL leaves it to its owner', async () => {
  const first = await startOwner();
  const joined = await startEmbedded(folder);
  await joined.stop();
  expect(await query(first.url, (sql) => sql`select 1 as one`)).toMatchObject([{ one: 1 }]);
  first.child.kill('SIGTERM');
  await once(first.child, 'exit');
  await expect(query(first.url, (sql) => sql`select 1`)).rejects.toThrow();
});
