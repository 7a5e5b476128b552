/** What a successful sign-in at ProConnect leaves with us: the person, the organisation, their link, a session. */

import { eq } from 'drizzle-orm';
import type { Config } from '../config.ts';
import type { Database } from '../database/connection.ts';
import { admitOrganisation } from '../organisations/admission.ts';
import type { Directory } from '../organisations/directory.ts';
import { leaveOthers, linkUser } from '../organisations/store.ts';
import { AccountBanned, type Identity } from './proconnect.ts';
import { createSession, endSessionsFor } from './sessions.ts';
import { users } from './tables.ts';

interface Store {
  database: Database;
  directory: Directory;
  config: Pick<Config, 'choosingProviders'>;
  now: () => Date;
}

/**
 * Signing in is open to everybody who has an organisation. Where it shows that the person has left others, they see
 * nothing of those any more, in any browser.
 * @returns the value of the session cookie
 * @throws {OrganisationRefused | AccountBanned}
 */
export async function signIn(store: Store, identity: Identity, userAgent: string): Promise<string> {
  const { subject, acr, idToken, identityProvider } = identity;
  const at = store.now();
  const { givenName, familyName, email, phone } = identity;
  // What ProConnect says today wins, but a number that it stops giving is not forgotten.
  const facts = { givenName, familyName, email, lastSeenAt: at, ...(phone ? { phone } : {}) };
  const [known] = await store.database
    .select({ userId: users.id, email: users.email, bannedAt: users.bannedAt, banReason: users.banReason })
    .from(users)
    .where(eq(users.subject, subject));
  if (known?.bannedAt) throw new AccountBanned(known.banReason);
  const organisation = await admitOrganisation(store, identity.siret);
  // While the account still has its address until now: were this to fail, the next sign-in would see the same move.
  if (known) {
    const link = { userId: known.userId, signedIn: organisation.id, address: known.email };
    const { choosingProviders } = store.config;
    const left = await leaveOthers(store.database, link, { identityProvider, email }, choosingProviders);
    if (left.length > 0) await endSessionsFor(store, known.userId, left);
  }
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
