/**
 * The documents of a draft: those that the server holds and those that wait in this browser. A document is kept here
 * at once, and sent when somebody is signed in; the server checks it again.
 */
import type { Session } from '../login/session-types.ts';
import type { DocumentView } from '../shared/api-types.ts';
import { jsonOf, type ProblemError } from '../shared/problems.ts';
import { eraseDrafts, readCopy, writeCopy } from './store.ts';

/** A document that waits has its file. */
export interface Attached {
  id: string;
  field: string;
  name: string;
  /** Bytes. */
  size: number;
  file?: File;
  /** Its upload is under way. */
  sending?: boolean;
}

interface Copy {
  at: number;
  list: Attached[];
}

/** Software may write a few bytes before those that start a PDF, within the first kilobyte. */
export const looksLikePdf = async (file: Blob): Promise<boolean> =>
  (await file.slice(0, 1024).text()).includes('%PDF-');

export class Documents {
  list: Attached[] = [];
  /** The server's words on a document that it refused, by field. */
  refused: Record<string, string> = {};
  #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get waiting(): Attached[] {
    return this.list.filter(({ file }) => file);
  }

  of(field: string): Attached[] {
    return this.list.filter((document) => document.field === field);
  }

  /** Finds what an earlier visit kept. */
  async open(key: string): Promise<void> {
    const copy = await readCopy<Copy>(`${key}#`).catch(() => undefined);
    this.list = copy?.list ?? [];
  }

  /** What the server says it holds. */
  sent(documents: DocumentView[]): void {
    this.list = [...documents, ...this.waiting];
  }

  async add(key: string, field: string, file: File): Promise<void> {
    this.list = [...this.list, { id: crypto.randomUUID(), field, name: file.name, size: file.size, file }];
    delete this.refused[field];
    await this.keep(key);
  }

  /** Keeps what waits under the draft's key. Without storage it lives in this page, and is sent from here. */
  async keep(key: string): Promise<void> {
    this.#changed();
    const { waiting } = this;
    const copy: Copy = { at: Date.now(), list: waiting };
    await (waiting.length ? writeCopy(`${key}#`, copy) : eraseDrafts(`${key}#`)).catch(() => {});
  }

  async remove(key: string, id: string, session: Session, request: string | undefined): Promise<void> {
    if (this.waiting.every((document) => document.id !== id)) {
      await jsonOf(await session.fetch(`/requests/${request}/documents/${id}`, { method: 'DELETE' }));
    }
    this.list = this.list.filter((document) => document.id !== id);
    await this.keep(key);
  }

  /**
   * Sends what waits, one after the other. A refused document goes, with the server's words beside its field; nothing
   * else is lost. @throws {ProblemError} when there is no session or no answer: the rest waits
   */
  async send(key: string, session: Session, request: string): Promise<void> {
    for (const waiting of this.waiting) {
      const { field, name, file } = waiting as Required<Attached>;
      const replace = (by: Attached[]) => {
        this.list = this.list.flatMap((other) => (other.id === waiting.id ? by : other));
        this.#changed();
      };
      replace([{ ...waiting, sending: true }]);
      try {
        const path = `/requests/${request}/documents/${field}?name=${encodeURIComponent(name)}`;
        const headers = { 'content-type': file.type || 'application/pdf' };
        const document = await jsonOf<Attached>(
          await session.fetch(path, { method: 'PUT', headers, body: file }),
        );
        replace([{ ...document, field }]);
      } catch (error) {
        const { status, message } = error as ProblemError;
        if (!status || status === 401 || status === 429 || status > 499) {
          replace([waiting]);
          throw error;
        }
        this.refused[field] = message;
        replace([]);
      }
      await this.keep(key);
    }
  }
}
