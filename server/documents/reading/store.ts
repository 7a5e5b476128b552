/** Texts of documents: SQL. */
import { and, asc, eq, isNull, lt } from 'drizzle-orm';
import { isReadable } from '../../../catalogue/deliberation.ts';
import type { Database } from '../../database/connection.ts';
import { outbox } from '../../requests/tables.ts';
import { type DocumentRow, documentTopic } from '../store.ts';
import { documents, documentTexts } from '../tables.ts';
import type { Extracted } from './limits.ts';

export type TextRow = typeof documentTexts.$inferSelect;

export async function findText(database: Database, documentId: string): Promise<TextRow | undefined> {
  const [row] = await database.select().from(documentTexts).where(eq(documentTexts.documentId, documentId));
  return row;
}

/** Has a document read that was attached before there was anything to look for in it. */
export function awaitText(database: Database, document: DocumentRow): Promise<void> {
  return database.transaction(async (transaction) => {
    const [row] = await transaction
      .insert(documentTexts)
      .values({ documentId: document.id, status: 'pending' })
      .onConflictDoNothing()
      .returning({ id: documentTexts.documentId });
    if (!row) return;
    const entry = { requestId: document.requestId, eventId: document.id, topic: documentTopic };
    await transaction.insert(outbox).values({ ...entry, data: { sequence: 0 } });
  });
}

export async function recordText(database: Database, documentId: string, read: Extracted): Promise<void> {
  const found =
    'failure' in read
      ? ({ status: 'failed', failure: read.failure } as const)
      : isReadable(read.pages)
        ? ({ status: 'read', ...read } as const)
        : ({ status: 'no_text', pageCount: read.pageCount } as const);
  await database
    .update(documentTexts)
    .set(found)
    .where(and(eq(documentTexts.documentId, documentId), eq(documentTexts.status, 'pending')));
}

export async function recordTicks(database: Database, documentId: string, ticked: string[]): Promise<void> {
  await database.update(documentTexts).set({ ticked }).where(eq(documentTexts.documentId, documentId));
}

/** Documents whose text has waited since then, oldest first. */
export async function waitingTexts(database: Database, since: Date, most: number): Promise<string[]> {
  const rows = await database
    .select({ id: documents.id })
    .from(documentTexts)
    .innerJoin(documents, eq(documents.id, documentTexts.documentId))
    .where(
      and(
        eq(documentTexts.status, 'pending'),
        eq(documents.scan, 'clean'),
        isNull(documents.removedAt),
        lt(documentTexts.createdAt, since),
      ),
    )
    .orderBy(asc(documents.id))
    .limit(most);
  return rows.map(({ id }) => id);
}
