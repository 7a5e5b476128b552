/**
 * An administrator acts for somebody: sees on our own pages what that person sees there, to help them, for one hour, and
 * may go on filling in their drafts. Held by the administrator's session, so that it ends with it.
 *
 * Nobody decides, promises or signs in another's name: the person's roles do not count meanwhile, our pages change
 * nothing, and of the applicant's API only reading and saving a draft are left (`session.ts`, `bearer.ts`). What is the
 * person's alone stays closed: the token of a habilitation, their personal data. Nobody acts for an administrator.
 */
import { eq, or, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { Language } from '../http/language.ts';
import { Problem } from '../http/problem.ts';
import type { Actor, Behind } from './actor.ts';
import { isRoleHeld } from './roles.ts';
import { sessions, users } from './tables.ts';

/** Milliseconds. */
export const actingLife = 3_600_000;

/**
 * In a query that has `sessions` and is given `now`: whom its administrator acts for; null: nobody, or no longer. The
 * role is looked up at each call: who loses it is themselves again at once.
 */
export const actedFor = sql`case when ${sessions.actingUntil} > ${sql.placeholder('now')}::timestamptz
  and exists (select from ${users} as administrator where administrator.id = ${sessions.userId}
    and '*:*:administrator' = any(administrator.roles))
  then ${sessions.actingFor} end`;

/** In a query that has `users` besides: who sits there in their place. */
export const behindColumn = sql<Behind | null>`case when ${users.id} <> ${sessions.userId} then
  json_build_object('userId', ${sessions.userId}, 'reason', ${sessions.actingReason}, 'until', ${sessions.actingUntil})
  end`.mapWith((behind: Behind) => ({ ...behind, until: new Date(behind.until) }));

/** User id of who sits there: who has seen what is logged. */
export const seatedIn = ({ userId, behind }: Pick<Actor, 'userId' | 'behind'>): string =>
  behind?.userId ?? userId;

/** What changes of an actor with somebody behind them. */
export function inName(roles: string[], behind: Behind | null): Pick<Actor, 'roles' | 'behind'> {
  return behind ? { roles: [], behind } : { roles };
}

/** Whom nobody acts for. */
export const isForbidden = ({ roles }: { roles: readonly string[] }): boolean =>
  roles.some((text) => isRoleHeld(text, 'administrator'));

/** @param sessionId the administrator's */
export async function startActing(
  database: Pick<Database, 'update'>,
  sessionId: string,
  { actingFor, ...rest }: { actingFor: string; actingUntil: Date; actingReason: string },
): Promise<void> {
  await database
    .update(sessions)
    .set({ actingFor, ...rest })
    .where(eq(sessions.idHash, sessionId));
}

const nobody = { actingFor: null, actingUntil: null, actingReason: '' };

export async function stopActing(database: Pick<Database, 'update'>, sessionId: string): Promise<void> {
  await database.update(sessions).set(nobody).where(eq(sessions.idHash, sessionId));
}

/** What somebody does for others, and others for them: their roles have changed, or they are kept out. */
export async function endActing(database: Pick<Database, 'update'>, userId: string): Promise<void> {
  await database
    .update(sessions)
    .set(nobody)
    .where(or(eq(sessions.userId, userId), eq(sessions.actingFor, userId)));
}

/** What only the person does, or sees. */
export function personAlone(language: Language): Problem {
  return language === 'fr'
    ? new Problem(
        403,
        'person-alone',
        'Seule la personne peut le faire',
        'Vous agissez pour quelqu’un : vous voyez ce que cette personne voit et pouvez compléter ses brouillons, rien de plus. Rien n’a été changé.',
      )
    : new Problem(
        403,
        'person-alone',
        'Only the person can do this',
        'You are acting for somebody: you see what they see and may fill in their drafts, nothing more. Nothing was changed.',
      );
}
