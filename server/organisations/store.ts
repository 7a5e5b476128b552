/** Organisations and the links of people to them. */
import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { DirectoryEntry } from './directory.ts';
import { organisationLinks, organisations } from './tables.ts';
import { hasMoved, stillVouched, type Vouching } from './trust.ts';
import type { OrganisationRow } from './view.ts';

/** Keeps what the directory says today, under the SIRET. */
export async function rememberOrganisation(
  database: Database,
  entry: DirectoryEntry,
  at = new Date(),
): Promise<OrganisationRow> {
  const { siret, name, address, postcode, department, region, legalCategory, activity, open, hints } = entry;
  const facts = { name, address, postcode, department, region, legalCategory, activity, open, hints };
  const [row] = await database
    .insert(organisations)
    .values({ siret, ...facts, checkedAt: at })
    .onConflictDoUpdate({ target: organisations.siret, set: { ...facts, checkedAt: at } })
    .returning();
  return row as OrganisationRow;
}

export async function findOrganisation(
  database: Database,
  siret: string,
): Promise<OrganisationRow | undefined> {
  const [row] = await database.select().from(organisations).where(eq(organisations.siret, siret));
  return row;
}

export interface LinkOptions {
  userId: string;
  organisationId: string;
  /** `verified`: an identity provider says it. */
  trust: 'verified' | 'declared';
  /** ProConnect's `idp_id`. */
  identityProvider?: string;
  at?: Date;
}

/** Says that somebody acts for an organisation. A declaration changes nothing of what was verified. */
export async function linkUser(database: Database, options: LinkOptions): Promise<void> {
  const { userId, organisationId, trust, identityProvider = '', at = new Date() } = options;
  await database
    .insert(organisationLinks)
    .values({ userId, organisationId, trust, identityProvider, lastUsedAt: at })
    .onConflictDoUpdate({
      target: [organisationLinks.userId, organisationLinks.organisationId],
      set: { trust, identityProvider, lastUsedAt: at },
      ...(trust === 'declared' && { setWhere: eq(organisationLinks.trust, 'declared') }),
    });
}

/**
 * Ends the links to other organisations that a sign-in shows somebody has left.
 * @param signedIn the organisation of this sign-in
 * @param address the e-mail address of the account until now
 * @returns the organisations left
 */
export async function leaveOthers(
  database: Database,
  { userId, signedIn, address }: { userId: string; signedIn: string; address: string },
  now: Vouching,
  choosing: readonly string[],
): Promise<string[]> {
  const others = await database
    .select({ id: organisationLinks.organisationId, identityProvider: organisationLinks.identityProvider })
    .from(organisationLinks)
    .where(
      and(
        eq(organisationLinks.userId, userId),
        ne(organisationLinks.organisationId, signedIn),
        eq(organisationLinks.trust, 'verified'),
      ),
    );
  const left = others.flatMap(({ id, identityProvider }) =>
    hasMoved({ identityProvider, email: address }, now, choosing) ? id : [],
  );
  if (left.length > 0) {
    await database
      .update(organisationLinks)
      .set({ trust: 'lapsed' })
      .where(and(eq(organisationLinks.userId, userId), inArray(organisationLinks.organisationId, left)));
  }
  return left;
}

/** The organisations that an identity provider vouches for, the last used first. */
export async function verifiedOrganisations(
  database: Database,
  userId: string,
  at: Date,
): Promise<OrganisationRow[]> {
  const rows = await database
    .select({ organisation: organisations })
    .from(organisationLinks)
    .innerJoin(organisations, eq(organisations.id, organisationLinks.organisationId))
    .where(and(eq(organisationLinks.userId, userId), stillVouched(at)))
    .orderBy(sql`${organisationLinks.lastUsedAt} desc`, organisations.id);
  return rows.map((row) => row.organisation);
}
