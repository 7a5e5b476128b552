import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ScannerUnavailable, scan } from '../../../server/documents/clamav.ts';
import { type Daemon, eicar, startDaemon } from './clamd.ts';
import { clamd, startClamd } from './real-clamd.ts';
import { pdf } from './samples.ts';

let daemon: Daemon;
beforeAll(async () => {
  daemon = await startDaemon();
});
afterAll(() => daemon.close());

async function* chunks(...parts: (string | Buffer)[]) {
  for (const part of parts) yield Buffer.from(part);
}

test('sends a content whole, in its chunks, and reads the verdict', async () => {
  const big = Buffer.alloc(3_000_000, 0x62);
  expect(await scan(chunks('%PDF-1.7', '', big), { host: '127.0.0.1', port: daemon.port })).toBe('clean');
  expect(daemon.received.at(-1)?.length).toBe(8 + big.length);
  const split = Math.floor(eicar.length / 2);
  const parts = chunks('%PDF', eicar.slice(0, split), eicar.slice(split));
  expect(await scan(parts, { host: '127.0.0.1', port: daemon.port })).toBe('infected');
});

test('says that the scanner is away when nothing listens, hangs up, or refuses to look', async () => {
  const rude = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
  const rudePort = (rude.address() as { port: number }).port;
  const small = await startDaemon(0, 1_000);
  const big = Buffer.alloc(2_000_000);
  const at = (port: number) => scan(chunks('%PDF', big, big), { host: '127.0.0.1', port });
  await expect(at(rudePort)).rejects.toBeInstanceOf(ScannerUnavailable);
  await expect(at(small.port)).rejects.toBeInstanceOf(ScannerUnavailable);
  rude.close();
  await small.close();
  await expect(at(small.port)).rejects.toBeInstanceOf(ScannerUnavailable);
});

test('a content that breaks off is no fault of the scanner', async () => {
  const broken = async function* () {
    yield Buffer.from('%PDF');
    throw new Error('cut');
  };
  await expect(scan(broken(), { host: '127.0.0.1', port: daemon.port })).rejects.toThrow('cut');
});

test('the daemon is reached by its socket too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'datapass-socket-'));
  const path = join(folder, 'clamd.sock');
  const local = await startDaemon(path);
  expect(await scan(chunks('%PDF', eicar), { path })).toBe('infected');
  await local.close();
  await expect(scan(chunks('%PDF'), { path })).rejects.toBeInstanceOf(ScannerUnavailable);
  await rm(folder, { recursive: true, force: true });
});

test.skipIf(!clamd)(
  'ClamAV itself finds the test text, lets a document pass, and says when one is too long',
  async () => {
    const real = await startClamd(clamd as string);
    try {
      expect(await scan(chunks(pdf(eicar)), real)).toBe('infected');
      expect(await scan(chunks(pdf(), Buffer.alloc(9_000_000, 'a')), real)).toBe('clean');
      await expect(scan(chunks(pdf(), Buffer.alloc(13_000_000, 'a')), real)).rejects.toBeInstanceOf(
        ScannerUnavailable,
      );
    } finally {
      await real.close();
    }
  },
);
