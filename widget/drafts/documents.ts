/**
 * The documents of a draft: those that the server holds and those that wait in this browser. A document is checked
 * before anything else, kept here at once, and sent when somebody is signed in; the server checks it again.
 */
import type { DocumentReference } from '../../catalogue/answers.ts';
import type { Session } from '../login/session-types.ts';
import type { DocumentView } from '../shared/api-types.ts';
import { ProblemError, SignedOutError } from '../shared/problems.ts';
import * as exchange from './exchange.ts';
import { dropDocument, type KeptDocument, keepDocument, keptDocuments } from './store.ts';

/** `sending`: its upload is under way; `kept`: in this browser, not yet on the server. */
export type DocumentEntry = DocumentReference & { field: string; state: 'sent' | 'sending' | 'kept' };

/** The five bytes that start a PDF. Software may write a few others before them, within the first kilobyte. */
export async function looksLikePdf(file: Blob): Promise<boolean> {
  return (await file.slice(0, 1024).text()).includes('%PDF-');
}

export class Documents {
  /** On the server. */
  sent: DocumentView[] = [];
  /** In this browser. */
  kept: KeptDocument[] = [];
  /** The server's words on a document that it refused, by field. */
  refused: Record<string, string> = {};
  #sending: string | undefined;
  #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  of(field: string): DocumentEntry[] {
    return [
      ...this.sent.map((document) => ({ ...document, state: 'sent' as const })),
      ...this.kept.map(({ id, field, name, size }) => {
        const state = id === this.#sending ? ('sending' as const) : ('kept' as const);
        return { id, field, name, size, state };
      }),
    ].filter((document) => document.field === field);
  }

  /** Finds what an earlier visit kept. */
  async open(draft: string): Promise<void> {
    this.kept = await keptDocuments(draft).catch(() => []);
  }

  async add(draft: string, field: string, file: File): Promise<void> {
    const kept = { id: crypto.randomUUID(), draft, field, name: file.name, size: file.size, file };
    this.kept = [...this.kept, kept];
    delete this.refused[field];
    this.#changed();
    // Without storage it lives in this page, and is sent from here.
    await keepDocument(kept).catch(() => {});
  }

  async remove(id: string, session: Session, request: string | undefined): Promise<void> {
    if (this.kept.some((document) => document.id === id)) await this.#drop(id);
    else if (request) {
      await exchange.remove(session, request, id);
      this.sent = this.sent.filter((document) => document.id !== id);
    }
    this.#changed();
  }

  /**
   * Sends what waits, one after the other. A refused document is dropped with the server's words beside its field;
   * nothing else is lost. @throws {ProblemError} when there is no session or no answer: the rest waits
   */
  async send(session: Session, request: string): Promise<void> {
    for (let next = this.kept[0]; next; next = this.kept[0]) {
      const { id, field, name, file } = next;
      this.#sending = id;
      this.#changed();
      try {
        const document = await exchange.upload(session, request, field, name, file);
        this.sent = [...this.sent, document];
      } catch (error) {
        if (!(error instanceof ProblemError) || error instanceof SignedOutError || !error.status) throw error;
        this.refused[field] = error.message;
      } finally {
        this.#sending = undefined;
      }
      await this.#drop(id);
      this.#changed();
    }
  }

  async #drop(id: string): Promise<void> {
    this.kept = this.kept.filter((document) => document.id !== id);
    await dropDocument(id).catch(() => {});
  }
}
