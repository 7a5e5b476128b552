/**
 * The technical contacts of an API: whom its habilitations in force name, also those granted along with another one; of a
 * contact whose mails come back, the address of the team that the request gives for that. Each address once, however many
 * habilitations lead to it; none that no longer receives.
 */
import { and, desc, eq, gt, ne, not, sql } from 'drizzle-orm';
import type { Area } from '../administration/rights.ts';
import type { Database } from '../database/connection.ts';
import { inPages } from '../database/pages.ts';
import { inForce } from '../habilitations/in-force.ts';
import { habilitations } from '../habilitations/tables.ts';
import { isUnreachable } from '../notifications/bounced.ts';
import { contactFields } from '../requests/life/contacts.ts';

type Reader = Pick<Database, 'select' | 'selectDistinctOn'>;

const { technicalContactEmail: email, answers } = habilitations;
const team = sql`lower(trim(coalesce(${answers} ->> ${contactFields.technicalTeam}, '')))`;

/** Of each habilitation, the address that leads to its technical contact; where none does, the contact's own. */
const leading = (database: Reader, { provider, api }: Area, at: Date) =>
  database
    .select({
      address:
        sql<string>`case when ${team} <> '' and ${isUnreachable(email, at)} then ${team} else ${email} end`.as(
          'address',
        ),
      requestId: habilitations.requestId,
      number: habilitations.number,
    })
    .from(habilitations)
    .where(
      and(eq(habilitations.providerId, provider), eq(habilitations.api, api), ne(email, ''), inForce(at)),
    )
    .as('leading');

export interface Audience {
  /** Addresses that it would go to. */
  people: number;
  /** Addresses left out: what is sent there comes back. */
  unreachable: number;
}

export async function audienceOf(database: Reader, area: Area, at: Date): Promise<Audience> {
  const contacts = leading(database, area, at);
  const { address } = contacts;
  const [row] = await database
    .select({
      all: sql<number>`count(distinct ${address})::integer`,
      unreachable: sql<number>`(count(distinct ${address}) filter (where ${isUnreachable(address, at)}))::integer`,
    })
    .from(contacts);
  const { all = 0, unreachable = 0 } = row ?? {};
  return { people: all - unreachable, unreachable };
}

/** Addresses read at once, and written at once. */
const pageSize = 500;

/** With the request of the newest habilitation that leads to each: where its mail is logged. */
export const contactsOf = (database: Reader, area: Area, at: Date) =>
  inPages(pageSize, (last: { recipient: string } | undefined) => {
    const contacts = leading(database, area, at);
    const { address, requestId, number } = contacts;
    return database
      .selectDistinctOn([address], { recipient: address, requestId })
      .from(contacts)
      .where(and(not(isUnreachable(address, at)), last && gt(address, last.recipient)))
      .orderBy(address, desc(number))
      .limit(pageSize);
  });
