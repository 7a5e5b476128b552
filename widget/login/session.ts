/**
 * The person's session with the backend, shared by every element of the page. The access token lives in memory; the
 * refresh token and its key in IndexedDB, where every tab of the site finds them (`store.ts`).
 */

import { eraseDrafts } from '../drafts/store.ts';
import type { Me } from '../shared/api-types.ts';
import type { Client } from '../shared/client.ts';
import type { Language } from '../shared/language.ts';
import { jsonOf, SignedOutError } from '../shared/problems.ts';
import { wordsIn } from '../words/index.ts';
import { takeArrival } from './arrival.ts';
import { authorise } from './authorise.ts';
import { type Message, openChannel } from './channel.ts';
import { provedFetch } from './proof.ts';
import type { Session, SessionState, SignInOptions } from './session-types.ts';
import { markSignedIn } from './signed-in.ts';
import { deleteSession, FLOW_LIFETIME, readSession, type StoredSession, takeFlow } from './store.ts';
import { type Access, LoginError, redeem, renew, type Signed } from './tokens.ts';
import { openWindow } from './window.ts';

const sessions = new Map<string, PageSession>();

/** The session of this page with a backend. */
export function sessionFor(client: Client): PageSession {
  const session = sessions.get(client.base) ?? new PageSession(client);
  sessions.set(client.base, session);
  return session;
}

class PageSession implements Session {
  readonly client: Client;
  /** Of the words in `failure`; loaded by `loadWords`. */
  language: Language = 'fr';
  /** Where sign-in comes back to, when not to this very page. */
  returnTo = '';
  /** Where the person was when a full-page sign-in left; read by the form to come back to the same place. */
  declare readonly arrival: string | undefined;
  /** Settles when this browser's session, if any, has been checked or could not be. */
  declare readonly restored: Promise<void>;
  state: SessionState = 'unknown';
  declare person: Me | undefined;
  declare failure: string | undefined;
  #stored: StoredSession | undefined;
  #access: Access | undefined;
  #renewal: Promise<string> | undefined;
  /** The state of the sign-in this tab waits for. */
  #pending: string | undefined;
  #expiry: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #channel = openChannel((message) => this.#hear(message));

  constructor(client: Client) {
    this.client = client;
    const arrival = takeArrival();
    this.arrival = arrival?.step;
    if (arrival?.failure) void this.#explain(arrival.failure);
    this.restored = this.#restore();
    // A session that could not be checked for lack of network is checked when it is back.
    addEventListener('online', () => {
      if (this.state === 'unknown') void this.#restore();
    });
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param popup a window already opened inside the click, before this code was loaded; null when it was blocked */
  signIn(options: SignInOptions = {}, popup: Window | null = openWindow()): void {
    void this.#begin(options, popup);
  }

  cancel(): void {
    const pending = this.#pending;
    this.#stopWaiting();
    this.state = 'unknown';
    if (pending) void takeFlow(pending);
    void this.#restore();
  }

  async signOut(): Promise<void> {
    // Without network the grant lives on at the server until it expires, but nobody holds its key any more.
    await this.fetch('/me/sign-out', { method: 'POST' }).catch(() => undefined);
    await Promise.allSettled([eraseDrafts(), this.#forget()]);
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    // Of the words in problems.
    if (!headers.has('accept-language')) headers.set('accept-language', this.language);
    for (let refused: string | undefined; ; ) {
      const token = await this.#token(refused);
      if (!this.#stored) throw new SignedOutError();
      const address = this.client.base + path;
      const response = await provedFetch(this.#stored.keys, address, { ...init, headers }, token);
      if (response.status !== 401) return response;
      if (refused) break;
      refused = token;
    }
    await this.#forget();
    throw new SignedOutError();
  }

  async #begin({ step = '', again = false }: SignInOptions, popup: Window | null): Promise<void> {
    this.#stopWaiting();
    this.failure = undefined;
    this.#set('signing-in');
    try {
      const { client_id: clientId } = await this.client.site();
      if (!clientId) throw new LoginError('unregistered');
      const redirectUri = new URL(this.returnTo, location.href);
      redirectUri.hash = '';
      const { state, url } = await authorise({
        base: this.client.base,
        clientId,
        redirectUri: redirectUri.href,
        mode: popup ? 'popup' : 'redirect',
        step,
        language: this.language,
        again,
      });
      if (!popup) return location.assign(url);
      // Cancelled meanwhile.
      if (this.state !== 'signing-in') return popup.close();
      this.#pending = state;
      this.#expiry = setTimeout(() => this.#fail('expired'), FLOW_LIFETIME);
      popup.location.replace(url);
      popup.focus();
    } catch (error) {
      popup?.close();
      this.#fail(error);
    }
  }

  #hear(message: Message): void {
    if (message.type === 'return' && message.state && message.state === this.#pending) {
      this.#channel.post({ type: 'taken', state: message.state });
      void this.#redeem(message);
    } else if (message.type === 'changed' && message.base === this.client.base) {
      this.#stopWaiting();
      this.state = 'unknown';
      this.failure = undefined;
      void this.#restore();
    }
  }

  async #redeem({ state, code, error }: Extract<Message, { type: 'return' }>): Promise<void> {
    this.#stopWaiting();
    try {
      const signed = await redeem(state, code, error);
      // The sign-in window took it: it says « changed » when it is done.
      if (!signed) return;
      this.#hold(signed);
      this.#channel.post({ type: 'changed', base: this.client.base });
      await this.#welcome();
    } catch (problem) {
      this.#fail(problem);
    }
  }

  /** Reads what this browser keeps: a session of an earlier visit, another tab's sign-in, or none any more. */
  async #restore(): Promise<void> {
    const stored = await readSession(this.client.base).catch(() => undefined);
    if (stored?.id !== this.#stored?.id) {
      this.#access = undefined;
      this.person = undefined;
    }
    this.#stored = stored;
    if (!stored) {
      markSignedIn(false);
      // A sign-in may have begun meanwhile.
      if (this.state !== 'signing-in') this.#set('signed-out');
      return;
    }
    await this.#welcome().catch(() => undefined);
  }

  /** Learns who is signed in, and only then says so. */
  async #welcome(): Promise<void> {
    const { id } = this.#stored as StoredSession;
    const person = await jsonOf<Me>(await this.fetch('/me'));
    // Somebody else has signed in, or out, while we asked.
    if (id !== this.#stored?.id) return;
    this.person = person;
    this.#set('signed-in');
  }

  /** @param refused a token that the backend has just refused */
  async #token(refused?: string): Promise<string> {
    if (!this.#stored) this.#stored = await readSession(this.client.base);
    if (!this.#stored) throw new SignedOutError();
    const access = this.#access;
    if (access && access.token !== refused && access.until > Date.now()) return access.token;
    this.#renewal ??= this.#renew().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /** One tab at a time: the refresh token may be replaced at each use, and a second use of an old one ends the grant. */
  #renew(): Promise<string> {
    return navigator.locks.request(`datapass-session ${this.client.base}`, async () => {
      const stored = await readSession(this.client.base);
      if (!stored) {
        await this.#forget(false);
        throw new SignedOutError();
      }
      try {
        this.#hold(await renew(stored));
      } catch (error) {
        if (!(error instanceof LoginError) || error.code === 'unreachable') throw error;
        await this.#forget();
        throw new SignedOutError();
      }
      return (this.#access as Access).token;
    });
  }

  #hold({ stored, access }: Signed): void {
    this.#stored = stored;
    this.#access = access;
  }

  /** @param everywhere also what this browser keeps, telling the other tabs */
  async #forget(everywhere = true): Promise<void> {
    this.#stored = undefined;
    this.#access = undefined;
    this.person = undefined;
    if (everywhere) {
      markSignedIn(false);
      await deleteSession(this.client.base).catch(() => undefined);
      this.#channel.post({ type: 'changed', base: this.client.base });
    }
    this.#set('signed-out');
  }

  #stopWaiting(): void {
    clearTimeout(this.#expiry);
    this.#pending = undefined;
  }

  #fail(error: unknown): void {
    this.#stopWaiting();
    void this.#explain(
      typeof error === 'string' ? error : error instanceof LoginError ? error.code : 'unreachable',
    );
    this.#set(this.#stored ? 'signed-in' : 'signed-out');
  }

  /** Says why in words, once they have come; without them, that the backend is away. */
  async #explain(code: string): Promise<void> {
    const words = await import('./failures.ts').then(
      ({ failures }) => failures[this.language],
      () => undefined,
    );
    this.failure =
      (code !== 'unreachable' && (words?.[code] ?? words?.failed)) || wordsIn(this.language).down;
    this.#set(this.state);
  }

  #set(state: SessionState): void {
    this.state = state;
    for (const listener of this.#listeners) listener();
  }
}

export type { PageSession };
