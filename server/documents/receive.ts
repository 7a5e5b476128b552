/** Takes a document in: to a file as it arrives, its content looked at, scanned, and kept once per content. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Services } from '../services.ts';
import { bring } from './contents.ts';
import { type Identity, identify, type Unfit } from './identify.ts';
import type { Accepted } from './problems.ts';
import { scanned, type Verdict } from './scanning.ts';

export type DocumentServices = Pick<
  Services,
  'config' | 'database' | 'catalogue' | 'storage' | 'bell' | 'log' | 'now'
>;

export interface Received extends Identity, Omit<Verdict, 'scan'> {
  sha256: string;
  /** Bytes. */
  size: number;
  scan: 'pending' | 'clean';
}

/** Within the data folder: what is arriving. */
export const uploadsFolder = 'uploads';

/**
 * The content stays held in storage until `attach` has said whether a document refers to it.
 * @param body bounded by who calls; what it throws passes through, and nothing is kept
 * @returns why it was not kept
 */
export async function receive(
  services: DocumentServices,
  body: AsyncIterable<Uint8Array>,
  accepts: readonly Accepted[],
): Promise<Received | Unfit | 'infected'> {
  const folder = join(services.config.dataDir, uploadsFolder);
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  try {
    const content = await written(path, body);
    const identity = await identify(path, accepts);
    if (typeof identity === 'string') return identity;
    const { scan, scannedAt } = await scanned(services, async () => createReadStream(path));
    if (scan === 'infected') return scan;
    await bring(services, path, content.sha256);
    return { ...content, ...identity, scan, scannedAt };
  } finally {
    await rm(path, { force: true });
  }
}

async function written(
  path: string,
  body: AsyncIterable<Uint8Array>,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of body) {
      hash.update(chunk);
      size += chunk.byteLength;
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
}
