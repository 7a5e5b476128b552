/**
 * Which keys still have to reach the server. A key changed again while its save is on the way stays pending after
 * the answer: the acknowledgement covers what was sent, not what was typed since.
 */
export class Changes {
  #pending: Set<string>;
  #sending = new Set<string>();

  constructor(pending: Iterable<string> = []) {
    this.#pending = new Set(pending);
  }

  /** Every key that the server has not acknowledged, on the way or not. */
  get all(): string[] {
    return [...new Set([...this.#sending, ...this.#pending])];
  }

  add(key: string): void {
    this.#pending.add(key);
  }

  /** Another tab's save has carried this key. */
  drop(key: string): void {
    this.#pending.delete(key);
  }

  /**
   * Starts a save; one is on the way at a time.
   * @param held keys that the server would not store as they are (a text still too long): they wait, the rest goes
   * @returns the keys to send
   */
  take(held: ReadonlySet<string> = new Set()): string[] {
    this.#sending = new Set([...this.#pending].filter((key) => !held.has(key)));
    for (const key of this.#sending) this.#pending.delete(key);
    return [...this.#sending];
  }

  /** The server has what was taken. @returns those keys */
  acknowledge(): Set<string> {
    const sent = this.#sending;
    this.#sending = new Set();
    return sent;
  }

  /** The save failed: what was taken is pending again. */
  putBack(): void {
    this.#pending = new Set(this.all);
    this.#sending = new Set();
  }
}
