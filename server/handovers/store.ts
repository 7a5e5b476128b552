/** Who may hold a request: people of its organisation whose link an identity provider has verified. */
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { type Person, personColumns } from '../accounts/person.ts';
import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';
import { organisationLinks } from '../organisations/tables.ts';
import { stillVouched } from '../organisations/trust.ts';
import { requests } from '../requests/tables.ts';

/** The colleague behind an address, however it is written; the one seen last where several had it. */
export async function findColleague(
  database: Database,
  organisationId: string,
  email: string,
  at: Date,
): Promise<Person | undefined> {
  const [row] = await database
    .select(personColumns)
    .from(users)
    .innerJoin(organisationLinks, eq(organisationLinks.userId, users.id))
    .where(
      and(
        eq(organisationLinks.organisationId, organisationId),
        stillVouched(at),
        sql`lower(${users.email}) = ${email.trim().toLowerCase()}`,
      ),
    )
    .orderBy(desc(users.lastSeenAt))
    .limit(1);
  return row;
}

/** Whether somebody still acts for an organisation, as their identity provider says. */
export async function isLinked(
  database: Database,
  userId: string,
  organisationId: string,
  at: Date,
): Promise<boolean> {
  const [link] = await database
    .select({ userId: organisationLinks.userId })
    .from(organisationLinks)
    .where(
      and(
        eq(organisationLinks.userId, userId),
        eq(organisationLinks.organisationId, organisationId),
        stillVouched(at),
      ),
    );
  return link !== undefined;
}

/** Requests whose applicant had their time to object, and who asked. */
export async function dueTakeOvers(
  database: Database,
  at: Date,
): Promise<{ requestId: string; organisationId: string; asker: string }[]> {
  return database
    .select({
      requestId: requests.id,
      organisationId: requests.organisationId,
      asker: sql<string>`${requests.takeOver} ->> 'by'`,
    })
    .from(requests)
    .where(sql`${requests.takeOver} is not null and ${requests.takeOver} ->> 'due' <= ${at.toISOString()}`)
    .limit(500);
}

/** Somebody who does not call now, as a colleague of one organisation. */
export async function colleagueActor(
  database: Database,
  userId: string,
  organisationId: string,
): Promise<Actor | undefined> {
  const [row] = await database.select(personColumns).from(users).where(eq(users.id, userId));
  if (!row) return undefined;
  const { id, ...person } = row;
  return {
    ...person,
    userId: id,
    phone: '',
    jobTitle: '',
    organisationId,
    organisationIds: [organisationId],
    roles: [],
    via: 'machine',
  };
}
