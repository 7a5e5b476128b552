/** The log of who has opened a document, or read what was found in one, as those in charge of a request read it. */
import { and, desc, eq, gt } from 'drizzle-orm';
import { seatedIn } from '../accounts/acting.ts';
import type { Actor } from '../accounts/actor.ts';
import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';
import { type Related, rolesOn } from '../requests/life/relation.ts';
import type { Services } from '../services.ts';
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
  kind: 'download' | 'view';
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
      kind: documentAccesses.kind,
    })
    .from(documentAccesses)
    .leftJoin(documents, eq(documents.id, documentAccesses.documentId))
    .leftJoin(users, eq(users.id, documentAccesses.userId))
    .where(eq(documentAccesses.requestId, requestId))
    .orderBy(desc(documentAccesses.at), desc(documentAccesses.id))
    .limit(most);
  return rows.map(({ at, document, field, givenName, familyName, role, kind }) => ({
    at,
    document: document ?? '',
    field: field ?? '',
    by: `${givenName ?? ''} ${familyName ?? ''}`.trim(),
    role,
    kind,
  }));
}

/** A page is loaded again, and the element asks every few seconds: one line a day is what somebody would read. */
const once = 24 * 3_600_000;

/** Somebody was shown what a document says. */
export async function recordView(
  { database, now }: Pick<Services, 'database' | 'now'>,
  request: Related,
  documentId: string,
  actor: Actor,
): Promise<void> {
  const at = now();
  const [lately] = await database
    .select({ id: documentAccesses.id })
    .from(documentAccesses)
    .where(
      and(
        eq(documentAccesses.requestId, request.id),
        gt(documentAccesses.at, new Date(at.getTime() - once)),
        eq(documentAccesses.documentId, documentId),
        eq(documentAccesses.userId, seatedIn(actor)),
        eq(documentAccesses.kind, 'view'),
      ),
    )
    .limit(1);
  if (lately) return;
  await database.insert(documentAccesses).values({
    documentId,
    requestId: request.id,
    userId: seatedIn(actor),
    role: rolesOn(request, actor)[0] ?? '',
    kind: 'view',
    at,
  });
}
