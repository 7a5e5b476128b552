/** Milliseconds that another tab has to let go: a reload needs a few. */
const LETTING_GO = 500;

/**
 * Takes the right to write one draft, which one tab has at a time: until it lets go, or another takes it over.
 * @param steal takes it from the tab that has it
 * @param lost this tab does not have it, or no longer
 * @returns how to let go; never where another tab has it
 */
export const claim = (key: string, steal: boolean, lost: () => void): Promise<() => void> =>
  new Promise((had) => {
    navigator.locks
      .request(
        `datapass ${key}`,
        steal ? { steal } : { signal: AbortSignal.timeout(LETTING_GO) },
        () => new Promise<void>(had),
      )
      .catch(lost);
  });
