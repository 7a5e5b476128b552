import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { mostPages, usualMeans } from '../../../server/documents/reading/limits.ts';
import { readPdf } from '../../../server/documents/reading/reader.ts';
import { pdf, swellingPdf, writtenPdf } from './samples.ts';

// Each reading starts a process of its own, which others on the machine may keep waiting.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'datapass-reader-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const read = (content: Buffer, means = usualMeans) => readPdf(Readable.from([content]), means);

test('gives the text of each page, with its line breaks', async () => {
  const content = await writtenPdf(['Délibération n° 12\nSéance du 12 mars 2026', 'Décide d’utiliser l’API']);
  expect(await read(content)).toEqual({
    pages: ['Délibération n° 12\nSéance du 12 mars 2026', 'Décide d’utiliser l’API'],
    pageCount: 2,
  });
});

test('opens what is only protected from changes, not what wants a password', async () => {
  expect(await read(await writtenPdf(['ouvert'], { ownerPassword: 'maire' }))).toMatchObject({
    pages: ['ouvert'],
  });
  expect(await read(await writtenPdf(['fermé'], { userPassword: 'maire' }))).toEqual({
    failure: 'encrypted',
  });
});

test('reads a long document up to its limit, and says how long it is', async () => {
  const content = await writtenPdf(Array.from({ length: mostPages + 20 }, (_, index) => `Page ${index + 1}`));
  const result = await read(content);
  expect(result).toMatchObject({ pageCount: mostPages + 20 });
  expect('pages' in result && result.pages.length).toBe(mostPages);
});

describe('hostile or broken, it ends with a word on why', () => {
  test('truncated, empty, noise', async () => {
    const content = await writtenPdf(['une page']);
    for (const broken of [
      content.subarray(0, content.length >> 1),
      Buffer.alloc(0),
      pdf(),
      Buffer.from('%PDF-1.7'),
    ]) {
      expect(await read(broken)).toEqual({ failure: 'damaged' });
    }
  });

  // Only Linux tells what a process takes; the time limit holds everywhere.
  test.runIf(process.platform === 'linux')(
    'a page that unpacks to more memory than it may take is stopped',
    async () => {
      const content = await swellingPdf(600);
      expect(content.length).toBeLessThan(4_000_000);
      expect(await read(content, { ...usualMeans, memory: 300_000_000 })).toEqual({ failure: 'too_heavy' });
    },
    60_000,
  );

  test('too long a time, or too long an answer', async () => {
    const content = await writtenPdf(Array.from({ length: 50 }, () => 'mot '.repeat(500)));
    expect(await read(content, { ...usualMeans, time: 30 })).toEqual({ failure: 'too_heavy' });
    expect(await read(content, { ...usualMeans, answer: 1_000 })).toEqual({ failure: 'too_heavy' });
  });

  test('a content that breaks off is our failure, and is thrown', async () => {
    const cut = Readable.from(
      (async function* () {
        yield Buffer.from('%PDF-1.7');
        throw new Error('cut');
      })(),
    );
    await expect(readPdf(cut)).rejects.toThrow('cut');
    await expect(readPdf(createReadStream(join(folder, 'absent')))).rejects.toThrow();
  });
});

test('sees no file of ours, nor our environment', async () => {
  // The reader runs the library with the rights that this program gets.
  const { spawnSync } = await import('node:child_process');
  const { parameters } = await import('../../../server/documents/reading/reader.ts');
  const probe = join(folder, 'probe.mjs');
  await writeFile(
    probe,
    `import fs from 'node:fs'; import child from 'node:child_process';
const attempt = (work) => { try { work(); return 'done'; } catch (error) { return error.code; } };
console.log(JSON.stringify([
  attempt(() => fs.readFileSync('/etc/hostname')),
  attempt(() => fs.readFileSync(${JSON.stringify(join(process.cwd(), 'package.json'))})),
  attempt(() => fs.writeFileSync(${JSON.stringify(join(folder, 'written'))}, 'x')),
  attempt(() => child.spawnSync('true')),
  Object.keys(process.env).length,
]));`,
  );
  const rights = (await parameters()).filter((each) => each.startsWith('--'));
  const { stdout } = spawnSync(process.execPath, [...rights, `--allow-fs-read=${probe}`, probe], { env: {} });
  const denied = 'ERR_ACCESS_DENIED';
  expect(JSON.parse(String(stdout))).toEqual([denied, denied, denied, denied, 0]);
});
