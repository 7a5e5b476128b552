/**
 * The technical contacts of an API: whom its habilitations in force name, also those granted along with another one.
 * Each address once, however many habilitations name it; none that no longer receives.
 */
import { and, desc, eq, gt, ne, not, sql } from 'drizzle-orm';
import type { Area } from '../administration/rights.ts';
import type { Database } from '../database/connection.ts';
import { inPages } from '../database/pages.ts';
import { inForce } from '../habilitations/in-force.ts';
import { habilitations } from '../habilitations/tables.ts';
import { isUnreachable } from '../notifications/bounced.ts';

type Reader = Pick<Database, 'select' | 'selectDistinctOn'>;

const { technicalContactEmail: email } = habilitations;

const named = ({ provider, api }: Area, at: Date) =>
  and(eq(habilitations.providerId, provider), eq(habilitations.api, api), ne(email, ''), inForce(at));

export interface Audience {
  /** Addresses that it would go to. */
  people: number;
  /** Addresses left out: what is sent there comes back. */
  unreachable: number;
}

export async function audienceOf(database: Reader, area: Area, at: Date): Promise<Audience> {
  const [row] = await database
    .select({
      all: sql<number>`count(distinct ${email})::integer`,
      unreachable: sql<number>`(count(distinct ${email}) filter (where ${isUnreachable(email, at)}))::integer`,
    })
    .from(habilitations)
    .where(named(area, at));
  const { all = 0, unreachable = 0 } = row ?? {};
  return { people: all - unreachable, unreachable };
}

/** Addresses read at once, and written at once. */
const pageSize = 500;

/** With the request of the newest habilitation that names each: where its mail is logged. */
export const contactsOf = (database: Reader, area: Area, at: Date) =>
  inPages(pageSize, (last: { recipient: string } | undefined) =>
    database
      .selectDistinctOn([email], { recipient: email, requestId: habilitations.requestId })
      .from(habilitations)
      .where(and(named(area, at), not(isUnreachable(email, at)), last && gt(email, last.recipient)))
      .orderBy(email, desc(habilitations.number))
      .limit(pageSize),
  );
