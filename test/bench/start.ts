/** From `npm start` to the first answer: on a machine that never ran it, then on one that did; and memory at rest. */
import { readFile, rm } from 'node:fs/promises';
import { ensureBuilt } from '../../server/widget/build.ts';
import { type Figure, median } from './figures.ts';
import { freePorts, startProcess, stopProcess, temporaryFolder } from './server.ts';

const rounds = 3;

export async function start(): Promise<Figure[]> {
  await ensureBuilt();
  const first: number[] = [];
  const later: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const folder = await temporaryFolder();
    const environment = { ...(await freePorts()), DATA_DIR: folder, DATABASE_URL: '' };
    try {
      for (const times of [first, later]) {
        const { child, milliseconds } = await startProcess(environment);
        times.push(milliseconds / 1000);
        if (times === later) memory.push(await restingMemory(child.pid ?? 0));
        await stopProcess(child);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  const note = `median of ${rounds}`;
  return [
    {
      id: 'start-first',
      label: 'Start to first answer, first time',
      value: median(first),
      unit: 's',
      limit: 10,
      note,
    },
    {
      id: 'start-later',
      label: 'Start to first answer, later',
      value: median(later),
      unit: 's',
      limit: 10,
      note,
    },
    {
      id: 'memory-idle',
      label: 'Memory at rest, stand-ins included',
      value: median(memory),
      unit: 'MB',
      note: `${note}; resident memory of Node, without PostgreSQL`,
    },
  ];
}

/** Resident memory in MB, once it moves less than 1 % in a second. Linux alone tells it. */
async function restingMemory(pid: number): Promise<number> {
  let before = Number.POSITIVE_INFINITY;
  for (let second = 0; second < 15; second++) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    const now = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1000;
    if (Number.isNaN(now) || Math.abs(now - before) < before * 0.01) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  return before;
}
