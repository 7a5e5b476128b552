/**
 * The documents of a draft: those that the server holds and those that wait in this browser. A document is kept here
 * at once, and sent when somebody is signed in (`uploads/`).
 */
import type { DocumentView } from '../shared/api-types.ts';
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

export class Documents {
  list: Attached[] = [];
  /** Why documents of a field were refused, by this browser or by the server. */
  refused: Record<string, string> = {};
  readonly changed: () => void;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  get waiting(): Attached[] {
    return this.list.filter(({ file }) => file);
  }

  of(field: string): Attached[] {
    return this.list.filter((document) => document.field === field);
  }

  /** Finds what an earlier visit kept. */
  async open(key: string): Promise<void> {
    this.list = (await readCopy<Copy>(`${key}#`))?.list ?? [];
  }

  /** What the server says it holds. */
  sent(documents: DocumentView[]): void {
    this.list = [...documents, ...this.waiting];
  }

  /**
   * Keeps what waits under the draft's key, then shows it: a document that is seen outlives a reload. Without storage
   * it lives in this page, and is sent from here.
   */
  async keep(key: string): Promise<void> {
    const { waiting: list } = this;
    const place = `${key}#`;
    await (list.length ? writeCopy(place, { at: Date.now(), list } as Copy) : eraseDrafts(place)).catch(
      () => {},
    );
    this.changed();
  }
}
