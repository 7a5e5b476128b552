/** ClamAV's own daemon, where it is installed, with a signature of our own: its databases are large and elsewhere. */
import { spawn } from 'node:child_process';
import { accessSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { eicar } from './clamd.ts';

/** Undefined where it is not installed. */
export const clamd = ['/usr/sbin/clamd', '/usr/bin/clamd', '/opt/homebrew/sbin/clamd'].find((path) => {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
});

export async function startClamd(program: string): Promise<{ path: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'datapass-clamd-'));
  const path = join(folder, 'clamd.sock');
  // Any content that holds the test text: name, any type of file, anywhere, hexadecimal.
  await writeFile(join(folder, 'test.ndb'), `Test.Eicar:0:*:${Buffer.from(eicar).toString('hex')}\n`);
  const settings = [
    `LocalSocket ${path}`,
    `DatabaseDirectory ${folder}`,
    'Foreground yes',
    'StreamMaxLength 11M',
  ];
  await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
  const child = spawn(program, ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + 15_000;
  while (!(await answers(path))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await close();
      throw new Error('clamd does not start');
    }
    await wait(100);
  }
  return { path, close };
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ path }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
