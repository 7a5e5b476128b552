/** The provider's people: who has a role on an API, and who acted. */
import { eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { type Person, personColumns } from '../accounts/person.ts';
import { grants, holdsRole, type RoleName, roleNames, roleTexts } from '../accounts/roles.ts';
import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';

interface Concerned {
  providerId: string;
  api: string;
  applicantId: string;
  scopeGroups: readonly string[];
}

/** Who holds one of these roles on the API of a request, its applicant apart, by name. */
export async function colleaguesOn(
  database: Database,
  { applicantId, ...place }: Concerned,
  roles: readonly RoleName[],
): Promise<Person[]> {
  const { providerId, api, scopeGroups } = place;
  const granted = roleTexts(roleNames, place);
  const rows = await database
    .select({ ...personColumns, roles: users.roles })
    .from(users)
    .where(sql`${users.roles} && ${sql.param(granted, users.roles)}`);
  return named(
    rows.filter(
      (row) =>
        row.id !== applicantId &&
        roles.some((role) =>
          holdsRole({ roles: row.roles, via: 'session' }, role, providerId, api, scopeGroups),
        ),
    ),
  );
}

const named = (rows: (Person & { roles: string[] })[]): Person[] =>
  rows
    .map(({ roles: _, ...person }) => person)
    .sort((a, b) => a.familyName.localeCompare(b.familyName) || a.givenName.localeCompare(b.givenName));

/** Who instructs an API that somebody instructs too, or manages, themselves apart, by name. */
export async function fellowInstructors(
  database: Database,
  actor: Pick<Actor, 'userId' | 'roles' | 'via'>,
  role: 'instructor' | 'manager' = 'instructor',
): Promise<Person[]> {
  const own = grants(actor, role);
  const meet = (one: string, other: string) => one === '*' || other === '*' || one === other;
  const shared = (roles: string[]) =>
    grants({ roles, via: 'session' }, 'instructor').some(({ provider, api }) =>
      own.some((grant) => meet(grant.provider, provider) && meet(grant.api, api)),
    );
  const rows = await database
    .select({ ...personColumns, roles: users.roles })
    .from(users)
    .where(sql`cardinality(${users.roles}) > 0`);
  return named(rows.filter((row) => row.id !== actor.userId && shared(row.roles)));
}

export async function rolesOf(database: Database, userId: string): Promise<string[]> {
  const [row] = await database.select({ roles: users.roles }).from(users).where(eq(users.id, userId));
  return row?.roles ?? [];
}

/** By their ids; whoever was erased is not there. */
export async function peopleNamed(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Person>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await database.select(personColumns).from(users).where(inArray(users.id, wanted));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Whose address it is, of those given; capitals do not matter. */
export function byEmail(people: readonly Person[], email: string): Person | undefined {
  const wanted = email.trim().toLowerCase();
  return people.find((person) => person.email.toLowerCase() === wanted);
}
