/**
 * One statement between a call and its answer: the token, its session, the person, their organisations, and the mark
 * that this proof has served. It is on the path of every call of a widget.
 */
import { hash } from 'node:crypto';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { prepared } from '../database/prepared.ts';
import type { Language } from '../http/language.ts';
import { actedFor, inName } from './acting.ts';
import type { Actor } from './actor.ts';
import { recordIdOf } from './oauth/adapter.ts';
import { actorColumns } from './sessions.ts';
import { oauthRecords, sessions, usedProofs, users } from './tables.ts';

export interface TokenCheck {
  actor: Actor;
  /** That they read us in, as far as we know. */
  language: Language;
  sessionId: string;
  clientId: string;
  scope: string;
  /** Thumbprint of the key that the token is bound to. */
  jkt: string;
  /** False: this proof was seen before. */
  fresh: boolean;
}

export interface TokenQuestion {
  accessToken: string;
  /** Of the proof's key, and its `jti`: together they may serve once. */
  thumbprint: string;
  jti: string;
  now: Date;
  /** The client that our own pages are: through it alone an administrator acts for somebody. */
  ownClient: string;
}

/** Milliseconds that a used proof is remembered: longer than its nonce lives. */
const replayWindow = 6 * 60_000;

/** @returns undefined for a token that is unknown, has run out, or whose session has ended */
export async function checkToken(
  database: Database,
  question: TokenQuestion,
): Promise<TokenCheck | undefined> {
  const { accessToken, thumbprint, jti, now, ownClient } = question;
  const [row] = await prepared(database, 'token_check', tokenQuery).execute({
    token: recordIdOf(accessToken),
    proof: hash('sha256', `${thumbprint} ${jti}`, 'base64url'),
    now: now.toISOString(),
    until: new Date(now.getTime() + replayWindow).toISOString(),
    ownClient,
  });
  if (!row) return undefined;
  const { sessionId, clientId, scope, jkt, fresh, language, asynchronous: _, behind, ...person } = row;
  // Whoever signed in, this token can only apply (DESIGN §4.5).
  const actor: Actor = { ...person, ...inName([], behind), via: 'widget' };
  return { actor, language, sessionId, clientId, scope, jkt, fresh };
}

/** On the page of somebody else, an administrator is who they are. */
const actedHere = sql`case when ${oauthRecords.payload} ->> 'clientId' = ${sql.placeholder('ownClient')}::text
  then ${actedFor} end`;

function tokenQuery(database: Database, name: string) {
  const token = database.$with('token').as(
    database
      .select({
        sessionId: sessions.idHash,
        clientId: sql<string>`${oauthRecords.payload} ->> 'clientId'`.as('client_id'),
        scope: sql<string>`coalesce(${oauthRecords.payload} ->> 'scope', '')`.as('scope'),
        jkt: sql<string>`coalesce(${oauthRecords.payload} ->> 'jkt', '')`.as('jkt'),
        userId: sql<string>`${users.id}`.as('user_id'),
        email: users.email,
        givenName: users.givenName,
        familyName: users.familyName,
        phone: users.phone,
        jobTitle: users.jobTitle,
        language: users.language,
        organisationId: sql<string>`${actorColumns.organisationId}`.as('organisation_id'),
        organisationIds: sql<string[]>`${actorColumns.organisationIds}`.as('organisation_ids'),
        behind: actorColumns.behind.as('behind'),
      })
      .from(oauthRecords)
      .innerJoin(sessions, eq(sessions.idHash, oauthRecords.uid))
      .innerJoin(users, eq(users.id, sql`coalesce(${actedHere}, ${sessions.userId})`))
      .where(
        and(
          eq(oauthRecords.model, 'AccessToken'),
          eq(oauthRecords.id, sql.placeholder('token')),
          gt(oauthRecords.expiresAt, sql.placeholder('now')),
          gt(sessions.expiresAt, sql.placeholder('now')),
        ),
      ),
  );
  const proof = database.$with('proof').as(
    database
      .insert(usedProofs)
      .select(
        database
          .select({
            id: sql`${sql.placeholder('proof')}::text`.as('id'),
            expiresAt: sql`${sql.placeholder('until')}::timestamptz`.as('expires_at'),
          })
          .from(token),
      )
      .onConflictDoNothing()
      .returning({ id: usedProofs.id }),
  );
  return database
    .with(token, proof)
    .select({
      sessionId: token.sessionId,
      clientId: token.clientId,
      scope: token.scope,
      jkt: token.jkt,
      userId: token.userId,
      email: token.email,
      givenName: token.givenName,
      familyName: token.familyName,
      phone: token.phone,
      jobTitle: token.jobTitle,
      language: token.language,
      organisationId: token.organisationId,
      organisationIds: token.organisationIds,
      behind: token.behind,
      fresh: sql<boolean>`exists (select from proof)`,
      // The mark of a proof need not wait for the disk: were it lost in a crash, the proof's nonce is soon worthless.
      asynchronous: sql<string>`set_config('synchronous_commit', 'off', true)`,
    })
    .from(token)
    .prepare(name);
}
