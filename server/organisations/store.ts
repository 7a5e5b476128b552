/** Organisations and the links of people to them. */
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import type { DirectoryEntry } from './directory.ts';
import { organisationLinks, organisations } from './tables.ts';
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

/** Says that somebody acts for an organisation. What was verified is not forgotten when it is declared again. */
export async function linkUser(database: Database, options: LinkOptions): Promise<void> {
  const { userId, organisationId, trust, identityProvider = '', at = new Date() } = options;
  await database
    .insert(organisationLinks)
    .values({ userId, organisationId, trust, identityProvider, lastUsedAt: at })
    .onConflictDoUpdate({
      target: [organisationLinks.userId, organisationLinks.organisationId],
      set:
        trust === 'verified'
          ? { trust, identityProvider, lastUsedAt: at }
          : { lastUsedAt: sql`excluded.last_used_at` },
    });
}

/** The organisations that an identity provider has vouched for, the last used first. */
export async function verifiedOrganisations(database: Database, userId: string): Promise<OrganisationRow[]> {
  const rows = await database
    .select({ organisation: organisations })
    .from(organisationLinks)
    .innerJoin(organisations, eq(organisations.id, organisationLinks.organisationId))
    .where(and(eq(organisationLinks.userId, userId), eq(organisationLinks.trust, 'verified')))
    .orderBy(sql`${organisationLinks.lastUsedAt} desc`, organisations.id);
  return rows.map((row) => row.organisation);
}
