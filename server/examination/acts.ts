/**
 * What the provider's people do about a request besides deciding it, each thing with who, when, before and after, in a
 * chain of its own beside the request's events (whose history the applicant reads). What stands of a control or an
 * opinion is read from these acts (`examination.ts`), so that the chain vouches for it.
 */
import { asc, eq, inArray } from 'drizzle-orm';
import type { Site } from '../accounts/sites.ts';
import { newId } from '../database/columns.ts';
import type { Database } from '../database/connection.ts';
import { retried } from '../database/retry.ts';
import { digester, hashOf } from '../requests/life/chain.ts';
import { outbox } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import { staffActs, staffChains } from './tables.ts';
import { type ActTopic, topicOf } from './topics.ts';

export const verdicts = ['conforming', 'reserve', 'not_conforming', 'not_applicable'] as const;
export type Verdict = (typeof verdicts)[number];

export const stances = ['for', 'reserve', 'against'] as const;
export type Stance = (typeof stances)[number];

/** Of the examination of a request, by name, what an act says in clear. Words stand beside, and may be erased. */
export interface ExaminationFacts {
  /** Points ticked, and the verdict once there is one. Words: `reason`. */
  examine: { ticks: string[]; verdict: Verdict | null };
  /** Who makes a control; null: nobody any more. */
  entrust: { to: string | null };
  /** What the applicant is asked to do, and by which day. Words: `text`, `owner`. */
  recommend: { control: string; planned: string };
  /** The applicant's side commits to it. */
  commit: Record<string, never>;
  /** Done, or not after all. */
  complete: { done: boolean };
  /** Words: `question`. */
  ask_opinion: { of: string };
  /** Words: `text`. */
  give_opinion: { stance: Stance };
  withdraw_opinion: Record<string, never>;
  /** Words: `text`. */
  note: Record<string, never>;
  remove_note: Record<string, never>;
  /** Who sees to the request; null: nobody any more. Words: `text`, for who takes it over. */
  assign: { to: string | null };
  absence: { first: string; last: string; substitute: string };
  end_absence: Record<string, never>;
}

/** Of administration, about the person whose chain it is; a site stands on the chain of who registers it. */
export interface AdministrationFacts {
  set_roles: { roles: string[]; formerRoles: string[] };
  /** Words: `reason`. */
  ban: Record<string, never>;
  unban: Record<string, never>;
  /** Words: `reason`. */
  erase_person: Record<string, never>;
  /** An administrator acts for the person until then, at the latest. Words: `reason`. */
  act_for: { until: string };
  stop_acting: Record<string, never>;
  /** The subject is the organisation. Words: `reason`. */
  trust_link: { trust: 'verified' | 'declared' };
  set_site: { site: Site; former: Site | null };
  /** On the chain of who writes to the technical contacts of an API. The text's SHA-256; the subject is the circular. */
  write_contacts: { provider: string; api: string; text: string };
}
/** About a draft prepared for an applicant, which is the subject and the chain; then it is a request, with events. */
export interface PreparationFacts {
  /** What it is for, and which answers stand in it. */
  prepare_draft: { api: string; stage: string; useCase: string; organisation: string; fields: string[] };
  /** The link works until then. */
  invite_to_draft: { round: number; until: string };
  withdraw_draft: Record<string, never>;
  remove_draft: Record<string, never>;
}
type ActFacts = ExaminationFacts & AdministrationFacts & PreparationFacts;
export type ExaminationName = keyof ExaminationFacts;
export type ActName = keyof ActFacts;

type Words = Record<string, string>;

/** What is to be recorded. */
export type Doing = {
  [N in ActName]: { name: N; subject: string; facts: ActFacts[N]; words?: Words; role: ActRole };
}[ActName];

/** As what: `colleague` and `applicant` answer for the applicant's side. */
export type ActRole =
  | 'instructor'
  | 'security'
  | 'reporter'
  | 'manager'
  | 'administrator'
  | 'applicant'
  | 'colleague';

export interface Act<N extends ActName = ActName> {
  id: string;
  sequence: number;
  name: N;
  subject: string;
  facts: ActFacts[N];
  /** Empty where they were erased. */
  words: Words;
  by: string;
  role: ActRole;
  at: Date;
}

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
