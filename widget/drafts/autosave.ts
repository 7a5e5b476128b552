/**
 * Nothing typed is lost. Every change is kept in this browser at once and, when somebody is signed in, saved on the
 * server 1.2 s later against the version it was made on. A lost session, a newer version or a lost network keeps the
 * text, repairs, and replays; the copy here goes once the server has everything.
 *
 * One tab at a time writes a draft (a Web Lock): a second one says so, and takes over on a click, with all that the
 * first had typed.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../login/session-types.ts';
import type { RequestView } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';
import { ProblemError, SignedOutError } from '../shared/problems.ts';
import { Documents } from './documents.ts';
import { bodyOf, type Draft, draftKey, merge, stillPending, type Values, valuesOf } from './draft.ts';
import { write } from './exchange.ts';
import { DraftLock } from './lock.ts';
import { same } from './same.ts';
import type { DraftSource, SaveState } from './save-state.ts';
import { eraseDrafts, readCopy, sweepDrafts, writeCopy } from './store.ts';

/** Milliseconds without typing before a save; before another attempt when the network is away. */
const QUIET = 1200;
const RETRY = 5000;

export class Autosave implements ReactiveController {
  /** Undefined until `open` has found the draft. */
  draft: Draft | undefined;
  /** The request as the server last said it; none while the draft is only here. */
  view: RequestView | undefined;
  state: SaveState = 'idle';
  savedAt = new Date();
  /** What a newer version says where this tab's text was kept. */
  differed: Values = {};
  /** The server's words on what it would not store. */
  refusal = '';
  /** False where the browser refuses storage: then only the server keeps the draft. */
  keeps = true;
  readonly documents: Documents;
  /** Of the copy in this browser. */
  key = '';

  #host: ReactiveControllerHost;
  #source: DraftSource | undefined;
  #request: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<unknown> | undefined;
  #running: Promise<boolean> | undefined;
  #submitting: Promise<RequestView> | undefined;
  #problem: unknown;
  /** A save was asked for while signed out. */
  #wanted = false;
  #connected = false;
  #lock = new DraftLock();
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.documents = new Documents(() => host.requestUpdate());
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
    addEventListener('online', this.#retry);
    document.addEventListener('visibilitychange', this.#leave);
    if (this.#source) void this.open({ ...this.#source, request: this.#request });
  }

  hostDisconnected(): void {
    this.#connected = false;
    removeEventListener('online', this.#retry);
    document.removeEventListener('visibilitychange', this.#leave);
    removeEventListener('beforeunload', this.#warn);
    this.#unsubscribe?.();
    if (this.dirty) void this.save();
    clearTimeout(this.#timer);
    this.#lock.release();
  }

  get dirty(): boolean {
    return !!this.draft?.pending.size || this.documents.waiting.length > 0;
  }

  get session(): Session {
    return (this.#source as DraftSource).session;
  }

  get #owner(): string | undefined {
    const session = this.session;
    return session.state === 'signed-in' ? session.person?.email : undefined;
  }

  /**
   * Finds the draft: this browser's copy, the server's version, or both joined.
   * @param steal takes over from the tab that writes now
   * @throws {ProblemError} when the request cannot be read
   */
  async open(source: DraftSource, steal = false): Promise<void> {
    this.#unsubscribe?.();
    this.#unsubscribe = source.session.subscribe(this.#sessionChanged);
    this.#source = source;
    this.draft = this.view = undefined;
    const { api, request, session } = source;
    const key = draftKey(api, request, this.#owner);
    this.key = key;
    this.#request = request;
    sweepDrafts().catch(() => {
      this.keeps = false;
    });
    if (!(await this.#claim(key, steal))) {
      this.#set('elsewhere');
      return;
    }
    let copy = await readCopy<Draft>(key).catch(() => undefined);
    let from = key;
    // What was typed before signing in becomes the draft of whoever signed in on this page.
    if (!copy && !request && this.#owner) {
      from = draftKey(api);
      copy = await readCopy<Draft>(from).catch(() => undefined);
    }
    const view = request ? await this.#read() : undefined;
    await this.documents.open(from);
    if (this.#source !== source || key !== this.key) return;
    this.draft = copy ?? {
      at: 0,
      step: sessionStorage.getItem(key) ?? '',
      values: source.values,
      base: {},
      pending: new Set(),
      createKey: crypto.randomUUID(),
    };
    if (from !== key && copy) await this.#rename(key, from);
    if (view) this.#join(view);
    this.#set(copy && session.state !== 'signed-in' ? 'kept' : 'idle');
    if (this.dirty) this.#schedule(0);
  }

  /** Changes values; `undefined` takes an answer back. */
  change(values: Values): void {
    const { draft } = this;
    if (!draft) return;
    draft.values = { ...draft.values, ...values };
    for (const key in values) {
      if (key[0] !== '!') draft.pending.add(key);
      delete this.differed[key];
    }
    this.touched();
  }

  /** Remembers the step shown, which the server has no use for. */
  show(step: string): void {
    if (!this.draft) return;
    this.draft.step = step;
    sessionStorage.setItem(this.key, step);
    if (this.dirty) this.#write();
  }

  /** Sends what waits. @returns whether the server now has everything */
  save(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /**
   * Submits once, whatever the clicks and the network do: the key is kept until the server has answered.
   * @throws {ProblemError} with the server's words; « unreachable » may be tried again
   */
  submit(body: { commitments: string[]; terms_version: string }): Promise<RequestView> {
    this.#submitting ??= this.#submit(body).finally(() => {
      this.#submitting = undefined;
    });
    return this.#submitting;
  }

  /** Forgets the draft in this browser. What the server has stays. */
  async erase(): Promise<void> {
    this.draft = undefined;
    sessionStorage.removeItem(this.key);
    await this.#writing;
    await eraseDrafts(this.key).catch(() => {});
  }

  async #submit(body: unknown): Promise<RequestView> {
    for (let turn = 0; ; turn++) {
      if (!(await this.save())) throw this.#problem;
      const draft = this.draft as Draft;
      draft.submitKey ??= crypto.randomUUID();
      this.#write();
      try {
        this.view = await this.#send('POST', '/submit', body, draft.submitKey);
        await this.erase();
        return this.view;
      } catch (error) {
        const { status } = error as ProblemError;
        // Without an answer, nobody knows: the same key goes with the next attempt.
        if (status && status !== 401 && status < 500) draft.submitKey = undefined;
        if (status !== 412 || turn > 2) throw error;
        this.#join(await this.#read());
      }
    }
  }

  #read = (): Promise<RequestView> => call(this.session, `/requests/${this.#request}`);

  #send(
    method: string,
    path: string,
    body: unknown,
    key?: string,
    keepalive?: boolean,
  ): Promise<RequestView> {
    return write(this.session, this.view, method, path, body, key, keepalive);
  }

  async #run(): Promise<boolean> {
    const { draft } = this;
    const source = this.#source as DraftSource;
    this.#problem = new SignedOutError();
    this.#wanted = !this.#owner;
    if (!draft || !this.#owner) return false;
    if (this.view && !this.dirty) return true;
    this.#set('saving');
    try {
      if (!this.view) await this.#create(draft, source);
      while (await this.#patch()) this.#write();
      if (this.documents.waiting.length) {
        const { send } = await import('../uploads/uploads.ts');
        await send(this.documents, this.key, this.session, this.#request as string);
      }
      this.savedAt = new Date();
      this.#write();
      this.#set(this.dirty ? 'dirty' : 'saved');
      return !this.dirty;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  /** A draft of this browser becomes a request of the server. */
  async #create(draft: Draft, { api, stage, held }: DraftSource): Promise<void> {
    // Whose it is now: somebody may begin to sign in again before the answer comes.
    const owner = this.#owner;
    const waiting = held();
    const keys = Object.keys(draft.values).filter(
      (key) => key[0] !== '!' && draft.values[key] !== undefined && !waiting.has(key),
    );
    const body = { api, stage, answers: {}, ...bodyOf(draft.values, keys) };
    const view = await this.#send('POST', '', body, draft.createKey);
    this.#request = view.id;
    draft.base = valuesOf(view);
    // A retried creation answers with what the first call sent: what was typed since is still to save.
    for (const key of keys) if (!same(draft.values[key], draft.base[key])) draft.pending.add(key);
    draft.pending = stillPending(draft.pending, draft.base, draft.values);
    this.view = view;
    const key = draftKey(api, view.id, owner);
    await this.#rename(key, this.key);
    await this.#claim(key, true);
  }

  /** Saves what is pending. @returns whether something may be left */
  async #patch(keepalive = false): Promise<boolean> {
    const draft = this.draft as Draft;
    const held = (this.#source as DraftSource).held();
    const keys = [...draft.pending].filter((key) => !held.has(key));
    if (!keys.length) return false;
    const sent = Object.fromEntries(keys.map((key) => [key, draft.values[key]]));
    try {
      this.view = await this.#send('PATCH', '', bodyOf(sent, keys), '', keepalive);
      draft.base = valuesOf(this.view);
      draft.pending = stillPending(draft.pending, sent, draft.values);
    } catch (error) {
      if ((error as ProblemError).status !== 412) throw error;
      this.#set('conflict');
      this.#join(await this.#read());
    }
    return true;
  }

  /** Takes in a newer version of the server. */
  #join(view: RequestView): void {
    const draft = this.draft as Draft;
    const theirs = valuesOf(view);
    const { values, differed } = merge(draft.base, draft.values, theirs, draft.pending);
    this.view = view;
    draft.values = values;
    draft.base = theirs;
    this.documents.sent(view.documents);
    Object.assign(this.differed, differed);
  }

  /** Something could not be sent: keeps it, says why, and tries again where that may help. */
  fail = (error: unknown): void => {
    this.#problem = error;
    this.#write();
    const status = error instanceof ProblemError ? error.status : 0;
    if (status === 401) this.#set('lost');
    else if (status && status < 500 && status !== 429) {
      this.refusal = (error as Error).message;
      this.#set('refused');
    } else {
      this.#set('offline');
      if (this.#connected) this.#schedule(RETRY);
    }
  };

  /** Something was typed or attached: keeps it here, and saves it soon. */
  touched(): void {
    this.#write();
    if (this.#owner) this.#schedule(QUIET);
    this.#set(this.#owner ? 'dirty' : this.state === 'lost' ? 'lost' : 'kept');
  }

  #set(state: SaveState): void {
    this.state = state;
    // Only while something could be lost: a listener for good keeps the page out of the back-forward cache.
    const risky = this.#connected && this.dirty && (!this.keeps || state === 'dirty' || state === 'saving');
    (risky ? addEventListener : removeEventListener)('beforeunload', this.#warn);
    this.#host.requestUpdate();
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#retry, delay);
  }

  /** Keeps the copy of this browser; removes it when the server has everything. All changes of one task in one write. */
  #write(): void {
    this.#writing ??= Promise.resolve().then(async () => {
      this.#writing = undefined;
      const { draft } = this;
      if (!draft || this.state === 'elsewhere') return;
      draft.at = Date.now();
      try {
        if (this.view && !this.dirty && !draft.submitKey) await eraseDrafts(this.key);
        // An element that is gone may still finish a save; what it had to keep is kept, and a sign-out erases it.
        else if (this.#connected) await writeCopy(this.key, draft);
      } catch {
        this.keeps = false;
        this.#set(this.state);
      }
    });
  }

  /** The draft is somebody's now, or the server's. */
  async #rename(key: string, from: string): Promise<void> {
    const { draft, documents } = this;
    this.key = key;
    sessionStorage.setItem(key, draft?.step ?? '');
    await writeCopy(key, draft as Draft).catch(() => {});
    await documents.keep(key);
    await eraseDrafts(from).catch(() => {});
  }

  /** Becomes the one tab that writes this draft, until the element goes or another tab takes over. */
  #claim = (key: string, steal: boolean): Promise<boolean> =>
    this.#lock.claim(key, steal, () => {
      if (this.key === key && this.draft) this.#set('elsewhere');
    });

  #sessionChanged = (): void => {
    const { draft } = this;
    const source = this.#source as DraftSource;
    const owner = this.#owner;
    const nobody = draftKey(source.api);
    this.#host.requestUpdate();
    if (!draft || this.state === 'elsewhere') return;
    if (source.session.state === 'signed-out' && this.key !== nobody) this.#set('lost');
    if (!owner) return;
    const key = draftKey(source.api, this.#request, owner);
    // Another person signed in on this page: what the first one typed is not theirs to see.
    if (key !== this.key && this.key !== nobody) {
      void this.open({ ...source, request: undefined });
      return;
    }
    const renamed = key === this.key ? undefined : this.#rename(key, nobody);
    if (this.dirty || this.#wanted) void Promise.resolve(renamed).then(this.#retry);
  };

  #retry = (): void => {
    void this.save();
  };

  /** The page may not come back: what waits leaves with a call that outlives it. The copy here is the second net. */
  #leave = (): void => {
    if (document.visibilityState === 'hidden' && this.view && this.draft && !this.#running && this.#owner) {
      this.#patch(true).then(() => this.#write(), this.fail);
    }
  };

  #warn = (event: Event): void => event.preventDefault();
}
