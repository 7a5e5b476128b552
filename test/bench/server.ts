/** The application in a process of its own, as `npm start` runs it, with a PostgreSQL that the bench can read too. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbedded } from '../../server/database/embedded.ts';

export interface BenchServer {
  url: string;
  databaseUrl: string;
  mailboxUrl: string;
  pid: number;
  /** Makes an origin a known catalogue site. */
  registerSite(origin: string): Promise<void>;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '../..');

/** @param environment settings beside the ports and the database */
export async function startBenchServer(environment: Record<string, string> = {}): Promise<BenchServer> {
  const folder = await temporaryFolder();
  const database = await startEmbedded(join(folder, 'postgresql'));
  const ports = await freePorts();
  const started = await startProcess({
    ...ports,
    DATA_DIR: folder,
    DATABASE_URL: database.url,
    ...environment,
  }).catch(async (error) => {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    url: `http://localhost:${ports.PORT}`,
    mailboxUrl: `http://localhost:${ports.MAILBOX_PORT}`,
    databaseUrl: database.url,
    pid: started.child.pid ?? 0,
    async registerSite(origin) {
      const sql = postgres(database.url, { max: 1 });
      await sql`insert into sites (client_id, name, origins, paths) values ('bench', 'Bench', ${[origin]}, ${['/*']})`;
      await sql.end();
    },
    async stop() {
      await stopProcess(started.child);
      await database.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A folder that PostgreSQL's account may enter too: it refuses to run as root. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'datapass-bench-'));
  await chmod(folder, 0o755);
  return folder;
}

/** Ports for the application and its stand-ins, by the variables that set them. */
export async function freePorts(): Promise<Record<string, string>> {
  const names = ['PORT', 'CATALOGUE_PORT', 'PROCONNECT_PORT', 'MAILBOX_PORT'];
  const servers = names.map(() => createServer().listen(0));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return Object.fromEntries(names.map((name, index) => [name, String(ports[index])]));
}

/**
 * Runs the start command until it answers.
 * @returns the process, and the milliseconds from its start to its first answer
 */
export async function startProcess(
  environment: Record<string, string>,
): Promise<{ child: ChildProcess; milliseconds: number }> {
  const begin = performance.now();
  const child = spawn(process.execPath, ['server/main.ts'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'error', ...environment },
  });
  const url = `http://localhost:${environment.PORT}/health`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The application stopped at its start (${child.exitCode}).`);
    if (performance.now() - begin > 60_000) throw new Error('The application did not start within 60 s.');
    const answered = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return { child, milliseconds: performance.now() - begin };
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
