/**
 * Takes out of a request all that a person wrote or that names one. What stays is what the administration answers for
 * without naming anybody: API, organisation, dates, decisions, and the chain of events, whose texts hold nothing but
 * digests of what is gone. Each erasure is sealed, so that the audit tells it from words that somebody took out by SQL.
 */
import { eq, sql } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import { staffActs } from '../acts/tables.ts';
import type { Database } from '../database/connection.ts';
import { retried } from '../database/retry.ts';
import { release } from '../documents/contents.ts';
import { documentAccesses, documents } from '../documents/tables.ts';
import { assignments, awaited } from '../examination/tables.ts';
import { credentialDeliveries, habilitations } from '../habilitations/tables.ts';
import { instructionFlags } from '../instruction/list/tables.ts';
import { invitations } from '../invitations/tables.ts';
import { messageReads } from '../messages/tables.ts';
import { mails } from '../notifications/tables.ts';
import { erasedPerson } from '../requests/life/system.ts';
import { events, idempotencyKeys, requests } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import type { RetentionRule } from './rules.ts';
import { sealOf } from './seal.ts';
import { requestErasures } from './tables.ts';

export type EraseServices = Pick<Services, 'database' | 'config' | 'storage' | 'now'>;
type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/**
 * @param isStillDue looked at again under the lock: somebody may have come back to it meanwhile
 * @returns false: it was erased already, or is to be kept after all
 */
export async function eraseRequest(
  services: EraseServices,
  requestId: string,
  rule: RetentionRule | 'asked',
  isStillDue: (request: typeof requests.$inferSelect) => boolean,
): Promise<boolean> {
  const { database, config, now } = services;
  const contents = await retried(() =>
    database.transaction(async (transaction) => {
      const [request] = await transaction
        .select()
        .from(requests)
        .where(eq(requests.id, requestId))
        .for('update');
      if (!request || !isStillDue(request)) return undefined;
      const erasure = { requestId, rule, at: now() };
      const [made] = await transaction
        .insert(requestErasures)
        .values({ ...erasure, seal: sealOf(config, erasure) })
        .onConflictDoNothing()
        .returning();
      if (!made) return undefined;
      await emptyRow(transaction, requestId);
      await transaction.update(events).set({ details: null }).where(eq(events.requestId, requestId));
      await transaction.update(staffActs).set({ details: null }).where(eq(staffActs.chainId, requestId));
      await emptyHabilitations(transaction, requestId);
      return removeBeside(transaction, requestId);
    }),
  );
  if (!contents) return false;
  for (const sha256 of contents) await release(services, sha256);
  return true;
}

async function emptyRow(transaction: Transaction, requestId: string): Promise<void> {
  await transaction.insert(users).values(erasedPerson).onConflictDoNothing();
  await transaction
    .update(requests)
    .set({
      applicantId: erasedPerson.id,
      title: '',
      answers: {},
      eligibility: {},
      eligibilityExplanation: '',
      submittedAnswers: sql`null`,
      previousAnswers: sql`null`,
      reason: '',
      authorship: {},
      named: [],
      confirmations: [],
      takeOver: sql`null`,
      revocation: sql`null`,
      agreedBy: null,
      version: sql`${requests.version} + 1`,
    })
    .where(eq(requests.id, requestId));
}

/** The list of habilitations stays: who may use which data, since when, until when. */
async function emptyHabilitations(transaction: Transaction, requestId: string): Promise<void> {
  const held = await transaction
    .update(habilitations)
    .set({ answers: {}, technicalContactEmail: '', conditions: '' })
    .where(eq(habilitations.requestId, requestId))
    .returning({ id: habilitations.id });
  for (const { id } of held) {
    await transaction.delete(credentialDeliveries).where(eq(credentialDeliveries.habilitationId, id));
  }
}

/** @returns contents that may be nobody's now */
async function removeBeside(transaction: Transaction, requestId: string): Promise<Set<string>> {
  await transaction.delete(documentAccesses).where(eq(documentAccesses.requestId, requestId));
  await transaction.delete(invitations).where(eq(invitations.requestId, requestId));
  await transaction.delete(mails).where(eq(mails.requestId, requestId));
  await transaction.delete(messageReads).where(eq(messageReads.requestId, requestId));
  await transaction.delete(idempotencyKeys).where(eq(idempotencyKeys.requestId, requestId));
  await transaction.delete(assignments).where(eq(assignments.requestId, requestId));
  await transaction.delete(awaited).where(eq(awaited.requestId, requestId));
  await transaction.delete(instructionFlags).where(eq(instructionFlags.requestId, requestId));
  const attached = await transaction
    .delete(documents)
    .where(eq(documents.requestId, requestId))
    .returning({ sha256: documents.sha256 });
  return new Set(attached.map(({ sha256 }) => sha256));
}
