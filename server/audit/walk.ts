/** Verifies every chain of one range, as they all stood at one moment. */
import type { Config } from '../config.ts';
import type { Database } from '../database/connection.ts';
import type { Head, History, Range } from './histories.ts';
import { beginning, type ChainKeys, chainKeys, faultOf, type Link, type Place, type Wrong } from './link.ts';
import { addTo, leaves, type Tallies } from './root.ts';

/** The first row of a chain that does not hold. */
export interface Fault {
  history: string;
  chainId: string;
  sequence: number;
  /**
   * Besides what one event may have against it: it stands after the end of its chain; it is another than at the last
   * checkpoint; the chain ends where its owner's row does not say; what the chain belongs to is gone.
   */
  wrong: Wrong | 'inserted' | 'replaced' | 'end' | 'owner';
}

export interface Walked {
  /** That hold, and the chains that they make up. */
  events: number;
  chains: number;
  faults: Fault[];
  tallies: Tallies;
}

/** Events read at once: a few megabytes. */
const batch = 5_000;

export async function walk(
  { database, config }: { database: Database; config: Pick<Config, 'secretKey' | 'dataDir'> },
  history: History,
  range: Range,
): Promise<Walked> {
  const walked: Walked = { events: 0, chains: 0, faults: [], tallies: new Map() };
  const leaf = leaves(config);
  await database.transaction(
    async (snapshot) => {
      const heads = new Map(
        (await history.heads(snapshot, range, config)).map((head) => [head.chainId, head] as const),
      );
      const keys = chainKeys(config);
      let chain: ChainWalk | undefined;
      const finish = () => chain && settle(chain, walked);
      let links = await history.links(snapshot, range, undefined, batch);
      while (links.length > 0) {
        // The database looks for the next ones meanwhile.
        const next =
          links.length < batch
            ? Promise.resolve([])
            : history.links(snapshot, range, links.at(-1), batch).catch((error: Error) => error);
        for (const link of links) {
          if (chain?.head.chainId !== link.chainId) {
            finish();
            const head = heads.get(link.chainId) ?? ownerless(link.chainId);
            heads.delete(link.chainId);
            chain = new ChainWalk(history, head, keys, leaf, walked.tallies);
          }
          chain.take(link);
        }
        const found = await next;
        if (found instanceof Error) throw found;
        links = found;
      }
      finish();
      // Of those left, no event is there.
      for (const head of heads.values())
        settle(new ChainWalk(history, head, keys, leaf, walked.tallies), walked);
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  return walked;
}

const ownerless = (chainId: string): Head => ({ chainId, end: undefined, sealed: undefined, erased: false });

function settle(chain: ChainWalk, walked: Walked): void {
  const fault = chain.ended();
  if (fault) walked.faults.push(fault);
  walked.chains++;
  walked.events += chain.held;
}

/** One chain, event by event. */
class ChainWalk {
  held = 0;
  readonly head: Head;
  #history: History;
  #keys: ChainKeys;
  #leaf: ReturnType<typeof leaves>;
  #tallies: Tallies;
  #place: Place = beginning;
  /** What the day before ended with, and the day of the events since: the latest so far, clocks may disagree. */
  #before = 0n;
  #day = '';
  #inDay = 0;
  #fault: Fault | undefined;

  constructor(
    history: History,
    head: Head,
    keys: ChainKeys,
    leaf: ReturnType<typeof leaves>,
    tallies: Tallies,
  ) {
    this.#history = history;
    this.head = head;
    this.#keys = keys;
    this.#leaf = leaf;
    this.#tallies = tallies;
  }

  /** After the first that does not hold, nothing more can be said of a chain. */
  take(link: Link): void {
    if (this.#fault) return;
    const { end, sealed, erased } = this.head;
    const wrong = faultOf(this.#keys, this.#history.owner, this.#place, link, erased);
    if (wrong) {
      const beyond = end && this.#place.sequence >= end.sequence && end.hash === this.#place.hash;
      this.#found(
        wrong === 'missing' ? this.#place.sequence + 1 : link.sequence,
        beyond ? 'inserted' : wrong,
      );
      return;
    }
    if (sealed?.sequence === link.sequence && sealed.hash !== link.hash) {
      this.#found(link.sequence, 'replaced');
      return;
    }
    const day = link.at.slice(0, 10);
    if (day > this.#day) {
      this.#close();
      this.#day = day;
    }
    this.#place = { sequence: link.sequence, hash: link.hash };
    this.#inDay++;
    this.held++;
  }

  /** @returns the first row that does not hold, the end of the chain included */
  ended(): Fault | undefined {
    this.#close();
    if (this.#fault) return this.#fault;
    const { sequence, hash } = this.#place;
    const { end, sealed } = this.head;
    if (sealed && sealed.sequence > sequence) this.#found(sequence + 1, 'missing');
    else if (!end) this.#found(sequence, 'owner');
    else if (end.sequence > sequence) this.#found(sequence + 1, 'missing');
    else if (end.sequence < sequence || end.hash !== hash) this.#found(sequence, 'end');
    return this.#fault;
  }

  #close(): void {
    if (this.#inDay === 0) return;
    const { chainId } = this.head;
    const { name } = this.#history;
    const leaf = this.#leaf(name, chainId, this.#place);
    addTo(this.#tallies, this.#day, { events: this.#inDay, sum: leaf - this.#before });
    this.#before = leaf;
    this.#inDay = 0;
  }

  #found(sequence: number, wrong: Fault['wrong']): void {
    this.#fault = { history: this.#history.name, chainId: this.head.chainId, sequence, wrong };
  }
}
