/** Where the bytes of documents live, once per content: an object store where one is configured, else a folder. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { ReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { Config, ObjectStore } from '../config.ts';

export type Storage = Disk;

export async function openStorage({
  dataDir,
  s3,
}: Pick<Config, 'dataDir'> & Partial<Pick<Config, 's3'>>): Promise<Storage> {
  return new Disk(s3 ? await objectStore(s3) : new Folder(join(dataDir, 'documents')));
}

/** @param sha256 of the content, hexadecimal */
export const storageKey = (sha256: string): string => `${sha256.slice(0, 2)}/${sha256}`;

/** The bytes of a content, to be read to the end or destroyed. @throws when they are not there */
export async function contentOf(storage: Storage, sha256: string): Promise<Readable> {
  const stream = await storage.getStream(storageKey(sha256));
  // A file is opened later, and would fail while nobody listens.
  if (stream instanceof ReadStream && stream.pending) await once(stream, 'ready');
  return stream;
}

/** Files that appear whole: who reads one while the same content comes again never sees half of it. */
class Folder extends FSDriver {
  readonly #location: string;

  constructor(location: string) {
    super({ location, visibility: 'private' });
    this.#location = location;
  }

  override async putStream(key: string, content: Readable): Promise<void> {
    const arrival = `${incoming}/${randomUUID()}`;
    const path = join(this.#location, arrival);
    try {
      await super.putStream(arrival, content);
      const file = await open(path, 'r+');
      await file.sync().finally(() => file.close());
      await mkdir(dirname(join(this.#location, key)), { recursive: true });
      await rename(path, join(this.#location, key));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }
}

/** Within the folder of documents: what is under way. */
export const incoming = 'incoming';

/** The client is large: loaded only where it serves. */
async function objectStore({ endpoint, accessKeyId, secretAccessKey, ...place }: ObjectStore) {
  const { S3Driver } = await import('flydrive/drivers/s3');
  return new S3Driver({
    ...place,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    credentials: { accessKeyId, secretAccessKey },
    visibility: 'private',
    // Buckets are private by policy; few stores other than Amazon's know ACLs or trailing checksums.
    supportsACL: false,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
