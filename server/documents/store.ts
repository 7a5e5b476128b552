/** Rows of documents. A row is marked removed first, and deleted later: a submission may refer to it. */
import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { retried } from '../database/retry.ts';
import { permitted } from '../requests/life/lifecycle.ts';
import { outbox, requests, standing } from '../requests/tables.ts';
import { settle } from './contents.ts';
import type { Verdict } from './scanning.ts';
import { documentAccesses, documents, documentTexts } from './tables.ts';

export type DocumentRow = typeof documents.$inferSelect;
export type NewDocument = Omit<typeof documents.$inferInsert, 'id' | 'createdAt' | 'removedAt'>;

/** Topic of the outbox entry that has a new document looked at: the « event » is the document. */
export const documentTopic = 'document';

/**
 * Attaches a document whose content was brought, under a lock on the request's row, so that a submission or another
 * upload waits its turn. Sending the same content under the same name again changes nothing.
 * @param reads whether its text is to be read
 * @returns `state`: the request's documents can't change now; `full`: the field has its `most` documents already
 */
export function attach(
  database: Database,
  document: NewDocument,
  { most, reads }: { most: number; reads: boolean },
): Promise<DocumentRow | 'state' | 'full'> {
  return retried(() =>
    database.transaction(async (transaction) => {
      const allowed = await changeable(transaction, document.requestId);
      // Settled last, whatever the answer: the lock on a content is held for a moment only.
      const answer = allowed ? await attached(transaction, document, most, reads) : 'state';
      await settle(transaction, document.sha256);
      return answer;
    }),
  );
}

async function attached(
  transaction: Pick<Database, 'select' | 'insert'>,
  document: NewDocument,
  most: number,
  reads: boolean,
): Promise<DocumentRow | 'full'> {
  const present = await transaction
    .select()
    .from(documents)
    .where(
      and(
        eq(documents.requestId, document.requestId),
        eq(documents.field, document.field),
        isNull(documents.removedAt),
      ),
    );
  const same = present.find(({ sha256, name }) => sha256 === document.sha256 && name === document.name);
  if (same) return same;
  if (present.length >= most) return 'full';
  const [row] = await transaction.insert(documents).values(document).returning();
  const { id } = row as DocumentRow;
  if (reads) await transaction.insert(documentTexts).values({ documentId: id, status: 'pending' });
  if (reads || document.scan === 'pending') {
    const entry = { requestId: document.requestId, eventId: id, topic: documentTopic, data: { sequence: 0 } };
    await transaction.insert(outbox).values(entry);
  }
  return row as DocumentRow;
}

/** @returns false when the request's documents can't change now. Removing twice is removing. */
export function detach(database: Database, requestId: string, id: string, at: Date): Promise<boolean> {
  return retried(() =>
    database.transaction(async (transaction) => {
      if (!(await changeable(transaction, requestId))) return false;
      await transaction
        .update(documents)
        .set({ removedAt: at })
        .where(and(eq(documents.id, id), eq(documents.requestId, requestId), isNull(documents.removedAt)));
      return true;
    }),
  );
}

/** Removed ones too. */
export async function findDocument(
  database: Database,
  requestId: string,
  id: string,
): Promise<DocumentRow | undefined> {
  const [row] = await database
    .select()
    .from(documents)
    .where(and(eq(documents.id, id), eq(documents.requestId, requestId)));
  return row;
}

/** What the scanner said of a content, for every document that has it and no verdict yet. */
export async function recordScan(database: Database, sha256: string, verdict: Verdict): Promise<void> {
  await database
    .update(documents)
    .set(verdict)
    .where(and(eq(documents.sha256, sha256), isNull(documents.scannedAt)));
}

/** Written before the first byte is served. */
export async function recordAccess(
  database: Database,
  access: typeof documentAccesses.$inferInsert,
): Promise<void> {
  await database.insert(documentAccesses).values(access);
}

/** Documents change as answers do: whenever the applicant may save. */
async function changeable(database: Pick<Database, 'select'>, requestId: string): Promise<boolean> {
  const [request] = await database
    .select(standing)
    .from(requests)
    .where(eq(requests.id, requestId))
    .for('update');
  return request !== undefined && permitted(request, 'applicant').includes('save');
}
