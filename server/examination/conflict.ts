/** Two people at one thing at once: the second is told what the first has done, and keeps their words. */
import type { Act } from '../acts/facts.ts';

/** Thrown while deciding; the page that was sent is shown again. */
export class Conflict extends Error {
  override name = 'Conflict';
  /** What was done meanwhile; undefined: what it was about is gone. */
  readonly meanwhile: Act | undefined;
  constructor(meanwhile: Act | undefined) {
    super('somebody was first');
    this.meanwhile = meanwhile;
  }
}
