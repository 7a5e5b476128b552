/** What a successful sign-in at ProConnect leaves with us: the person, the organisation, their link, a session. */

import type { Database } from '../database/connection.ts';
import { admitOrganisation } from '../organisations/admission.ts';
import type { Directory } from '../organisations/directory.ts';
import { linkUser } from '../organisations/store.ts';
import type { Identity } from './proconnect.ts';
import { createSession } from './sessions.ts';
import { users } from './tables.ts';

interface Store {
  database: Database;
  directory: Directory;
  now: () => Date;
}

/**
 * Signing in is open to everybody who has an organisation.
 * @returns the value of the session cookie
 * @throws {OrganisationRefused}
 */
export async function signIn(store: Store, identity: Identity, userAgent: string): Promise<string> {
  const { subject, acr, idToken, identityProvider } = identity;
  const at = store.now();
  const organisation = await admitOrganisation(store, identity.siret);
  const { givenName, familyName, email, phone } = identity;
  // What ProConnect says today wins, but a number that it stops giving is not forgotten.
  const facts = { givenName, familyName, email, lastSeenAt: at, ...(phone ? { phone } : {}) };
  const [user] = await store.database
    .insert(users)
    .values({ subject, ...facts })
    .onConflictDoUpdate({ target: users.subject, set: facts })
    .returning({ id: users.id });
  const userId = (user as { id: string }).id;
  await linkUser(store.database, {
    userId,
    organisationId: organisation.id,
    trust: 'verified',
    identityProvider,
    at,
  });
  return createSession(store, { userId, organisationId: organisation.id, acr, idToken, userAgent });
}
