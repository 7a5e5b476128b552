/** Gives the stand-ins' people the roles that only our database knows, before they first sign in. */

import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';
import { people, subjectOf } from './people.ts';

/** Whoever is there already keeps the roles that somebody may have changed since. */
export async function seedPeople(database: Database): Promise<void> {
  const holders = people.filter((person) => person.roles.length > 0);
  await database
    .insert(users)
    .values(
      holders.map((person) => ({
        subject: subjectOf(person),
        email: person.email,
        givenName: person.givenName,
        familyName: person.familyName,
        phone: person.phone,
        roles: person.roles,
      })),
    )
    .onConflictDoNothing({ target: users.subject });
}
