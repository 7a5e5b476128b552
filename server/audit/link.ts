/** One event of a chain, held against its text, its hash and the event before. Pure, but for the keys it is given. */
import { hash } from 'node:crypto';
import type { Config } from '../config.ts';
import { sorted } from '../requests/life/chain.ts';
import { keyFor } from '../secret.ts';
import { hmacOf } from './hmac.ts';

/** An event as it is stored, whichever history it is of. */
export interface Link {
  chainId: string;
  sequence: number;
  id: string;
  name: string;
  actorId: string | null;
  actorRole: string;
  /** ISO 8601, UTC, to the millisecond: as it stands in the text. */
  at: string;
  body: string;
  details: Record<string, string> | null;
  previousHash: string;
  hash: string;
}

/**
 * What does not hold: an event is not there; it does not follow the one before; its text was not written by us; the
 * columns beside the text, or the words, are not those of the text; words are gone that nobody erased.
 */
export type Wrong = 'missing' | 'link' | 'hash' | 'columns' | 'details' | 'erased';

/** The keys of the chains, ready for many. */
export interface ChainKeys {
  hashOf(previousHash: string, body: string): string;
  /** Of the words of an event, as its text vouches for them. */
  digestOf(link: Pick<Link, 'chainId' | 'id' | 'details'>): string;
}

export function chainKeys(config: Pick<Config, 'secretKey' | 'dataDir'>): ChainKeys {
  const chain = hmacOf(keyFor(config, 'event-chain'));
  const salts = hmacOf(keyFor(config, 'event-digests'));
  return {
    hashOf: (previousHash, body) => chain(`${previousHash}\n${body}`),
    digestOf: ({ chainId, id, details }) =>
      hash('sha256', salts(`${chainId}\n${id}`) + JSON.stringify(['details', sorted(details)]), 'base64url'),
  };
}

/** Where a chain stands before its next event. */
export interface Place {
  /** Of the last event; 0 before the first. */
  sequence: number;
  hash: string;
}

export const beginning: Place = { sequence: 0, hash: '' };

/**
 * @param owner the name that the text gives the chain: `request`
 * @param erased whether the words of this chain were erased by us
 */
export function faultOf(
  keys: ChainKeys,
  owner: string,
  before: Place,
  link: Link,
  erased: boolean,
): Wrong | undefined {
  if (link.sequence !== before.sequence + 1) return 'missing';
  if (link.previousHash !== before.hash) return 'link';
  if (link.hash !== keys.hashOf(before.hash, link.body)) return 'hash';
  if (!agrees(link, owner)) return 'columns';
  const vouched = vouchedIn(link.body);
  if (link.details) return vouched === keys.digestOf(link) ? undefined : 'details';
  return vouched && !erased ? 'erased' : undefined;
}

/** Whether the columns say what the text says: it begins with all of them, in one order. */
function agrees(link: Link, owner: string): boolean {
  const { id, chainId, sequence, name, at, actorId, actorRole } = link;
  const by = actorId === null ? 'null' : `"${actorId}"`;
  return link.body.startsWith(
    `{"id":"${id}","${owner}":"${chainId}","sequence":${sequence},"name":"${name}","at":"${at}","by":${by},"role":"${actorRole}"`,
  );
}

const key = ',"details":"';
/** Characters of a digest, and of all that a text with one ends with. */
const digest = 43;
const ending = key.length + digest + '"}'.length;

/** The digest of the words: the last thing that a text says, where there are words. */
function vouchedIn(body: string): string | undefined {
  const end = body.slice(-ending);
  if (!end.startsWith(key) || !end.endsWith('"}')) return undefined;
  return end.slice(key.length, key.length + digest);
}
