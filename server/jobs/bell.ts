/** A bell between whoever writes to the outbox and the relay that empties it, within one process. A hint only. */
export interface Bell {
  /** There is something to do. Heard at once, or at the next `wait`. */
  ring(): void;
  /** Until the bell rings, or so many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

export function createBell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    wait(milliseconds) {
      return new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          rung = false;
          wake = undefined;
          resolve();
        };
        const timer = setTimeout(done, milliseconds);
        wake = done;
        if (rung) done();
      });
    },
  };
}
