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
  declare view: RequestView | undefined;
  /** Why the last question had no answer. */
  declare problem: ProblemError | undefined;
  #host: ReactiveControllerHost;
  #session: Session | undefined;
  #id = '';
  #etag = '';
  #wait = EVERY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Ends with the element, or with the request that is followed. */
  #stop = new AbortController();
  /** Of the question under way. */
  #asking: AbortSignal | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    document.addEventListener('visibilitychange', this.#ask, { signal });
    addEventListener('online', this.#ask, { signal });
    const session = this.#session;
    this.#unsubscribe = session?.subscribe(() => {
      if (session.state === 'signed-in') this.again();
    });
    void this.#ask();
  }

  hostDisconnected(): void {
    this.#stop.abort();
    this.#unsubscribe?.();
    clearTimeout(this.#timer);
  }

  /** Follows this request from now on. */
  follow(session: Session, id: string): void {
    this.hostDisconnected();
    this.#session = session;
    this.#id = id;
    this.#etag = '';
    this.view = this.problem = undefined;
    this.hostConnected();
  }

  /** Shows a version that a command has just brought. */
  show = (view: RequestView): void => {
    this.view = view;
    this.#etag = '';
    this.#host.requestUpdate();
  };

  fail = (error: unknown): void => {
    this.problem = error as ProblemError;
    this.#host.requestUpdate();
  };

  again = (): void => {
    this.#wait = EVERY;
    void this.#ask();
  };

  #ask = async (): Promise<void> => {
    clearTimeout(this.#timer);
    const { signal } = this.#stop;
    if (!this.#session || this.#asking === signal || document.visibilityState === 'hidden') return;
    this.#asking = signal;
    try {
      const headers = { 'if-none-match': this.#etag };
      const answer = await this.#session.fetch(`/requests/${this.#id}`, { headers, signal });
      const view = answer.status === 304 ? this.view : await jsonOf<RequestView>(answer);
      if (signal.aborted) return;
      this.#etag = answer.headers.get('etag') ?? '';
      this.#wait = EVERY;
      this.view = view;
      this.problem = undefined;
      this.#host.requestUpdate();
    } catch (error) {
      if (signal.aborted) return;
      this.#wait = Math.min(this.#wait * 2, RAREST);
      this.fail(error);
    }
    this.#asking = undefined;
    // An ended session asks no more by itself: `again` after signing in.
    if (this.problem?.status !== 401) this.#timer = setTimeout(this.#ask, this.#wait);
  };
}
