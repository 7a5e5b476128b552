/**
 * How a guest shows that it is them: by a code sent to the invited address. Six digits are few, so they live ten
 * minutes, bear five tries, and are never taken again once twenty in all were wrong.
 */
import { randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNull, lt, sql } from 'drizzle-orm';
import { users } from '../accounts/tables.ts';
import { newId } from '../database/columns.ts';
import type { Database } from '../database/connection.ts';
import { retried } from '../database/retry.ts';
import type { Services } from '../services.ts';
import {
  codeMinutes,
  codePause,
  codesPerHour,
  guestLife,
  type InvitationRow,
  mostWrongCodes,
  triesPerCode,
} from './rules.ts';
import { codeFor, codeHashOf, keyHashOf, same } from './secrets.ts';
import { announce } from './store.ts';
import { invitationCodes, invitationSessions, invitations } from './tables.ts';
import { invitationTopics } from './topics.ts';

type ProofServices = Pick<Services, 'database' | 'config' | 'now' | 'bell'>;

/** Whom a browser has shown to be. */
export interface GuestPerson {
  userId: string;
  givenName: string;
  familyName: string;
}

/** Why no code goes out: one has just gone; too many have in an hour; too many were typed wrong. */
export type CodeRefusal = 'pause' | 'often' | 'locked';

/** Sends a new code; those before it are worth nothing any more. */
export async function sendCode(
  { database, config, now, bell }: ProofServices,
  { id, requestId }: Pick<InvitationRow, 'id' | 'requestId'>,
): Promise<'sent' | CodeRefusal> {
  const at = now();
  const outcome = await retried(() =>
    database.transaction(async (transaction) => {
      const [invitation] = await transaction
        .select({ wrongCodes: invitations.wrongCodes })
        .from(invitations)
        .where(eq(invitations.id, id))
        .for('update');
      if (!invitation || invitation.wrongCodes >= mostWrongCodes) return 'locked';
      const hourAgo = new Date(at.getTime() - 3_600_000);
      const sent = await transaction
        .select({ createdAt: invitationCodes.createdAt })
        .from(invitationCodes)
        .where(and(eq(invitationCodes.invitationId, id), gt(invitationCodes.createdAt, hourAgo)))
        .orderBy(desc(invitationCodes.createdAt));
      const [last] = sent;
      if (last && at.getTime() - last.createdAt.getTime() < codePause) return 'pause';
      if (sent.length >= codesPerHour) return 'often';
      await transaction
        .update(invitationCodes)
        .set({ expiresAt: at })
        .where(and(eq(invitationCodes.invitationId, id), gt(invitationCodes.expiresAt, at)));
      const code = newId();
      await transaction.insert(invitationCodes).values({
        id: code,
        invitationId: id,
        codeHash: codeHashOf(config, code, codeFor(config, code)),
        createdAt: at,
        expiresAt: new Date(at.getTime() + codeMinutes * 60_000),
      });
      await announce(transaction, requestId, code, invitationTopics.code);
      return 'sent';
    }),
  );
  if (outcome === 'sent') bell.ring();
  return outcome;
}

const living = (invitationId: string, at: Date) =>
  and(
    eq(invitationCodes.invitationId, invitationId),
    isNull(invitationCodes.usedAt),
    gt(invitationCodes.expiresAt, at),
    lt(invitationCodes.tries, triesPerCode),
  );

/** Whether a code is out that could be typed. */
export async function isCodeOut(
  { database, now }: Pick<ProofServices, 'database' | 'now'>,
  invitationId: string,
): Promise<boolean> {
  const [code] = await database
    .select({ id: invitationCodes.id })
    .from(invitationCodes)
    .where(living(invitationId, now()))
    .limit(1);
  return code !== undefined;
}

/** Why a code is not taken: it is another one; none is out (run out, used, tried too often); too many were wrong. */
export type ProofRefusal = 'wrong' | 'none' | 'locked';

/**
 * Takes a code once. The try is counted before the code is looked at, so that guesses sent all at once are counted too.
 * @param name of a person not known yet
 * @returns the value of the session's cookie
 */
export async function prove(
  services: ProofServices,
  invitation: InvitationRow,
  typed: string,
  name: { givenName: string; familyName: string },
): Promise<{ session: string } | ProofRefusal> {
  const { database, config, now } = services;
  const { id } = invitation;
  if (invitation.wrongCodes >= mostWrongCodes) return 'locked';
  const at = now();
  const [code] = await database
    .update(invitationCodes)
    .set({ tries: sql`${invitationCodes.tries} + 1` })
    .where(living(id, at))
    .returning({ id: invitationCodes.id, codeHash: invitationCodes.codeHash });
  if (!code) return 'none';
  if (!same(codeHashOf(config, code.id, typed.replace(/\D/g, '')), code.codeHash)) {
    await database
      .update(invitations)
      .set({ wrongCodes: sql`${invitations.wrongCodes} + 1` })
      .where(eq(invitations.id, id));
    return 'wrong';
  }
  const session = randomBytes(32).toString('base64url');
  return database.transaction(async (transaction) => {
    const used = await transaction
      .update(invitationCodes)
      .set({ usedAt: at })
      .where(and(eq(invitationCodes.id, code.id), isNull(invitationCodes.usedAt)))
      .returning({ id: invitationCodes.id });
    if (used.length === 0) return 'none';
    const person = { ...name, email: invitation.email, lastSeenAt: at };
    // A person of this invitation alone: nothing else is theirs by an address that may be somebody else's one day.
    const [user] = await transaction
      .insert(users)
      .values({ subject: subjectOf(id), ...person })
      .onConflictDoUpdate({ target: users.subject, set: { lastSeenAt: at } })
      .returning({ id: users.id });
    await transaction.insert(invitationSessions).values({
      idHash: keyHashOf(session),
      invitationId: id,
      userId: String(user?.id),
      createdAt: at,
      expiresAt: new Date(at.getTime() + guestLife),
    });
    return { session };
  });
}

const subjectOf = (invitationId: string) => `invitation:${invitationId}`;

const person = { userId: users.id, givenName: users.givenName, familyName: users.familyName };

/** Who has shown a code of this invitation before, on whatever device. */
export async function knownPerson(
  database: Database,
  invitationId: string,
): Promise<GuestPerson | undefined> {
  const [row] = await database
    .select(person)
    .from(users)
    .where(eq(users.subject, subjectOf(invitationId)));
  return row;
}

/** The person behind a session's cookie, on this invitation and no other. */
export async function personOf(
  { database, now }: Pick<ProofServices, 'database' | 'now'>,
  invitationId: string,
  session: string | undefined,
): Promise<GuestPerson | undefined> {
  if (!session || session.length > 100) return undefined;
  const [row] = await database
    .select(person)
    .from(invitationSessions)
    .innerJoin(users, eq(users.id, invitationSessions.userId))
    .where(
      and(
        eq(invitationSessions.idHash, keyHashOf(session)),
        eq(invitationSessions.invitationId, invitationId),
        gt(invitationSessions.expiresAt, now()),
      ),
    );
  return row;
}

export async function endGuestSession(database: Database, session: string | undefined): Promise<void> {
  if (!session || session.length > 100) return;
  await database.delete(invitationSessions).where(eq(invitationSessions.idHash, keyHashOf(session)));
}
