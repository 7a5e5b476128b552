/**
 * One value over the last event of every chain, which changes when any of them does. Chains are added up in any order
 * (MSet-Add-Hash: Clarke, Devadas, van Dijk, Gassend, Suh, 2003), so that several threads work on it, and one reading
 * gives the value that each day ended with. What is added up is keyed and never stored: nobody can look for chains to
 * remove whose sum is nothing.
 */
import { createHmac, hash } from 'node:crypto';
import { hmacKeyFor, type KeySource, keyFor } from '../secret.ts';
import type { Place } from './link.ts';

/** By how much the events of one day change the number and the sum. */
export interface Tally {
  events: number;
  sum: bigint;
}

/** Day (UTC, `YYYY-MM-DD`) → tally. */
export type Tallies = Map<string, Tally>;

const modulus = 1n << 256n;

/** What the end of one chain adds to the sum: keyed, of one length, and nobody sees it, so that a plain hash does. */
export function leaves(config: KeySource): (history: string, chainId: string, end: Place) => bigint {
  const key = keyFor(config, 'checkpoint-leaves').toString('base64url');
  return (history, chainId, { sequence, hash: last }) =>
    BigInt(`0x${hash('sha256', `${key}\n${history}\n${chainId}\n${sequence}\n${last}`)}`);
}

export function addTo(tallies: Tallies, day: string, { events, sum }: Tally): void {
  const before = tallies.get(day) ?? { events: 0, sum: 0n };
  tallies.set(day, { events: before.events + events, sum: (before.sum + sum + modulus) % modulus });
}

/** What stands in a checkpoint, of everything until the end of a day. */
export function rootOf(config: KeySource, tallies: Tallies, day: string): { events: number; root: string } {
  let events = 0;
  let sum = 0n;
  for (const [each, tally] of tallies) {
    if (each > day) continue;
    events += tally.events;
    sum = (sum + tally.sum) % modulus;
  }
  const root = createHmac('sha256', hmacKeyFor(config, 'checkpoint-root'))
    .update(`${day}\n${events}\n${sum.toString(16)}`)
    .digest('base64url');
  return { events, root };
}
