/** Takes a document in: to a file as it arrives, its content looked at, scanned, and kept once per content. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTypeFromFile } from 'file-type';
import type { Services } from '../services.ts';
import { ScannerUnavailable, scan } from './clamav.ts';
import type { Accepted } from './problems.ts';
import { storageKey } from './storage.ts';

export type DocumentServices = Pick<
  Services,
  'config' | 'database' | 'catalogue' | 'storage' | 'log' | 'now'
>;

export interface Received {
  sha256: string;
  /** Bytes. */
  size: number;
  mediaType: string;
  extension: string;
  scan: 'pending' | 'clean';
}

/** What contents are, by their first bytes: names and declared types prove nothing. */
const accepted: Record<Accepted, Record<string, string>> = {
  pdf: { 'application/pdf': 'pdf' },
  spreadsheet: {
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
    'application/vnd.oasis.opendocument.spreadsheet': 'ods',
    'application/x-cfb': 'xls',
  },
};

/**
 * @param body bounded by who calls; what it throws passes through, and nothing is kept
 * @returns `content`, `infected`: why it was not kept
 */
export async function receive(
  services: DocumentServices,
  body: AsyncIterable<Uint8Array>,
  accepts: readonly Accepted[],
): Promise<Received | 'content' | 'infected'> {
  const folder = join(services.config.dataDir, 'uploads');
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  try {
    const { sha256, size } = await written(path, body);
    const mediaType = (await fileTypeFromFile(path))?.mime ?? '';
    const extension = accepts.map((kind) => accepted[kind][mediaType]).find(Boolean);
    if (!extension) return 'content';
    const verdict = await verdictOn(services, createReadStream(path));
    if (verdict === 'infected') return 'infected';
    const key = storageKey(sha256);
    if (!(await services.storage.exists(key))) await services.storage.moveFromFs(path, key);
    return { sha256, size, mediaType, extension, scan: verdict };
  } finally {
    await rm(path, { force: true });
  }
}

/** Looks again at a content that no scanner could look at when it came. */
export async function scanAgain(
  services: DocumentServices,
  sha256: string,
): Promise<'pending' | 'clean' | 'infected'> {
  return verdictOn(services, await services.storage.getStream(storageKey(sha256)));
}

async function verdictOn(
  { config, log }: DocumentServices,
  content: AsyncIterable<Uint8Array>,
): Promise<'pending' | 'clean' | 'infected'> {
  if (!config.clamav) return 'clean';
  try {
    return await scan(content, config.clamav);
  } catch (error) {
    if (!(error instanceof ScannerUnavailable)) throw error;
    log.warn({ reason: String(error.cause) }, 'the document scanner is away');
    return 'pending';
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
