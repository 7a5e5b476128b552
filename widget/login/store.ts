/**
 * What sign-in keeps in this browser (IndexedDB of the host's origin): sign-ins under way, ten minutes at most, and
 * the session — a refresh token that is worth nothing without the key beside it, which cannot be exported.
 */
import { storage } from '../shared/storage.ts';
import type { Keys } from './keys.ts';

/** Milliseconds that a sign-in may take. */
export const FLOW_LIFETIME = 10 * 60_000;

/** A sign-in under way. */
export interface Flow {
  state: string;
  /** Backend. */
  base: string;
  clientId: string;
  redirectUri: string;
  /** PKCE. */
  verifier: string;
  keys: Keys;
  mode: 'popup' | 'redirect';
  /** Where the person was, to come back there. */
  step: string;
  /** Milliseconds since 1970. */
  at: number;
}

/** A session as this browser keeps it, one per backend. */
export interface StoredSession {
  base: string;
  /** Changes with each sign-in: tells another person, or another sign-in, from a renewal. */
  id: string;
  clientId: string;
  refreshToken: string;
  keys: Keys;
}

const database = storage('datapass-login', { flows: 'state', sessions: 'base' });

/** On disk at once: a sign-in leaves the page. */
const run = <T>(name: 'flows' | 'sessions', work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> =>
  database(name, work, { durability: 'strict' });

const fresh = (flow: Flow | undefined): Flow | undefined =>
  flow && flow.at > Date.now() - FLOW_LIFETIME ? flow : undefined;

/** Keeps a sign-in under way, and removes those that have run out. */
export const writeFlow = (flow: Flow): Promise<unknown> =>
  run('flows', (store) => {
    const all = store.getAll();
    all.onsuccess = () => {
      for (const other of all.result as Flow[]) if (!fresh(other)) store.delete(other.state);
    };
    return store.put(flow);
  });

/** A sign-in of this browser, if the state is one of ours and not older than ten minutes. */
export const readFlow = (state: string): Promise<Flow | undefined> =>
  run<Flow | undefined>('flows', (store) => store.get(state)).then(fresh);

/**
 * The same, and removes it: of the waiting tab and the sign-in window, only one may redeem the code, because a second
 * use of a code ends the whole grant.
 */
export const takeFlow = (state: string): Promise<Flow | undefined> =>
  run<Flow | undefined>('flows', (store) => {
    const found = store.get(state);
    store.delete(state);
    return found;
  }).then(fresh);

export const readSession = (base: string): Promise<StoredSession | undefined> =>
  run<StoredSession | undefined>('sessions', (store) => store.get(base));

export const writeSession = (session: StoredSession): Promise<unknown> =>
  run('sessions', (store) => store.put(session));

export const deleteSession = (base: string): Promise<unknown> =>
  run('sessions', (store) => store.delete(base));
