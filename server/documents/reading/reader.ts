/**
 * Reads the text of a PDF in a process of its own: it sees no file but its own program, starts nothing, knows nothing of
 * our environment, and ends when it takes too long or too much memory.
 */
import { spawn } from 'node:child_process';
import { readFile, realpath } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { type Extracted, type Means, usualMeans } from './limits.ts';

/** Milliseconds between two looks at the memory that a reader takes. */
const glance = 50;

export async function readPdf(content: Readable, means: Means = usualMeans): Promise<Extracted> {
  const child = spawn(process.execPath, await parameters(), {
    env: {},
    cwd: import.meta.dirname,
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: means.time,
    killSignal: 'SIGKILL',
  });
  const watch = setInterval(async () => {
    if ((await memoryOf(child.pid)) > means.memory) child.kill('SIGKILL');
  }, glance);
  try {
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    ended.catch(() => {});
    child.once('spawn', () => yieldToOthers(child.pid));
    let answer = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      answer += chunk;
      if (answer.length > means.answer) child.kill('SIGKILL');
    });
    const [sent, code] = await Promise.allSettled([pipeline(content, child.stdin), ended]);
    if (code.status === 'rejected') throw code.reason;
    // A reader that ends before it has read all is its own affair; a content that breaks off is ours.
    if (sent.status === 'rejected' && content.errored) throw content.errored;
    const whole = code.value === 0 && answer.length <= means.answer;
    return whole ? (JSON.parse(answer) as Extracted) : { failure: 'too_heavy' };
  } finally {
    clearInterval(watch);
    child.kill('SIGKILL');
  }
}

/** Of our own heap only: what a PDF unpacks to is outside it, and is watched. */
const heapMegabytes = 256;

/** What Node is started with: its rights, its heap, and the program. */
export async function parameters(): Promise<string[]> {
  const library = await realpath(dirname(fileURLToPath(import.meta.resolve('unpdf'))));
  return [
    '--permission',
    `--allow-fs-read=${import.meta.dirname}/*`,
    `--allow-fs-read=${join(library, '..')}/*`,
    `--max-old-space-size=${heapMegabytes}`,
    '--no-warnings',
    join(import.meta.dirname, 'extract.ts'),
  ];
}

/** A reader yields to who serves people, and still gets on while they are busy. */
const niceness = 5;

/** Bytes; 0 where the system does not say (only Linux does): the time limit holds everywhere. */
async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

function yieldToOthers(pid: number | undefined): void {
  try {
    if (pid) setPriority(pid, niceness);
  } catch {
    // Gone already, or not allowed here: it runs as anything else.
  }
}
