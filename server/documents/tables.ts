/** Documents attached to requests. The bytes live in storage, once per content. Retention: with their request. */
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
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
    /** SHA-256 of the content, hexadecimal: the key in storage. Each row is a reference to these bytes. */
    sha256: text('sha256').notNull(),
    /** Verdict of the scan; `clean` at once where no scanner is configured. */
    scan: text('scan', { enum: ['pending', 'clean', 'infected'] }).notNull(),
    /** When a scanner gave the verdict; null: none has looked yet, and one must where there is one. */
    scannedAt: instant('scanned_at'),
    uploadedBy: uuid('uploaded_by')
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    removedAt: instant('removed_at'),
  },
  (t) => [
    index('documents_by_request').on(t.requestId),
    index('documents_by_content').on(t.sha256),
    index('documents_unscanned').on(t.id).where(sql`${t.scannedAt} is null`),
    index('documents_removed').on(t.id).where(sql`${t.removedAt} is not null`),
  ],
);

/**
 * Contents in storage, and who is bringing one: a row is locked by whoever attaches or removes its bytes, so that the
 * last reference and a new one never miss each other. Retention: as the documents that refer to it.
 */
export const contents = pgTable('contents', {
  sha256: text('sha256').primaryKey(),
  /** Uploads under way that have, or will have, written the bytes. */
  arriving: integer('arriving').notNull().default(0),
  /** The last arrival: an old count is that of a process that died. */
  arrivedAt: instant('arrived_at').notNull(),
});

/** The text of a PDF that a checklist is read against, page by page. Retention: with its document. */
export const documentTexts = pgTable(
  'document_texts',
  {
    documentId: uuid('document_id')
      .primaryKey()
      .references(() => documents.id, { onDelete: 'cascade' }),
    status: text('status', { enum: ['pending', 'read', 'no_text', 'failed'] }).notNull(),
    /** Why it could not be read. */
    failure: text('failure', { enum: ['encrypted', 'damaged', 'too_heavy'] }),
    /** Text of each page read; empty unless `read`. */
    pages: jsonb('pages').$type<string[]>().notNull().default([]),
    /** Pages of the document, also beyond those read. */
    pageCount: integer('page_count').notNull().default(0),
    /** Items of the checklist that the applicant says are there. */
    ticked: text('ticked').array().notNull().default([]),
    createdAt: createdAt(),
  },
  (t) => [index('document_texts_pending').on(t.documentId).where(sql`${t.status} = 'pending'`)],
);

/**
 * Who opened which document, and when; also of documents that are gone. Nothing personal but the user's id.
 * Retention: 12 months.
 */
export const documentAccesses = pgTable(
  'document_accesses',
  {
    id: id(),
    documentId: uuid('document_id').notNull(),
    requestId: uuid('request_id').notNull(),
    userId: uuid('user_id').notNull(),
    /** Role on the request at that moment: applicant, colleague, instructor, reporter. */
    role: text('role').notNull(),
    /** Its file was sent, or what was read in it was shown. */
    kind: text('kind', { enum: ['download', 'view'] })
      .notNull()
      .default('download'),
    at: instant('at').notNull(),
  },
  (t) => [
    index('document_accesses_by_request').on(t.requestId, t.at),
    index('document_accesses_by_age').on(t.at),
  ],
);
