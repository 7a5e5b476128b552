/**
 * Sessions on our own pages, which a widget's tokens hang on too: end the session, and they are worthless at once.
 * 12 hours at most; unused for two, its cookie is no longer taken.
 */
import { createHash, randomBytes } from 'node:crypto';
import { and, desc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { prepared } from '../database/prepared.ts';
import type { Language } from '../http/language.ts';
import { organisationLinks, organisations } from '../organisations/tables.ts';
import { stillVouched } from '../organisations/trust.ts';
import { milliseconds, retention } from '../privacy/rules.ts';
import { actedFor, behindColumn, endActing, inName } from './acting.ts';
import type { Actor } from './actor.ts';
import { oauthRecords, sessions, usedProofs, users } from './tables.ts';

interface Store {
  database: Database;
  now: () => Date;
}

/** Milliseconds. */
export const sessionLife = milliseconds(retention.session);
export const idleLife = 2 * 3_600_000;
/** How exactly `last_seen_at` is kept: a write per page would be waste. */
const seenStep = 60_000;

export interface NewSession {
  userId: string;
  organisationId: string;
  acr: string;
  idToken: string;
  userAgent: string;
}

/** @returns the cookie's value: 256 random bits, which only the browser keeps */
export async function createSession({ database, now }: Store, session: NewSession): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const at = now();
  await database.insert(sessions).values({
    ...session,
    userAgent: session.userAgent.slice(0, 300),
    idHash: sessionIdOf(token),
    createdAt: at,
    lastSeenAt: at,
    expiresAt: new Date(at.getTime() + sessionLife),
  });
  return token;
}

/** What the table knows a cookie by: its SHA-256. */
export function sessionIdOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

export interface FoundSession {
  id: string;
  actor: Actor;
  /** That they read us in, as far as we know. */
  language: Language;
  acr: string;
  idToken: string;
  createdAt: Date;
}

/** The session of a cookie, while it lives and is used; being found counts as use. */
export async function findSession(
  store: Store,
  token: string | undefined,
): Promise<FoundSession | undefined> {
  if (!token || token.length > 100) return undefined;
  const { database, now } = store;
  const at = now();
  const [row] = await prepared(database, 'session_by_cookie', sessionQuery).execute({
    id: sessionIdOf(token),
    now: at.toISOString(),
    usedSince: new Date(at.getTime() - idleLife).toISOString(),
  });
  if (!row) return undefined;
  if (at.getTime() - row.lastSeenAt.getTime() > seenStep) {
    await database.update(sessions).set({ lastSeenAt: at }).where(eq(sessions.idHash, row.id));
  }
  const { id, acr, idToken, createdAt, language, lastSeenAt: _, behind, ...person } = row;
  const actor = { ...person, ...inName(person.roles, behind), via: 'session' } as const;
  return { id, acr, idToken, createdAt, language, actor };
}

/** Every organisation that an identity provider vouches for; in a query that has `users` and is given `now`. */
const vouchedOrganisations = sql<string[]>`array(select ${organisationLinks.organisationId}
  from ${organisationLinks} where ${organisationLinks.userId} = ${users.id}
  and ${stillVouched(sql.placeholder('now'))})`;

/** The last one used of those. */
const lastOrganisation = sql`(select ${organisationLinks.organisationId}
  from ${organisationLinks} where ${organisationLinks.userId} = ${users.id}
  and ${stillVouched(sql.placeholder('now'))} order by ${organisationLinks.lastUsedAt} desc limit 1)`;

/** The columns of `users` and `sessions` that make an actor, `via` excepted. */
export const actorColumns = {
  userId: users.id,
  email: users.email,
  givenName: users.givenName,
  familyName: users.familyName,
  phone: users.phone,
  jobTitle: users.jobTitle,
  // A sign-in always has an organisation; who is acted for has not signed in here.
  organisationId: sql<string>`case when ${users.id} = ${sessions.userId} then ${sessions.organisationId}
    else ${lastOrganisation} end`,
  organisationIds: vouchedOrganisations,
  roles: users.roles,
  behind: behindColumn,
};

function sessionQuery(database: Database, name: string) {
  return database
    .select({
      id: sessions.idHash,
      acr: sessions.acr,
      idToken: sessions.idToken,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      language: users.language,
      ...actorColumns,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sql`coalesce(${actedFor}, ${sessions.userId})`))
    .where(
      and(
        eq(sessions.idHash, sql.placeholder('id')),
        gt(sessions.expiresAt, sql.placeholder('now')),
        gt(sessions.lastSeenAt, sql.placeholder('usedSince')),
      ),
    )
    .prepare(name);
}

/** Whether a widget's tokens may go on: the session they hang on has neither ended nor run out. */
export async function isAlive({ database, now }: Store, id: string): Promise<boolean> {
  const [row] = await database
    .select({ id: sessions.idHash })
    .from(sessions)
    .where(and(eq(sessions.idHash, id), gt(sessions.expiresAt, now())));
  return row !== undefined;
}

export interface SessionSummary {
  id: string;
  organisationName: string;
  /** As the browser named itself. */
  userAgent: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

/** Somebody's sessions that still live, the last used first: for the page where one ends them. */
export async function listSessions({ database, now }: Store, userId: string): Promise<SessionSummary[]> {
  const rows = await database
    .select({
      id: sessions.idHash,
      organisationName: organisations.name,
      userAgent: sessions.userAgent,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      expiresAt: sessions.expiresAt,
    })
    .from(sessions)
    .leftJoin(organisations, eq(organisations.id, sessions.organisationId))
    .where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now())))
    .orderBy(desc(sessions.lastSeenAt));
  return rows.map((row) => ({ ...row, organisationName: row.organisationName ?? '' }));
}

/**
 * Ends one session and everything a widget obtained through it.
 * @param userId its owner, where somebody picks it from a list: nobody ends somebody else's. Undefined: whoever holds
 * its cookie
 * @returns whether there was such a session
 */
export async function endSession(
  { database }: Pick<Store, 'database'>,
  userId: string | undefined,
  id: string,
): Promise<boolean> {
  const theirs = userId === undefined ? undefined : eq(sessions.userId, userId);
  return end(database, and(eq(sessions.idHash, id), theirs) as SQL);
}

/** Ends somebody's sessions for organisations that they have left. */
export async function endSessionsFor(
  { database }: Pick<Store, 'database'>,
  userId: string,
  organisationIds: string[],
): Promise<void> {
  const theirs = eq(sessions.userId, userId);
  await end(database, and(theirs, inArray(sessions.organisationId, organisationIds)) as SQL);
}

/** Ends all of somebody's sessions, and what administrators do for them: they are kept out, or to be forgotten. */
export async function endSessionsOf({ database }: Pick<Store, 'database'>, userId: string): Promise<void> {
  await end(database, eq(sessions.userId, userId));
  await endActing(database, userId);
}

/** @returns whether there were such sessions */
async function end(database: Database, which: SQL): Promise<boolean> {
  const ended = await database.delete(sessions).where(which).returning({ id: sessions.idHash });
  if (ended.length === 0) return false;
  // Grants and tokens keep the session in `uid` (`oauth/adapter.ts`).
  const ids = ended.map(({ id }) => id);
  const models = ['Grant', 'AccessToken', 'RefreshToken', 'AuthorizationCode'];
  await database
    .delete(oauthRecords)
    .where(and(inArray(oauthRecords.uid, ids), inArray(oauthRecords.model, models)));
  return true;
}

/** Removes what has run out; a job calls it now and then. */
export async function sweepExpired({ database, now }: Store): Promise<void> {
  await database.delete(oauthRecords).where(lt(oauthRecords.expiresAt, now()));
  await database.delete(sessions).where(lt(sessions.expiresAt, now()));
  await database.delete(usedProofs).where(lt(usedProofs.expiresAt, now()));
}
