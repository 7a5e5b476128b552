/**
 * The catalogue while somebody is writing it (`npm start`): a file that changes is read again, and the next reload of
 * the page shows it. A fault is told where the server was started, and what was right before goes on being served.
 */
import { watch } from 'node:fs';
import { ConfigurationError } from '../config.ts';
import { type Catalogue, loadCatalogue } from './load.ts';

/** Editors write a file in several steps; what follows within this time is one change. Milliseconds. */
const settle = 100;

export interface LiveCatalogue {
  catalogue: Catalogue;
  /**
   * Reads the files again.
   * @throws {ConfigurationError} with everything that is wrong; the catalogue stays as it was
   */
  reload(): Promise<void>;
}

/** @throws {ConfigurationError} when the files are wrong at the start */
export async function liveCatalogue(folder: string): Promise<LiveCatalogue> {
  let present = await loadCatalogue(folder);
  return {
    catalogue: {
      get: (api) => present.get(api),
      localised: (api, language) => present.localised(api, language),
      list: () => present.list(),
      get editors() {
        return present.editors;
      },
    },
    reload: async () => {
      present = await loadCatalogue(folder);
    },
  };
}

/**
 * Reloads at each change of a file, one reload after the other.
 * @param done after each one that went well
 * @param tell words for who started the server
 * @returns what ends it
 */
export function watchCatalogue(
  folder: string,
  { reload }: LiveCatalogue,
  done: () => Promise<void>,
  tell: (words: string) => void,
): () => Promise<void> {
  let waiting: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const again = async () => {
    try {
      await reload();
      await done();
      tell('The catalogue has changed, and is served as it is now.');
    } catch (error) {
      tell(
        error instanceof ConfigurationError
          ? `The catalogue has changed, and is served as it was before:\n${error.message}`
          : String(error),
      );
    }
  };
  const watcher = watch(folder, { recursive: true }, (_, name) => {
    if (!name?.endsWith('.yaml')) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      running = running.then(again);
    }, settle);
  });
  return async () => {
    watcher.close();
    clearTimeout(waiting);
    await running;
  };
}
