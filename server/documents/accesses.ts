/** The log of downloads, as those in charge of a request read it. */
import { desc, eq } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';
import { documentAccesses, documents } from './tables.ts';

export interface DocumentAccess {
  at: Date;
  /** Empty for a document that is gone. */
  document: string;
  /** Of the form; empty likewise. */
  field: string;
  /** Empty for somebody who was erased. */
  by: string;
  /** applicant, colleague, instructor, reporter. */
  role: string;
}

/** Newest first. Names are looked up now: the log holds ids alone. */
export async function accessesOf(
  database: Database,
  requestId: string,
  most = 50,
): Promise<DocumentAccess[]> {
  const rows = await database
    .select({
      at: documentAccesses.at,
      document: documents.name,
      field: documents.field,
      givenName: users.givenName,
      familyName: users.familyName,
      role: documentAccesses.role,
    })
    .from(documentAccesses)
    .leftJoin(documents, eq(documents.id, documentAccesses.documentId))
    .leftJoin(users, eq(users.id, documentAccesses.userId))
    .where(eq(documentAccesses.requestId, requestId))
    .orderBy(desc(documentAccesses.at), desc(documentAccesses.id))
    .limit(most);
  return rows.map(({ at, document, field, givenName, familyName, role }) => ({
    at,
    document: document ?? '',
    field: field ?? '',
    by: `${givenName ?? ''} ${familyName ?? ''}`.trim(),
    role,
  }));
}
