import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keyFor } from '../../server/secret.ts';

const folder = await mkdtemp(join(tmpdir(), 'datapass-secret-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('each use has its own key, always the same for the same secret', () => {
  const config = { secretKey: 'a secret of more than thirty-two characters', dataDir: folder };
  expect(keyFor(config, 'cookies')).toEqual(keyFor({ ...config }, 'cookies'));
  expect(keyFor(config, 'cookies')).not.toEqual(keyFor(config, 'event-chain'));
  expect(keyFor(config, 'cookies').length).toBe(32);
});

test('where none is configured, one is made, kept for this account alone, and found again', async () => {
  const dataDir = join(folder, 'new');
  const first = keyFor({ secretKey: undefined, dataDir }, 'cookies');
  expect(keyFor({ secretKey: undefined, dataDir }, 'cookies')).toEqual(first);
  const path = join(dataDir, 'secret-key');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await readFile(path, 'utf8')).length).toBeGreaterThan(40);
  expect(keyFor({ secretKey: undefined, dataDir: join(folder, 'other') }, 'cookies')).not.toEqual(first);
});
