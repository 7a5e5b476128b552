/** Looks at a new document, outside of any call: its scan if none was given, then its text. Safe to run again. */
import { eq } from 'drizzle-orm';
import type { ScanServices } from '../scanning.ts';
import { verdictOn } from '../scanning.ts';
import { contentOf } from '../storage.ts';
import { documents } from '../tables.ts';
import { readPdf } from './reader.ts';
import { findText, recordText } from './store.ts';

/** A document that the scanner has not seen yet is left: the clock comes back to it. */
export async function examine(services: ScanServices, documentId: string): Promise<void> {
  const { database, storage } = services;
  const [document] = await database.select().from(documents).where(eq(documents.id, documentId));
  if (!document || document.removedAt) return;
  if ((await verdictOn(services, document)) !== 'clean') return;
  const text = await findText(database, documentId);
  if (text?.status !== 'pending') return;
  const content = await contentOf(storage, document.sha256);
  await recordText(database, documentId, await readPdf(content));
}
