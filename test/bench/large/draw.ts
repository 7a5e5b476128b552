/** Drawing lots that come out the same each time: whatever is generated twice from one number is the same. Pure. */
import { stringify, v7 } from 'uuid';

export interface Draw {
  /** From 0, below 1. */
  share(): number;
  chance(probability: number): boolean;
  /** From 0, below `count`. */
  below(count: number): number;
  /** Of equals. */
  pick<T>(list: readonly T[]): T;
  /** The first far more often than the last, as words and towns are. */
  mostly<T>(list: readonly T[]): T;
  /** By weight. */
  weighted<T extends string>(weights: Record<T, number>): T;
  /** Hours: half of them below the median, few of them very long. Their mean is `median × e^(spread² / 2)`. */
  hours(median: number, spread: number): number;
  /** A UUIDv7 of that moment. */
  id(at: Date): string;
}

/** @param seed a number for each subject */
export function drawFrom(seed: number): Draw {
  let state = Math.imul(seed + 1, 0x9e3779b1) >>> 0;
  // Mulberry32: 32 bits of state, evenly spread.
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(share() * count);
  /** Box and Muller: as many above 0 as below. */
  const normal = () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());
  return {
    share,
    below,
    chance: (probability) => share() < probability,
    pick: (list) => of(list, below(list.length)),
    mostly: (list) => of(list, Math.floor(share() ** 2 * list.length)),
    weighted(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let rest = share() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        rest -= weight;
        if (rest < 0) return name;
      }
      return of(entries, 0)[0];
    },
    hours: (median, spread) => median * Math.exp(spread * normal()),
    id(at) {
      const random = Uint8Array.from({ length: 16 }, () => below(256));
      return v7({ msecs: at.getTime(), random, seq: below(2 ** 31) });
    },
  };
}

/** The same for the same number, whoever asks: what rows of several tables refer to. */
export function fixedId(kind: string, number: number): string {
  const bytes = new Uint8Array(16);
  bytes.set([...kind].map((letter) => letter.charCodeAt(0)).slice(0, 6));
  // Version and variant of a UUIDv8 (RFC 9562): ours to fill.
  bytes[6] = 0x80;
  bytes[8] = 0x80;
  new DataView(bytes.buffer).setUint32(12, number);
  return stringify(bytes);
}

function of<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError('nothing to choose from');
  return found;
}
