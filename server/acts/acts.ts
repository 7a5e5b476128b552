/**
 * What people do besides deciding a request, each thing with who, when, before and after, in a chain of its own: about a
 * request (beside its events, whose history the applicant reads), a draft prepared for an applicant, or a person. What
 * stands is read from these acts, so that the chain vouches for it.
 */
import { asc, eq, inArray } from 'drizzle-orm';
import { newId } from '../database/columns.ts';
import type { Database } from '../database/connection.ts';
import { retried } from '../database/retry.ts';
import { digester, hashOf } from '../requests/life/chain.ts';
import { outbox } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import type { Act, ActName, ActRole, Doing } from './facts.ts';
import { staffActs, staffChains } from './tables.ts';
import { type ActTopic, topicOf } from './topics.ts';

export type ActServices = Pick<Services, 'config' | 'database' | 'now' | 'bell'>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Oldest first. @param chainId a request, or a person (absences) */
export async function actsOf(database: Database | Transaction, chainId: string): Promise<Act[]> {
  const rows = await database
    .select()
    .from(staffActs)
    .where(eq(staffActs.chainId, chainId))
    .orderBy(asc(staffActs.sequence));
  return rows.map(actOf);
}

/** The same of several chains at once, by chain; none for one without acts. */
export async function actsOfAll(
  database: Database,
  chainIds: readonly string[],
): Promise<ReadonlyMap<string, Act[]>> {
  if (chainIds.length === 0) return new Map();
  const rows = await database
    .select()
    .from(staffActs)
    .where(inArray(staffActs.chainId, [...chainIds]))
    .orderBy(asc(staffActs.sequence));
  const chains = new Map<string, Act[]>();
  for (const row of rows) chains.set(row.chainId, [...(chains.get(row.chainId) ?? []), actOf(row)]);
  return chains;
}

type Also = (transaction: Transaction, act: Act) => Promise<unknown>;

/**
 * Adds an act, one at a time per chain: whoever comes second decides knowing what the first has done.
 * @param decide what to record, from all that was recorded before; throws to refuse
 * @param also what else is written in the same moment
 */
export async function record(
  services: ActServices,
  chainId: string,
  userId: string,
  decide: (acts: Act[]) => Doing,
  also?: Also,
): Promise<Act> {
  return (await recordIf(services, chainId, userId, decide, also)) as Act;
}

/** The same where there may be nothing to record. @param decide undefined: it stands already */
export async function recordIf(
  services: ActServices,
  chainId: string,
  userId: string,
  decide: (acts: Act[]) => Doing | undefined,
  also?: Also,
): Promise<Act | undefined> {
  const act = await retried(() =>
    services.database.transaction(async (transaction) => {
      await transaction.insert(staffChains).values({ id: chainId }).onConflictDoNothing();
      const [head] = await transaction
        .select()
        .from(staffChains)
        .where(eq(staffChains.id, chainId))
        .for('update');
      const acts = await actsOf(transaction, chainId);
      const doing = decide(acts);
      if (!doing) return undefined;
      const row = rowOf(services, chainId, head?.headHash ?? '', acts, userId, doing);
      await transaction.insert(staffActs).values(row);
      await transaction
        .update(staffChains)
        .set({ headHash: row.hash, actCount: row.sequence })
        .where(eq(staffChains.id, chainId));
      const done = actOf(row);
      const topic = topicOf(done);
      if (topic) await announce(transaction, chainId, done.id, topic);
      await also?.(transaction, done);
      return done;
    }),
  );
  services.bell.ring();
  return act;
}

/** Leaves a mail to be written. @param eventId the act that it is about, or a name of its own */
export async function announce(
  transaction: Transaction,
  requestId: string,
  eventId: string,
  topic: ActTopic,
): Promise<void> {
  await transaction.insert(outbox).values({ requestId, eventId, topic, data: {} });
}

type Row = typeof staffActs.$inferSelect;

function rowOf(
  services: ActServices,
  chainId: string,
  previousHash: string,
  acts: Act[],
  actorId: string,
  { name, subject, facts, words = {}, role }: Doing,
): Row {
  const id = newId();
  const at = services.now();
  const sequence = acts.length + 1;
  const before = acts.findLast((act) => act.name === name && act.subject === subject);
  const details = Object.keys(words).length > 0 ? words : null;
  const body = JSON.stringify({
    // These first and in this order, the digest last: so the audit reads every chain (`server/audit/link.ts`).
    ...{ id, chain: chainId, sequence, name, at: at.toISOString(), by: actorId, role, subject },
    // Of words, the act before is named: it holds them, until they are erased.
    before: before ? { sequence: before.sequence, ...before.facts } : null,
    after: facts,
    ...(details && { details: digester(services, chainId, id)('details', details) }),
  });
  const hash = hashOf(services, previousHash, body);
  return {
    ...{ chainId, sequence, id, name, actorId, actorRole: role, at, body, details },
    ...{ previousHash, hash },
  };
}

function actOf({ id, sequence, name, actorId: by, actorRole, at, body, details }: Row): Act {
  const { subject, after: facts } = JSON.parse(body) as { subject: string; after: Act['facts'] };
  return {
    ...{ id, sequence, name: name as ActName, subject, facts },
    ...{ words: details ?? {}, by, role: actorRole as ActRole, at },
  };
}
