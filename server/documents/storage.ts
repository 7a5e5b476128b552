/** Where the bytes of documents live, once per content: a folder now, an object store later, behind the same disk. */
import { join } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { Config } from '../config.ts';

export type Storage = Disk;

export function openStorage({ dataDir }: Pick<Config, 'dataDir'>): Storage {
  return new Disk(new FSDriver({ location: join(dataDir, 'documents'), visibility: 'private' }));
}

/** @param sha256 of the content, hexadecimal */
export const storageKey = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256}`;
