/** Begins and ends acting for somebody (`accounts/acting.ts`): who may, and what the person's chain says of it. */
import { eq } from 'drizzle-orm';
import { actingLife, isForbidden, startActing, stopActing } from '../accounts/acting.ts';
import type { Actor } from '../accounts/actor.ts';
import { users } from '../accounts/tables.ts';
import { type ActServices, record } from '../acts/acts.ts';
import { verifiedOrganisations } from '../organisations/store.ts';
import { Overtaken, type Person } from './people.ts';

/** Why nobody acts for somebody: they administer; they are kept out; no organisation has them, so that they see nothing. */
export type ActingRefusal = 'administrator' | 'banned' | 'nowhere';

type Subject = Pick<Person, 'id' | 'roles' | 'bannedAt'>;

export async function actingRefusal(
  { database, now }: Pick<ActServices, 'database' | 'now'>,
  person: Subject,
): Promise<ActingRefusal | undefined> {
  if (isForbidden(person)) return 'administrator';
  if (person.bannedAt) return 'banned';
  const organisations = await verifiedOrganisations(database, person.id, now());
  return organisations.length === 0 ? 'nowhere' : undefined;
}

/**
 * @param sessionId the administrator's, which it ends with
 * @throws {Overtaken} they have become an administrator meanwhile, or are kept out
 */
export async function actFor(
  services: ActServices,
  { id }: Pick<Person, 'id'>,
  reason: string,
  by: Pick<Actor, 'userId'>,
  sessionId: string,
): Promise<void> {
  const until = new Date(services.now().getTime() + actingLife);
  const facts = { until: until.toISOString() };
  await record(
    services,
    id,
    by.userId,
    () => ({ name: 'act_for', subject: id, facts, words: { reason }, role: 'administrator' }),
    async (transaction) => {
      const { roles, bannedAt } = users;
      const [person] = await transaction
        .select({ roles, bannedAt })
        .from(users)
        .where(eq(users.id, id))
        .for('share');
      if (!person || person.bannedAt || isForbidden(person)) throw new Overtaken();
      await startActing(transaction, sessionId, {
        ...{ actingFor: id, actingUntil: until, actingReason: reason },
      });
    },
  );
}

/** Before its hour is over. @param actor the person, with the administrator behind them */
export async function stopActingFor(
  services: ActServices,
  { userId, behind }: Actor,
  sessionId: string,
): Promise<void> {
  if (!behind) return;
  await record(
    services,
    userId,
    behind.userId,
    () => ({ name: 'stop_acting', subject: userId, facts: {}, role: 'administrator' }),
    (transaction) => stopActing(transaction, sessionId),
  );
}
