/** What the scanner says of a document, and when it was asked: at its arrival, at its opening, or by the clock. */
import type { Readable } from 'node:stream';
import type { Services } from '../services.ts';
import { ScannerUnavailable, scan } from './clamav.ts';
import { contentOf } from './storage.ts';
import { type DocumentRow, recordScan } from './store.ts';

export type ScanServices = Pick<Services, 'config' | 'database' | 'storage' | 'log' | 'now'>;

export interface Verdict {
  scan: DocumentRow['scan'];
  /** Null: no scanner has looked. */
  scannedAt: Date | null;
}

/** `pending` when the scanner is away; `clean`, and never scanned, where there is none. */
export async function scanned(
  { config, log, now }: Pick<ScanServices, 'config' | 'log' | 'now'>,
  open: () => Promise<Readable>,
): Promise<Verdict> {
  if (!config.clamav) return { scan: 'clean', scannedAt: null };
  const content = await open();
  try {
    return { scan: await scan(content, config.clamav), scannedAt: now() };
  } catch (error) {
    if (!(error instanceof ScannerUnavailable)) throw error;
    log.warn({ reason: String(error.cause) }, 'the document scanner is away');
    return { scan: 'pending', scannedAt: null };
  } finally {
    // The scanner may answer, or hang up, before it has read all.
    content.destroy();
  }
}

/**
 * The verdict on a kept document, from the scanner if it has not given one: also on what came when none was
 * configured. Only `clean` may be served or read.
 */
export async function verdictOn(
  services: ScanServices,
  document: Pick<DocumentRow, 'sha256' | 'scan' | 'scannedAt'>,
): Promise<DocumentRow['scan']> {
  const { config, database, storage } = services;
  if (document.scannedAt || !config.clamav) return document.scan === 'pending' ? 'clean' : document.scan;
  const verdict = await scanned(services, () => contentOf(storage, document.sha256));
  if (verdict.scannedAt) await recordScan(database, document.sha256, verdict);
  return verdict.scan;
}
