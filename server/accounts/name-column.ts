/** A person's name as a column of a query, as `fullName` writes it; null where there is nobody. */
import { type SQLWrapper, sql } from 'drizzle-orm';

export const nameColumn = ({ givenName, familyName }: Record<'givenName' | 'familyName', SQLWrapper>) =>
  sql<string>`trim(${givenName} || ' ' || ${familyName})`;
