/** Milliseconds that another tab has to let go: a reload needs a few. */
const LETTING_GO = 500;

/** The right to write one draft, which one tab has at a time: until it lets go, or another takes it over. */
export class DraftLock {
  release: () => void = () => {};

  /**
   * @param steal takes it from the tab that has it
   * @param lost another tab has taken it
   * @returns whether this tab has it
   */
  claim(key: string, steal: boolean, lost: () => void): Promise<boolean> {
    this.release();
    return new Promise((resolve) => {
      const how = steal ? { steal } : { signal: AbortSignal.timeout(LETTING_GO) };
      const hold = () =>
        new Promise<void>((release) => {
          this.release = release;
          resolve(true);
        });
      navigator.locks.request(`datapass ${key}`, how, hold).catch(() => {
        resolve(false);
        lost();
      });
    });
  }
}
