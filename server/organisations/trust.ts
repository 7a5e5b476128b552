/**
 * How long somebody's link to an organisation is believed. An identity provider vouches for one organisation at each
 * sign-in and never says that somebody has left: what it no longer says must lapse by itself. Whoever still belongs there
 * signs in for that organisation once, and the link is good again.
 */
import { and, eq, type Placeholder, type SQL, sql } from 'drizzle-orm';
import { organisationLinks } from './tables.ts';

/** Months after the last sign-in for an organisation: as long as a draft that nobody touches. */
export const linkMonths = 6;

/** The links that count now. @param at the present moment, or its place in a prepared query */
export function stillVouched(at: Date | Placeholder): SQL {
  const now = at instanceof Date ? at.toISOString() : at;
  return and(
    eq(organisationLinks.trust, 'verified'),
    sql`${organisationLinks.lastUsedAt} > ${now}::timestamptz - make_interval(months => ${sql.raw(`${linkMonths}`)})`,
  ) as SQL;
}

export interface Vouching {
  /** ProConnect's `idp_id`; empty when it gives none. */
  identityProvider: string;
  email: string;
}

/**
 * Whether a sign-in for one organisation says that somebody has left the others.
 * @param before what the account was until now
 * @param choosing providers where one person has several organisations
 */
export function hasMoved(before: Vouching, now: Vouching, choosing: readonly string[]): boolean {
  // The address is the employer's: another domain is another employer.
  if (domainOf(before.email) !== domainOf(now.email)) return true;
  if (before.identityProvider !== now.identityProvider) return true;
  return now.identityProvider !== '' && !choosing.includes(now.identityProvider);
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();
