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
import { type ProblemError, SignedOutError } from '../shared/problems.ts';
import { Documents } from './documents.ts';
import {
  bodyOf,
  type Draft,
  differing,
  draftKey,
  keyOf,
  merge,
  unsaved,
  type Values,
  valuesOf,
} from './draft.ts';
import { claim } from './lock.ts';
import { same } from './same.ts';
import type { DraftSource, SaveState } from './save-state.ts';
import { eraseDrafts, readCopy, sweepDrafts, writeCopy } from './store.ts';

/** Milliseconds without typing before a save; before another attempt when the network is away. */
const QUIET = 1200;
const RETRY = 5000;

export class Autosave implements ReactiveController {
  /** Undefined until `open` has found the draft. */
  declare draft: Draft | undefined;
  /** The request as the server last said it; none while the draft is only here. */
  declare view: RequestView | undefined;
  state: SaveState = 'idle';
  savedAt = new Date();
  /** What a newer version says where this tab's text was kept. */
  differed: Values = {};
  /** Why the last save did not succeed, in the server's words. */
  declare problem: Error | undefined;
  /** False where the browser refuses storage: then only the server keeps the draft. */
  keeps = true;
  declare readonly documents: Documents;
  /** What a new request says: more, where it is filled in with another. */
  joins = (body: object): object => body;
  /** Of the copy in this browser. */
  key = '';

  /** Answers that the server will not store as they are. */
  #refused: Values = {};
  #host: ReactiveControllerHost;
  #source: DraftSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<unknown> | undefined;
  #running: Promise<boolean> | undefined;
  /** A save was asked for while signed out. */
  #wanted = false;
  #connected = false;
  #release = (): void => {};
  #unsubscribe = (): void => {};

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    this.documents = new Documents(() => host.requestUpdate());
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
    addEventListener('online', this.save);
    document.addEventListener('visibilitychange', this.#leave);
    if (this.#source) void this.open(this.#source);
  }

  hostDisconnected(): void {
    this.#connected = false;
    removeEventListener('online', this.save);
    document.removeEventListener('visibilitychange', this.#leave);
    removeEventListener('beforeunload', this.#warn);
    this.#unsubscribe();
    if (this.dirty) void this.save();
    clearTimeout(this.#timer);
    this.#release();
  }

  /** Whether there is anything that the server does not have. */
  get dirty(): boolean {
    const { draft, documents } = this;
    return !!(draft && Object.keys(unsaved(draft.values, draft.base))[0]) || !!documents.waiting[0];
  }

  get session(): Session {
    return (this.#source as DraftSource).session;
  }

  get #owner(): string | undefined {
    const { state, person } = this.session;
    return state === 'signed-in' ? person?.email : undefined;
  }

  /**
   * Finds the draft: this browser's copy, the server's version, or both joined.
   * @param steal takes over from the tab that writes now
   * @throws {ProblemError} when the request cannot be read
   */
  async open(source: DraftSource, steal = false): Promise<void> {
    const { api, request, session, values } = source;
    this.#source = source;
    this.#unsubscribe();
    this.#unsubscribe = session.subscribe(this.#sessionChanged);
    this.draft = this.view = undefined;
    const key = draftKey(api, request, this.#owner);
    let from = key;
    this.key = key;
    sweepDrafts().catch(() => {});
    await this.#claim(steal);
    let copy = await readCopy<Draft>(key);
    // What was typed before signing in becomes the draft of whoever signed in on this page.
    if (!copy && !request && this.#owner) {
      from = draftKey(api);
      copy = await readCopy<Draft>(from);
    }
    const view = request && (await this.#read());
    await this.documents.open(from);
    if (this.#source !== source || key !== this.key) return;
    this.draft = copy ?? { at: 0, values, base: values, createKey: crypto.randomUUID() };
    if (copy) await this.#moveFrom(from);
    if (view) this.take(view, this.draft.base, true);
    this.#set(copy && !this.#owner ? 'kept' : 'idle');
    if (this.dirty) this.#schedule(0);
  }

  /** Changes values; `undefined` takes an answer back. */
  change(values: Values): void {
    const { draft } = this;
    if (!draft) return;
    draft.values = { ...draft.values, ...values };
    for (const key in values) delete this.differed[key];
    this.touched();
  }

  /** Sends what waits. @returns whether the server now has everything */
  save = (): Promise<boolean> => {
    clearTimeout(this.#timer);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  };

  /**
   * Submits once, whatever the clicks and the network do: the key is kept until the server has answered.
   * @throws {ProblemError} with the server's words; « unreachable » may be tried again
   */
  async submit(body: object): Promise<RequestView> {
    if (!(await this.save())) throw this.problem;
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
      // What somebody else has changed is to be read before it is sent.
      if (status === 412) this.take(await this.#read(), draft.base, true);
      throw error;
    }
  }

  /** Forgets the draft in this browser. What the server has stays. */
  async erase(): Promise<void> {
    this.draft = undefined;
    await this.#writing;
    await eraseDrafts(this.key).catch(() => {});
  }

  #read = (): Promise<RequestView> => call(this.session, `/requests/${this.#source?.request}`);

  /** @param key Idempotency-Key: a second call with it gets the first one's answer */
  #send(method: string, path: string, body: unknown, key?: string): Promise<RequestView> {
    const { view } = this;
    return call(this.session, `/requests${view ? `/${view.id}` : ''}${path}`, {
      method,
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        ...(view && { 'if-match': `"${view.version}"` }),
        ...(key && { 'idempotency-key': key }),
      },
      // The page may not come back.
      keepalive: document.hidden && method === 'PATCH',
    });
  }

  async #run(): Promise<boolean> {
    const { draft, documents } = this;
    this.problem = new SignedOutError();
    this.#wanted = !this.#owner;
    if (!draft || !this.#owner) return false;
    if (this.view && !this.dirty) return true;
    this.#set('saving');
    try {
      while (await this.#exchange(draft)) this.#write();
      if (documents.waiting[0]) {
        const { send } = await import('../uploads/uploads.ts');
        await send(documents, this.key, this.session, this.view?.id as string);
      }
      this.savedAt = new Date();
      this.#write();
      this.#set(!this.dirty ? 'saved' : Object.keys(this.#sendable(draft.base))[0] ? 'dirty' : 'refused');
      return !this.dirty;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  /**
   * Makes a request of the server from a draft of this browser, or saves what has changed since.
   * @returns whether something may be left
   */
  async #exchange(draft: Draft): Promise<boolean> {
    const source = this.#source as DraftSource;
    const { api, stage } = source;
    // Whose it is now: somebody may begin to sign in again before the answer comes.
    const owner = this.#owner;
    const sent = this.#sendable(this.view ? draft.base : {});
    try {
      if (!this.view) {
        const body = await this.joins({ api, stage, ...bodyOf(sent) });
        const view = await this.#send('POST', '', body, draft.createKey);
        source.request = view.id;
        // A retried creation answers with what the first call sent: what was typed since is still to save.
        this.take(view, {});
        const from = this.key;
        this.key = draftKey(api, view.id, owner);
        await this.#moveFrom(from);
        await this.#claim(true);
      } else if (!Object.keys(sent)[0]) return false;
      else this.take(await this.#send('PATCH', '', bodyOf(sent)), { ...draft.base, ...sent });
    } catch (error) {
      const { status, body } = error as ProblemError;
      const refused = (body?.fields ?? []).map(keyOf).filter((key) => key in sent);
      if (status === 412) this.take(await this.#read(), draft.base, true);
      else if (!refused[0]) throw error;
      for (const key of refused) this.#refused[key] = sent[key];
      this.problem = error as Error;
    }
    return true;
  }

  /** What the server does not have, without what it has refused: that waits here until it is corrected. */
  #sendable(base: Values): Values {
    const left = unsaved(this.draft?.values ?? {}, base);
    for (const key in this.#refused) if (same(left[key], this.#refused[key])) delete left[key];
    return left;
  }

  /**
   * Takes in a version of the server.
   * @param base what it held when the two sides last agreed
   * @param tell where somebody else may have written it
   */
  take(view: RequestView, base: Values, tell = false): void {
    const draft = this.draft as Draft;
    const theirs = valuesOf(view);
    if (tell) Object.assign(this.differed, differing(base, draft.values, theirs));
    draft.values = merge(base, draft.values, theirs);
    draft.base = theirs;
    this.view = view;
    this.documents.sent(view.documents);
  }

  /** Something could not be sent: keeps it, says why, and tries again where that may help. */
  fail = (error: unknown): void => {
    this.problem = error as Error;
    this.#write();
    const { status } = error as ProblemError;
    if (status === 401) this.#set('lost');
    else if (status && status < 500 && status !== 429) this.#set('refused');
    else {
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
    const risky = this.#connected && this.dirty && (!this.keeps || /dirty|saving/.test(state));
    (risky ? addEventListener : removeEventListener)('beforeunload', this.#warn);
    this.#host.requestUpdate();
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.save, delay);
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

  /** The draft is somebody's now, or the server's: its copy goes with it. */
  async #moveFrom(from: string): Promise<void> {
    const { key, draft, documents } = this;
    if (key === from) return;
    await writeCopy(key, draft as Draft).catch(() => {});
    await documents.keep(key);
    await eraseDrafts(from).catch(() => {});
  }

  /** Becomes the one tab that writes this draft, until the element goes or another tab takes over. */
  async #claim(steal: boolean): Promise<void> {
    const { key } = this;
    this.#release();
    this.#release = await claim(key, steal, () => {
      if (this.key === key) this.#set('elsewhere');
    });
    // The element went while it waited: another one may be waiting for it.
    if (!this.#connected) this.#release();
  }

  #sessionChanged = (): void => {
    const source = this.#source as DraftSource;
    const owner = this.#owner;
    const nobody = draftKey(source.api);
    this.#host.requestUpdate();
    if (!this.draft || this.state === 'elsewhere') return;
    if (source.session.state === 'signed-out' && this.key !== nobody) this.#set('lost');
    if (!owner) return;
    const key = draftKey(source.api, source.request, owner);
    const from = this.key;
    // Another person signed in on this page: what the first one typed is not theirs to see.
    if (key !== from && from !== nobody) {
      void this.open({ ...source, request: undefined });
      return;
    }
    this.key = key;
    const moved = this.#moveFrom(from);
    if (this.dirty || this.#wanted) void moved.then(this.save);
  };

  /** The page may not come back: what waits leaves now. The copy here is the second net. */
  #leave = (): void => {
    if (document.hidden && this.view && this.dirty) void this.save();
  };

  #warn = (event: Event): void => event.preventDefault();
}
