/** Documents attached to requests. The bytes live in storage, once per content. Retention: with their request. */
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/tables.ts';
import { createdAt, id, instant } from '../database/columns.ts';
import { requests } from '../requests/tables.ts';

export const documents = pgTable(
  'documents',
  {
    id: id(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    field: text('field').notNull(),
    name: text('name').notNull(),
    mediaType: text('media_type').notNull(),
    /** Bytes. */
    size: integer('size').notNull(),
    /** SHA-256 of the content, hexadecimal: the key in storage. */
    sha256: text('sha256').notNull(),
    /** Verdict of the scan; `clean` at once where no scanner is configured. */
    scan: text('scan', { enum: ['pending', 'clean', 'infected'] }).notNull(),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    removedAt: instant('removed_at'),
  },
  (t) => [index('documents_by_request').on(t.requestId)],
);

/** Who opened which document, and when. Retention: 12 months. */
export const documentAccesses = pgTable(
  'document_accesses',
  {
    id: id(),
    documentId: uuid('document_id')
      .notNull()
      .references(() => documents.id),
    requestId: uuid('request_id').notNull(),
    userId: uuid('user_id').notNull(),
    /** Role on the request at that moment: applicant, colleague, instructor, reporter. */
    role: text('role').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [index('document_accesses_by_request').on(t.requestId, t.at)],
);
