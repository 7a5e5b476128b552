/**
 * Nothing typed is lost. Every change is kept in this browser at once and, when somebody is signed in, saved on the
 * server 1.2 s later against the version it was made on. A lost session, a newer version or a lost network keeps the
 * text, repairs, and replays; the copy here goes once the server has everything.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../login/session-types.ts';
import type { RequestView } from '../shared/api-types.ts';
import { ProblemError, SignedOutError } from '../shared/problems.ts';
import { Changes } from './changes.ts';
import { Documents } from './documents.ts';
import { bodyOf, type Draft, draftKey, joinCopy, merge, type Values, valuesOf } from './draft.ts';
import * as exchange from './exchange.ts';
import { same } from './same.ts';
import { eraseDrafts, moveDraft, readDraft, sweepDrafts, writeDraft } from './store.ts';
import { inTurn, openTabs, type TabMessage } from './tabs.ts';

/** Milliseconds without typing before a save; before another attempt when the network is away. */
const QUIET = 1200;
const RETRY = 5000;

/**
 * `kept`: in this browser only, nobody is signed in. `lost`: the session ended. `offline`: no answer.
 * `conflict`: a newer version is being joined. `refused`: the server said no, see `refusal`.
 */
export type SaveState =
  | 'idle'
  | 'kept'
  | 'dirty'
  | 'saving'
  | 'saved'
  | 'offline'
  | 'conflict'
  | 'lost'
  | 'refused';

export interface DraftSource {
  session: Session;
  api: string;
  stage: string;
  /** The request to go on with; a new one without it. */
  request?: string | undefined;
  /** What a new draft starts with. */
  values: Values;
  /** Keys whose values the server may never store as they are: they wait here until corrected. */
  held(values: Values): ReadonlySet<string>;
}

export class Autosave implements ReactiveController {
  /** Undefined until `open` has found the draft. */
  draft: Draft | undefined;
  /** The request as the server last said it. */
  view: RequestView | undefined;
  state: SaveState = 'idle';
  savedAt: Date | undefined;
  /** What a newer version says where this tab's text was kept. */
  differed: Values = {};
  /** The server's words on what it would not store. */
  refusal = '';
  /** False where the browser refuses storage: then only the server keeps the draft. */
  keeps = true;
  readonly documents = new Documents(() => this.#host.requestUpdate());

  #host: ReactiveControllerHost;
  #source: DraftSource | undefined;
  #changes = new Changes();
  #unwritten = new Set<string>();
  #writing: Promise<void> | undefined;
  #running: Promise<boolean> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tabs: ReturnType<typeof openTabs> | undefined;
  #unsubscribe: (() => void) | undefined;
  #unsubmitted: Promise<RequestView> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('online', this.#retry);
    document.addEventListener('visibilitychange', this.#leave);
    this.#tabs = openTabs(this.#hear);
    this.#unsubscribe = this.#source?.session.subscribe(this.#sessionChanged);
  }

  hostDisconnected(): void {
    removeEventListener('online', this.#retry);
    document.removeEventListener('visibilitychange', this.#leave);
    removeEventListener('beforeunload', this.#warn);
    this.#tabs?.close();
    this.#unsubscribe?.();
    clearTimeout(this.#timer);
    if (this.dirty) void this.#run();
  }

  get dirty(): boolean {
    return this.#changes.all.length > 0 || this.documents.kept.length > 0;
  }

  get #owner(): string | undefined {
    return this.#source?.session.person?.email;
  }

  /** Finds the draft: this browser's copy, the server's version, or both joined. @throws {ProblemError} when unreadable */
  async open(source: DraftSource): Promise<void> {
    this.#unsubscribe?.();
    this.#source = source;
    this.draft = this.view = undefined;
    const { session, api, stage, request } = source;
    this.#unsubscribe = session.subscribe(this.#sessionChanged);
    void sweepDrafts().catch(() => {
      this.keeps = false;
    });
    const key = draftKey(api, request, this.#owner);
    let copy = await readDraft(key).catch(() => undefined);
    // What was typed before signing in becomes the draft of whoever signed in on this page.
    if (!copy && !request && this.#owner) copy = await this.#adopt(draftKey(api), key);
    const view = request ? await exchange.read(session, request) : undefined;
    if (this.#source !== source) return;
    this.#changes = new Changes(copy?.pending);
    this.draft = copy ?? {
      key,
      at: Date.now(),
      stage,
      step: sessionStorage.getItem(`datapass-step/${key}`) ?? '',
      values: view ? valuesOf(view) : source.values,
      base: {},
      pending: [],
      commitments: [],
      create_key: crypto.randomUUID(),
      request,
    };
    if (view) this.#join(view);
    await this.documents.open(key);
    this.state = copy ? 'kept' : 'idle';
    if (copy) this.#schedule(0);
    this.#host.requestUpdate();
  }

  /** Changes values; `undefined` takes an answer back. */
  change(values: Values): void {
    const { draft } = this;
    if (!draft) return;
    draft.values = { ...draft.values, ...values };
    for (const key of Object.keys(values)) {
      this.#changes.add(key);
      this.#unwritten.add(key);
      delete this.differed[key];
    }
    this.#tabs?.tell({ key: draft.key, changed: values });
    this.#touched();
  }

  /** Remembers the step shown and the commitments ticked: they come back after a reload, the server has no use for them. */
  remember(part: Partial<Pick<Draft, 'step' | 'commitments'>>): void {
    if (!this.draft) return;
    Object.assign(this.draft, part);
    if (part.step) sessionStorage.setItem(`datapass-step/${this.draft.key}`, part.step);
    if (this.dirty || part.commitments) void this.#write();
    this.#host.requestUpdate();
  }

  async attach(field: string, file: File): Promise<void> {
    if (!this.draft) return;
    await this.documents.add(this.draft.key, field, file);
    this.#touched();
  }

  async detach(id: string): Promise<void> {
    if (!this.#source) return;
    try {
      await this.documents.remove(id, this.#source.session, this.draft?.request);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Sends what waits. @returns whether the server now has everything */
  save(): Promise<boolean> {
    clearTimeout(this.#timer);
    // Asked for while signed out: then signing in is enough to make the draft the server's.
    this.#wanted ||= this.#source?.session.state !== 'signed-in';
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /**
   * @param local the box of this form alone (the terms), whose version goes instead
   * Submits once, whatever the clicks and the network do: the key is kept until the server has answered.
   * @throws {ProblemError} with the server's words; « unreachable » may be tried again
   */
  submit(terms: string, local: string): Promise<RequestView> {
    this.#unsubmitted ??= this.#submit(terms, local).finally(() => {
      this.#unsubmitted = undefined;
    });
    return this.#unsubmitted;
  }

  /** Forgets the draft in this browser. What the server has stays. */
  async erase(): Promise<void> {
    const key = this.draft?.key;
    this.#changes = new Changes();
    this.documents.kept = [];
    removeEventListener('beforeunload', this.#warn);
    if (key) sessionStorage.removeItem(`datapass-step/${key}`);
    await this.#writing;
    await eraseDrafts((stored) => stored === key).catch(() => {});
  }

  async #submit(terms: string, local: string): Promise<RequestView> {
    const { draft } = this;
    if (!draft || !this.#source) throw new Error('No draft is open.');
    if ((!draft.request || this.dirty) && !(await this.save())) throw this.#problem ?? new SignedOutError();
    const { session } = this.#source;
    for (let turn = 0; ; turn++) {
      draft.submit_key ??= crypto.randomUUID();
      await this.#write();
      try {
        const commitments = draft.commitments.filter((id) => id !== local);
        const body = { commitments, terms_version: terms };
        const view = await exchange.submit(session, this.view as RequestView, body, draft.submit_key);
        await this.erase();
        this.view = view;
        return view;
      } catch (error) {
        const answered = error instanceof ProblemError && error.status > 0 && error.status !== 401;
        if (answered && error.status < 500) draft.submit_key = undefined;
        if (!(answered && error.status === 412) || turn > 2) throw error;
        this.#join(await exchange.read(session, (this.view as RequestView).id));
        if (this.dirty && !(await this.save())) throw error;
      }
    }
  }

  #problem: unknown;
  #wanted = false;

  async #run(): Promise<boolean> {
    const { draft } = this;
    const source = this.#source;
    if (!draft || !source || source.session.state !== 'signed-in' || !this.#owner) return false;
    if (draft.request && !this.dirty) return true;
    this.#set('saving');
    try {
      await inTurn(draft.key, async () => {
        if (!draft.request) await this.#create(draft, source);
        this.view ??= await exchange.read(source.session, draft.request as string);
        for (let turn = 0; turn < 9; turn++) {
          const sent = this.#changes.take(source.held(draft.values));
          if (!sent.length) break;
          await this.#send(source.session, this.view, sent, false);
        }
        await this.documents.send(source.session, draft.request as string);
      });
      this.#problem = undefined;
      this.refusal = '';
      this.savedAt = new Date();
      await this.#write();
      this.#set(this.dirty ? 'dirty' : 'saved');
      return !this.dirty;
    } catch (error) {
      this.#fail(error);
      return false;
    }
  }

  async #create(draft: Draft, { session, api, stage, held }: DraftSource): Promise<void> {
    const from = draft.key;
    const stored = await readDraft(from).catch(() => undefined);
    // Another tab made the request while this one waited for its turn.
    if (stored?.request && stored.create_key === draft.create_key) {
      draft.request = stored.request;
      draft.key = draftKey(api, draft.request, this.#owner);
      this.#join(await exchange.read(session, draft.request));
      return;
    }
    const waiting = held(draft.values);
    this.#changes.take(waiting);
    const keys = Object.keys(draft.values).filter(
      (key) => !waiting.has(key) && draft.values[key] !== undefined,
    );
    const view = await exchange.create(
      session,
      { api, stage, use_case: null, eligibility: {}, answers: {}, ...bodyOf(draft.values, keys) },
      draft.create_key,
    );
    await this.#writing;
    draft.request = view.id;
    draft.key = draftKey(api, view.id, this.#owner);
    for (const document of this.documents.kept) document.draft = draft.key;
    this.#acknowledge(view);
    draft.pending = this.#changes.all;
    sessionStorage.setItem(`datapass-step/${draft.key}`, draft.step);
    await moveDraft(draft, from).catch(() => {});
    // A retried creation answers with the first call's answers: what was typed since goes with the next save.
    for (const key of keys) if (!same(draft.values[key], draft.base[key])) this.#changes.add(key);
  }

  async #send(session: Session, view: RequestView, keys: string[], keepalive: boolean): Promise<void> {
    try {
      const body = bodyOf((this.draft as Draft).values, keys);
      this.#acknowledge(await exchange.save(session, view, body, keepalive));
    } catch (error) {
      this.#changes.putBack();
      if (!(error instanceof ProblemError) || error.status !== 412) throw error;
      this.#set('conflict');
      this.#join(await exchange.read(session, view.id));
    }
  }

  /** The server has what was sent: the values shown stay as typed, only the point of agreement moves. */
  #acknowledge(view: RequestView): void {
    const { draft } = this;
    if (!draft) return;
    this.view = view;
    draft.base = valuesOf(view);
    this.documents.sent = view.documents;
    this.#changes.acknowledge();
    this.#tabs?.tell({ key: draft.key, saved: view });
  }

  /** Takes in a newer version of the server. */
  #join(view: RequestView): void {
    const { draft } = this;
    if (!draft) return;
    const { values, differed } = merge(draft.base, draft.values, valuesOf(view), this.#changes.all);
    this.view = view;
    draft.values = values;
    draft.base = valuesOf(view);
    this.documents.sent = view.documents;
    Object.assign(this.differed, differed);
    this.#host.requestUpdate();
  }

  #fail(error: unknown): void {
    this.#problem = error;
    this.#changes.putBack();
    void this.#write();
    if (error instanceof SignedOutError) this.#set('lost');
    else if (error instanceof ProblemError && error.status && error.status < 500 && error.status !== 429) {
      this.refusal = error.message;
      this.#set('refused');
    } else {
      this.#set('offline');
      this.#schedule(RETRY);
    }
  }

  #touched(): void {
    const server = this.#source?.session.state === 'signed-in';
    this.#set(this.state === 'lost' ? 'lost' : server ? 'dirty' : 'kept');
    void this.#write();
    if (server) this.#schedule(QUIET);
  }

  #set(state: SaveState): void {
    this.state = state;
    // Only while something could be lost: a listener for good would keep the page out of the back-forward cache.
    if (this.dirty && (!this.keeps || state === 'dirty' || state === 'saving'))
      addEventListener('beforeunload', this.#warn);
    else removeEventListener('beforeunload', this.#warn);
    this.#host.requestUpdate();
  }

  #schedule(delay: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#retry, delay);
  }

  /** Writes the copy of this browser, one write at a time; removes it when the server has everything. */
  #write(): Promise<void> {
    this.#writing ??= Promise.resolve()
      .then(() => this.#writeNow())
      .catch(() => {
        this.keeps = false;
      })
      .finally(() => {
        this.#writing = undefined;
        if (this.#unwritten.size && this.keeps) void this.#write();
      });
    return this.#writing;
  }

  async #writeNow(): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    const written = this.#unwritten;
    this.#unwritten = new Set();
    draft.at = Date.now();
    draft.pending = this.#changes.all;
    const waits = new Set(draft.pending);
    const acknowledged = new Set(Object.keys(draft.values).filter((key) => !waits.has(key)));
    const copy = await writeDraft(draft.key, (stored) => joinCopy(stored, draft, written, acknowledged));
    if (draft.request && !copy?.pending.length && !this.documents.kept.length && !draft.submit_key) {
      await eraseDrafts((key) => key === draft.key);
    }
  }

  async #adopt(from: string, key: string): Promise<Draft | undefined> {
    const copy = await readDraft(from).catch(() => undefined);
    if (!copy || copy.request) return undefined;
    const mine = { ...copy, key };
    await moveDraft(mine, from);
    await eraseDrafts((stored) => stored === from);
    return mine;
  }

  #sessionChanged = (): void => {
    const { draft } = this;
    const source = this.#source;
    const owner = this.#owner;
    this.#host.requestUpdate();
    if (!draft || !source) return;
    if (source.session.state === 'signed-out' && draft.key !== draftKey(source.api)) this.#set('lost');
    if (source.session.state !== 'signed-in' || !owner) return;
    const key = draftKey(source.api, draft.request, owner);
    if (key === draft.key) {
      if (this.dirty || this.#wanted) this.#schedule(0);
    } else if (draft.key === draftKey(source.api)) {
      void this.#sign(draft, key);
    } else {
      // Another person signed in on this page: what the first one typed is not theirs to see.
      void this.open({ ...source, request: undefined });
    }
  };

  /** The draft of nobody becomes the draft of the person who just signed in. */
  async #sign(draft: Draft, key: string): Promise<void> {
    await this.#writing;
    await this.#adopt(draft.key, key).catch(() => {});
    draft.key = key;
    for (const document of this.documents.kept) document.draft = key;
    sessionStorage.setItem(`datapass-step/${key}`, draft.step);
    if (this.dirty || this.#wanted) this.#schedule(0);
  }

  #hear = (message: TabMessage): void => {
    const { draft } = this;
    if (!draft || message.key !== draft.key) return;
    for (const [key, value] of Object.entries(message.changed ?? {})) {
      draft.values = { ...draft.values, [key]: value };
      this.#changes.add(key);
      // The tab that typed saves first; this one takes over only if that tab is gone.
      if (this.#source?.session.state === 'signed-in') this.#schedule(RETRY);
    }
    if (message.saved && message.saved.version > (this.view?.version ?? -1)) {
      const base = valuesOf(message.saved);
      for (const key of this.#changes.all) if (same(draft.values[key], base[key])) this.#changes.drop(key);
      this.#join(message.saved);
    }
    this.#host.requestUpdate();
  };

  #retry = (): void => void this.save();

  /** The page may not come back: what waits leaves with a call that outlives it. The copy here is the second net. */
  #leave = (): void => {
    const source = this.#source;
    if (document.visibilityState !== 'hidden' || !this.draft || !this.view || !source || this.#running)
      return;
    const keys = this.#changes.take(source.held(this.draft.values));
    if (keys.length)
      void this.#send(source.session, this.view, keys, true).then(() => this.#write(), this.#failed);
  };

  #failed = (error: unknown): void => this.#fail(error);

  #warn = (event: BeforeUnloadEvent): void => event.preventDefault();
}
