/**
 * The copy of a draft in this browser (IndexedDB of the host's origin), so that a reload, a closed tab, a lost
 * session or a lost network gives back what was typed. Kept 7 days; erased as soon as the server has everything.
 *
 * A draft made while signed in carries its owner in its key: the next person to sign in on this machine never
 * sees it.
 */
import type { Draft } from './draft.ts';

/** Milliseconds that a copy is kept after its last change. */
export const KEPT = 7 * 24 * 3600 * 1000;

/** A document chosen before it could be sent. */
export interface KeptDocument {
  id: string;
  draft: string;
  field: string;
  name: string;
  size: number;
  file: Blob;
}

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open('datapass-drafts', 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('drafts', { keyPath: 'key' });
      opening.result.createObjectStore('documents', { keyPath: 'id' }).createIndex('draft', 'draft');
    };
    opening.onsuccess = () => {
      // Another tab may erase the database: without this it would wait for us for ever.
      opening.result.onversionchange = () => {
        opening.result.close();
        opened = undefined;
      };
      resolve(opening.result);
    };
    opening.onerror = () => reject(opening.error);
  });
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

/** Runs one transaction over both stores; the work must issue all its requests without awaiting anything else. */
async function transact<T>(
  work: (drafts: IDBObjectStore, documents: IDBObjectStore, done: (value: T) => void) => void,
): Promise<T | undefined> {
  const transaction = (await database()).transaction(['drafts', 'documents'], 'readwrite');
  return new Promise((resolve, reject) => {
    let value: T | undefined;
    transaction.oncomplete = () => resolve(value);
    transaction.onabort = () => reject(transaction.error);
    work(transaction.objectStore('drafts'), transaction.objectStore('documents'), (result) => {
      value = result;
    });
  });
}

/** Calls back with every row of a store, or of an index at one key. */
function each<T>(source: IDBObjectStore | IDBIndex, key: string | null, visit: (row: T) => void): void {
  source.getAll(key).onsuccess = (event) => {
    for (const row of (event.target as IDBRequest<T[]>).result) visit(row);
  };
}

/** The draft under a key. @throws DOMException where the browser refuses storage */
export function readDraft(key: string): Promise<Draft | undefined> {
  return transact<Draft>((drafts, _documents, done) => {
    drafts.get(key).onsuccess = (event) => {
      const draft = (event.target as IDBRequest<Draft | undefined>).result;
      if (draft && draft.at > Date.now() - KEPT) done(draft);
    };
  });
}

/**
 * Writes a draft, joined inside one transaction with what another tab may have written: `change` receives the
 * stored draft and returns the new one.
 */
export function writeDraft(
  key: string,
  change: (stored: Draft | undefined) => Draft,
): Promise<Draft | undefined> {
  return transact<Draft>((drafts, _documents, done) => {
    drafts.get(key).onsuccess = (event) => {
      const draft = change((event.target as IDBRequest<Draft | undefined>).result);
      drafts.put(draft);
      done(draft);
    };
  });
}

/**
 * Follows a draft that has become a request: its documents get the new key. Under the old key stays the request's
 * identifier alone, for another tab that still shows the draft as new.
 */
export async function moveDraft(draft: Draft, from: string): Promise<void> {
  await transact((drafts, documents) => {
    drafts.put(draft);
    drafts.put({ ...draft, key: from, values: {}, base: {}, pending: [], commitments: [] });
    each<KeptDocument>(documents.index('draft'), from, (row) => documents.put({ ...row, draft: draft.key }));
  });
}

/** Removes the drafts whose key `chosen` accepts, and their documents. */
export async function eraseDrafts(chosen: (key: string, at: number) => boolean): Promise<void> {
  await transact((drafts, documents) => {
    each<Draft>(drafts, null, (draft) => {
      if (!chosen(draft.key, draft.at)) return;
      drafts.delete(draft.key);
      each<KeptDocument>(documents.index('draft'), draft.key, (row) => documents.delete(row.id));
    });
  });
}

/** Removes what is older than seven days. */
export function sweepDrafts(now = Date.now()): Promise<void> {
  return eraseDrafts((_key, at) => at < now - KEPT);
}

/** Keeps a document until it can be sent. */
export async function keepDocument(document: KeptDocument): Promise<void> {
  await transact((_drafts, documents) => void documents.put(document));
}

/** Forgets a kept document. */
export async function dropDocument(id: string): Promise<void> {
  await transact((_drafts, documents) => void documents.delete(id));
}

/** The documents kept for a draft. */
export async function keptDocuments(key: string): Promise<KeptDocument[]> {
  const found: KeptDocument[] = [];
  await transact((_drafts, documents) =>
    each<KeptDocument>(documents.index('draft'), key, (row) => found.push(row)),
  );
  return found;
}
