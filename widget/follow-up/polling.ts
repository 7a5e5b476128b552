/**
 * Asks the server again while somebody looks: every 5 s with the ETag of the last answer, more rarely without network,
 * never in a hidden tab or a removed element.
 */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Session } from '../login/session-types.ts';
import type { RequestView } from '../shared/api-types.ts';
import { jsonOf, type ProblemError } from '../shared/problems.ts';

/** Milliseconds between two questions; doubled at each failure, up to the second. */
const EVERY = 5000;
const RAREST = 60_000;

export class Polling implements ReactiveController {
  view: RequestView | undefined;
  /** Why the last question had no answer. */
  problem: ProblemError | undefined;
  #host: ReactiveControllerHost;
  #session: Session | undefined;
  #id = '';
  #etag = '';
  #wait = EVERY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #connected = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
    document.addEventListener('visibilitychange', this.#ask);
    addEventListener('online', this.#ask);
    void this.#ask();
  }

  hostDisconnected(): void {
    this.#connected = false;
    document.removeEventListener('visibilitychange', this.#ask);
    removeEventListener('online', this.#ask);
    clearTimeout(this.#timer);
  }

  /** Follows this request from now on. */
  follow(session: Session, id: string): void {
    this.#session = session;
    this.#id = id;
    this.#etag = '';
    this.view = this.problem = undefined;
    void this.#ask();
  }

  /** Shows a version that a command has just brought. */
  show(view: RequestView): void {
    this.view = view;
    this.#etag = '';
    this.#host.requestUpdate();
  }

  fail(error: unknown): void {
    this.problem = error as ProblemError;
    this.#host.requestUpdate();
  }

  again = (): void => {
    this.#wait = EVERY;
    void this.#ask();
  };

  #ask = async (): Promise<void> => {
    clearTimeout(this.#timer);
    const session = this.#session;
    const id = this.#id;
    if (!session || this.#asking || !this.#connected || document.visibilityState === 'hidden') return;
    this.#asking = true;
    try {
      const answer = await session.fetch(`/requests/${encodeURIComponent(id)}`, {
        headers: this.#etag ? { 'if-none-match': this.#etag } : {},
      });
      const view = answer.status === 304 ? this.view : await jsonOf<RequestView>(answer);
      if (id !== this.#id) return;
      this.#etag = answer.headers.get('etag') ?? this.#etag;
      this.#wait = EVERY;
      if (view !== this.view || this.problem) {
        this.view = view;
        this.problem = undefined;
        this.#host.requestUpdate();
      }
    } catch (error) {
      this.#wait = Math.min(this.#wait * 2, RAREST);
      this.fail(error);
    } finally {
      this.#asking = false;
      if (id !== this.#id) void this.#ask();
      // An ended session asks no more by itself: `again` after signing in.
      else if (this.#connected && this.problem?.status !== 401)
        this.#timer = setTimeout(this.#ask, this.#wait);
    }
  };
}
