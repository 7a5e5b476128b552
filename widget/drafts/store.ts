/**
 * The copy of drafts in this browser (IndexedDB of the host's origin), so that a reload, a closed tab, a lost session
 * or a lost network gives back what was typed. Kept 7 days; erased as soon as the server has everything, and whole
 * at sign-out. A draft made while signed in has its owner in its key: nobody else on this machine is shown it.
 */
import { browserDays } from '../../catalogue/kept.ts';
import { storage } from '../shared/storage.ts';

/** Milliseconds that a copy is kept after its last change. */
const KEPT = browserDays * 24 * 3600 * 1000;

const database = storage('datapass-drafts', { drafts: null });

const run = <T>(work: (drafts: IDBObjectStore) => IDBRequest<T>): Promise<T> => database('drafts', work);

/** What is kept carries the time of its last change, in milliseconds since 1970. */
interface Kept {
  at: number;
}

/** What stands under a key; nothing where it is too old, or where the browser refuses storage. */
export const readCopy = <T extends Kept>(key: string): Promise<T | undefined> =>
  run<T | undefined>((drafts) => drafts.get(key)).then(
    (copy) => (copy && copy.at > Date.now() - KEPT ? copy : undefined),
    () => undefined,
  );

export const writeCopy = (key: string, value: Kept): Promise<unknown> =>
  run((drafts) => drafts.put(value, key));

/** Removes a draft and its documents; everything without a key. */
export const eraseDrafts = (key = ''): Promise<undefined> =>
  run((drafts) => drafts.delete(IDBKeyRange.bound(key, `${key}\uffff`)));

/** Removes what is older than seven days. */
export async function sweepDrafts(): Promise<void> {
  for (const key of (await run((drafts) => drafts.getAllKeys())) as string[]) {
    if (!(await readCopy(key))) await eraseDrafts(key);
  }
}
