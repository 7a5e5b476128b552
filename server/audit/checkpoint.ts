/** The daily checkpoint: how far the history went, signed, and each naming the one before. */
import { hash } from 'node:crypto';
import { asc, desc } from 'drizzle-orm';
import { CompactSign, compactVerify } from 'jose';
import type { Config } from '../config.ts';
import type { Database } from '../database/connection.ts';
import { type SigningKey, signingKey, trustedKeys } from '../habilitations/keys.ts';
import { rootOf, type Tallies } from './root.ts';
import { checkpoints } from './tables.ts';

type CheckpointServices = {
  database: Database;
  config: Pick<Config, 'secretKey' | 'dataDir'>;
};

export type Checkpoint = Omit<typeof checkpoints.$inferSelect, 'createdAt'>;

/** What is signed. */
interface Payload extends Omit<Checkpoint, 'signature'> {
  /** SHA-256 of the signature of the one before; empty for the first. */
  previous: string;
}

/**
 * Why a checkpoint does not hold: it is not signed by a key of ours; its row says something else than its signature;
 * it does not follow the one before, or one in between is gone; the history is no longer what it was on that day;
 * somebody has kept it, and it is not here.
 */
export type CheckpointFault = { day: string; wrong: 'signature' | 'columns' | 'link' | 'root' | 'gone' };

export interface CheckpointVerdict {
  /** That hold. */
  verified: number;
  /** The last day that is signed. */
  last: string | undefined;
  faults: CheckpointFault[];
}

/** In the order of their days. */
export function readCheckpoints(database: Pick<Database, 'select'>): Promise<Checkpoint[]> {
  return database
    .select({
      day: checkpoints.day,
      events: checkpoints.events,
      root: checkpoints.root,
      signature: checkpoints.signature,
    })
    .from(checkpoints)
    .orderBy(asc(checkpoints.day));
}

export async function lastCheckpoint(
  database: Pick<Database, 'select'>,
): Promise<Pick<Checkpoint, 'day' | 'signature'> | undefined> {
  const [last] = await database
    .select({ day: checkpoints.day, signature: checkpoints.signature })
    .from(checkpoints)
    .orderBy(desc(checkpoints.day))
    .limit(1);
  return last;
}

/** @param before the signature of the last one */
export async function signedCheckpoint(
  services: CheckpointServices,
  day: string,
  tallies: Tallies,
  before: string | undefined,
): Promise<Checkpoint> {
  const said = { day, ...rootOf(services.config, tallies, day) };
  const { key, kid }: SigningKey = await signingKey(services, 'audit');
  const payload: Payload = { ...said, previous: linkTo(before) };
  const signature = await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', kid, typ: 'checkpoint' })
    .sign(key);
  return { ...said, signature };
}

/**
 * @param tallies of the history as it is now
 * @param kept signatures that have to be among them
 */
export async function checkCheckpoints(
  services: CheckpointServices,
  rows: readonly Checkpoint[],
  tallies: Tallies,
  kept: readonly string[] = [],
): Promise<CheckpointVerdict> {
  const faults: CheckpointFault[] = [];
  const keys = await trustedKeys(services, 'audit');
  const open = async (signature: string): Promise<Payload | undefined> => {
    try {
      const { payload } = await compactVerify(signature, ({ kid = '' }) => {
        const key = keys.get(kid);
        if (!key) throw new TypeError('not a key of ours');
        return key;
      });
      return JSON.parse(new TextDecoder().decode(payload)) as Payload;
    } catch {
      return undefined;
    }
  };
  let before: string | undefined;
  for (const { day, events, root, signature } of rows) {
    const said = await open(signature);
    const now = rootOf(services.config, tallies, day);
    if (!said) faults.push({ day, wrong: 'signature' });
    else if (said.day !== day || said.events !== events || said.root !== root) {
      faults.push({ day, wrong: 'columns' });
    } else if (said.previous !== linkTo(before)) faults.push({ day, wrong: 'link' });
    else if (now.events !== events || now.root !== root) faults.push({ day, wrong: 'root' });
    before = signature;
  }
  const present = new Set(rows.map(({ signature }) => signature));
  for (const signature of kept) {
    if (present.has(signature)) continue;
    const said = await open(signature);
    faults.push(said ? { day: said.day, wrong: 'gone' } : { day: '', wrong: 'signature' });
  }
  return {
    verified: rows.length - new Set(faults.map(({ day }) => day)).size,
    last: rows.at(-1)?.day,
    faults,
  };
}

const linkTo = (signature: string | undefined): string =>
  signature === undefined ? '' : hash('sha256', signature, 'base64url');
