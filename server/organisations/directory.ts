/**
 * « Recherche d'entreprises » (api.gouv.fr): what a SIRET stands for. Called by the server alone, at most once a day
 * per SIRET (7 calls a second are allowed): what it said stays in our table, and serves when it is away.
 */
import { eq } from 'drizzle-orm';
import type { Logger } from 'pino';
import type { Database } from '../database/connection.ts';
import { readAnswer, UnreadableAnswer } from './directory-answer.ts';
import { readSiret } from './siret.ts';
import { rememberOrganisation } from './store.ts';
import { organisations } from './tables.ts';

/** What the directory says of an establishment. Its `dirigeants` are people: never read. */
export interface DirectoryEntry {
  siret: string;
  /** Empty when it may not be published. */
  name: string;
  /** One line; empty when it may not be published. */
  address: string;
  postcode: string;
  department: string;
  region: string;
  /** INSEE's code; empty when unknown. */
  legalCategory: string;
  /** NAF rev. 2; empty when unknown. */
  activity: string;
  open: boolean;
  /** The directory's own hints (`est_administration`…): not exhaustive, sometimes wrong. */
  hints: Record<string, boolean>;
}

export interface Directory {
  /**
   * @returns undefined when this is no SIRET, or the directory does not know it
   * @throws {DirectoryUnavailable} when it does not answer and we have never heard of this SIRET
   */
  find(siret: string): Promise<DirectoryEntry | undefined>;
}

/** The directory is away or says « too many »; trying again later may help. */
export class DirectoryUnavailable extends Error {
  override name = 'DirectoryUnavailable';
  /** Seconds. */
  readonly retryAfter: number;
  constructor(reason: string, retryAfter = 30) {
    super(reason);
    this.retryAfter = retryAfter;
  }
}

export interface DirectoryOptions {
  /** Base address, without `/search`. */
  url: string;
  database: Database;
  log: Logger;
  now: () => Date;
  /** Milliseconds for one call. */
  timeout?: number;
}

const day = 24 * 3_600_000;
/** Seconds that a person waits at most for « too many requests » to pass. */
const patience = 2;
const userAgent = 'DataPass (https://datapass.api.gouv.fr)';

export function createDirectory(options: DirectoryOptions): Directory {
  const { database, log, now } = options;
  return {
    async find(text) {
      const siret = readSiret(text);
      if (!siret) return undefined;
      const [known] = await database.select().from(organisations).where(eq(organisations.siret, siret));
      if (known && now().getTime() - known.checkedAt.getTime() < day) return known;
      try {
        const entry = await ask(options, siret);
        if (entry) await rememberOrganisation(database, entry, now());
        return entry;
      } catch (error) {
        if (!(error instanceof DirectoryUnavailable)) throw error;
        log.warn({ reason: error.message }, 'organisation directory unavailable');
        if (known) return known;
        throw error;
      }
    },
  };
}

/** One call, and a second one when the first is told to come back soon or breaks. */
async function ask(options: DirectoryOptions, siret: string): Promise<DirectoryEntry | undefined> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call(options, siret);
    } catch (error) {
      const wait = error instanceof DirectoryUnavailable ? error.retryAfter : Number.POSITIVE_INFINITY;
      if (attempt === 2 || wait > patience) throw error;
      await new Promise((resolve) => setTimeout(resolve, wait * 1_000));
    }
  }
}

async function call(options: DirectoryOptions, siret: string): Promise<DirectoryEntry | undefined> {
  const address = new URL(`${options.url.replace(/\/$/, '')}/search`);
  address.searchParams.set('q', siret);
  address.searchParams.set('minimal', 'true');
  address.searchParams.set('include', 'siege,matching_etablissements,complements');
  address.searchParams.set('per_page', '1');
  let response: Response;
  try {
    response = await fetch(address, {
      headers: { accept: 'application/json', 'user-agent': userAgent },
      signal: AbortSignal.timeout(options.timeout ?? 4_000),
      redirect: 'error',
    });
  } catch (error) {
    const slow = (error as Error).name === 'TimeoutError';
    throw new DirectoryUnavailable(slow ? 'timeout' : 'unreachable', slow ? 30 : 0.2);
  }
  if (!response.ok) {
    await response.body?.cancel();
    const after = Number(response.headers.get('retry-after'));
    const fallback = response.status === 429 ? 1 : 0.2;
    throw new DirectoryUnavailable(`status ${response.status}`, after > 0 ? after : fallback);
  }
  try {
    return readAnswer(await response.json(), siret);
  } catch (error) {
    if (error instanceof UnreadableAnswer || error instanceof SyntaxError) {
      throw new DirectoryUnavailable('unreadable answer');
    }
    throw error;
  }
}
