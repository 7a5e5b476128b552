/** Reads and changes what administrators and managers see of people. Each change is an act of a chain (`acts/acts.ts`). */
import { and, asc, eq, sql } from 'drizzle-orm';
import { endActing } from '../accounts/acting.ts';
import type { Actor } from '../accounts/actor.ts';
import { endSessionsOf } from '../accounts/sessions.ts';
import { users } from '../accounts/tables.ts';
import { type ActServices, record } from '../acts/acts.ts';
import type { Database } from '../database/connection.ts';
import { organisationLinks, organisations } from '../organisations/tables.ts';
import { storable } from '../pages/form.ts';

export type Person = Pick<
  typeof users.$inferSelect,
  'id' | 'email' | 'givenName' | 'familyName' | 'roles' | 'bannedAt' | 'banReason'
>;

const columns = {
  id: users.id,
  email: users.email,
  givenName: users.givenName,
  familyName: users.familyName,
  roles: users.roles,
  bannedAt: users.bannedAt,
  banReason: users.banReason,
};

/** Everybody who holds a role, by name: some hundreds at most. */
export function holders(database: Database): Promise<Person[]> {
  return database
    .select(columns)
    .from(users)
    .where(sql`cardinality(${users.roles}) > 0`)
    .orderBy(asc(users.familyName), asc(users.givenName), asc(users.id));
}

/** By their address: several accounts may have had it, the last one seen is the person's. */
export async function personByEmail(database: Database, email: string): Promise<Person | undefined> {
  if (!storable(email)) return undefined;
  const [person] = await database
    .select(columns)
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.trim().toLowerCase()))
    .orderBy(sql`${users.lastSeenAt} desc`)
    .limit(1);
  return person;
}

export async function personById(database: Database, id: string): Promise<Person | undefined> {
  const [person] = await database.select(columns).from(users).where(eq(users.id, id));
  return person;
}

export interface LinkRow {
  organisationId: string;
  name: string;
  siret: string;
  trust: 'verified' | 'declared' | 'lapsed';
}

/** The organisations that somebody has acted for. */
export function linksOf(database: Database, userId: string): Promise<LinkRow[]> {
  return database
    .select({
      organisationId: organisations.id,
      name: organisations.name,
      siret: organisations.siret,
      trust: organisationLinks.trust,
    })
    .from(organisationLinks)
    .innerJoin(organisations, eq(organisations.id, organisationLinks.organisationId))
    .where(eq(organisationLinks.userId, userId))
    .orderBy(asc(organisations.name));
}

/** Somebody else has changed the same thing first: nothing was written. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

type By = Pick<Actor, 'userId'>;

/** @throws {Overtaken} */
export async function setRoles(
  services: ActServices,
  person: Pick<Person, 'id' | 'roles'>,
  after: string[],
  by: By,
): Promise<void> {
  const facts = { roles: after, formerRoles: person.roles };
  await record(
    services,
    person.id,
    by.userId,
    () => ({ name: 'set_roles', subject: person.id, facts, role: 'administrator' }),
    async (transaction) => {
      const changed = await transaction
        .update(users)
        .set({ roles: after })
        .where(and(eq(users.id, person.id), eq(users.roles, person.roles)))
        .returning({ id: users.id });
      if (changed.length === 0) throw new Overtaken();
      // Who is no administrator any more acts for nobody, and nobody acts for a new one.
      await endActing(transaction, person.id);
    },
  );
}

/** Ends every session: a banned person is out at their next click, in every browser, and on catalogues' pages. */
export async function ban(services: ActServices, id: string, reason: string, by: By): Promise<void> {
  await record(
    services,
    id,
    by.userId,
    () => ({ name: 'ban', subject: id, facts: {}, words: { reason }, role: 'administrator' }),
    (transaction) =>
      transaction.update(users).set({ bannedAt: services.now(), banReason: reason }).where(eq(users.id, id)),
  );
  await endSessionsOf(services, id);
}

export async function unban(services: ActServices, id: string, reason: string, by: By): Promise<void> {
  await record(
    services,
    id,
    by.userId,
    () => ({ name: 'unban', subject: id, facts: {}, words: { reason }, role: 'administrator' }),
    (transaction) => transaction.update(users).set({ bannedAt: null, banReason: '' }).where(eq(users.id, id)),
  );
}

/** An administrator vouches for the link of a person and an organisation, or no longer does. */
export async function setTrust(
  services: ActServices,
  link: { userId: string; organisationId: string; trust: 'verified' | 'declared' },
  reason: string,
  by: By,
): Promise<void> {
  const { userId, organisationId, trust } = link;
  await record(
    services,
    userId,
    by.userId,
    () => ({
      name: 'trust_link',
      subject: organisationId,
      facts: { trust },
      words: { reason },
      role: 'administrator',
    }),
    async (transaction) => {
      const changed = await transaction
        .update(organisationLinks)
        .set({ trust, lastUsedAt: services.now() })
        .where(
          and(eq(organisationLinks.userId, userId), eq(organisationLinks.organisationId, organisationId)),
        )
        .returning({ userId: organisationLinks.userId });
      if (changed.length === 0) throw new Overtaken();
    },
  );
}
