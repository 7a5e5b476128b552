/** Who is written to about a request besides those it names: the provider's people, and who acted. */
import { and, desc, eq, gte, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { holdsRole, roleTexts } from '../accounts/roles.ts';
import { users } from '../accounts/tables.ts';
import { absences, assignments } from '../examination/tables.ts';
import { parisDay } from '../requests/dates.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { events } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import { mails } from './tables.ts';

type Database = Services['database'];
type Somebody = Pick<typeof users.$inferSelect, 'id' | 'email' | 'givenName' | 'familyName'>;

export async function peopleOf(
  database: Database,
  ids: (string | null | undefined)[],
): Promise<Map<string, Somebody>> {
  const wanted = ids.flatMap((id) => id ?? []);
  if (wanted.length === 0) return new Map();
  const { id, email, givenName, familyName } = users;
  const rows = await database
    .select({ id, email, givenName, familyName })
    .from(users)
    .where(inArray(users.id, wanted));
  return new Map(rows.map((row) => [row.id, row]));
}

type Subject = Pick<RequestRow, 'id' | 'providerId' | 'api' | 'scopeGroups' | 'applicantId'>;

/**
 * E-mails of who sees to a request, and of who stands in for them today; of all who may decide on its API where nobody
 * sees to it. Never the applicant's, whatever their roles.
 */
export async function instructorsOf(database: Database, request: Subject, at: Date): Promise<string[]> {
  const { providerId, api, scopeGroups } = request;
  const assigned = await assignedTo(database, request.id, at);
  const held = roleTexts(['instructor', 'manager'], request);
  const rows = await database
    .select({ id: users.id, email: users.email, roles: users.roles })
    .from(users)
    .where(
      assigned.length > 0
        ? inArray(users.id, assigned)
        : sql`${users.roles} && ${sql.param(held, users.roles)}`,
    );
  const may = rows.filter(
    ({ id, roles }) =>
      id !== request.applicantId &&
      holdsRole({ roles, via: 'session' }, 'instructor', providerId, api, scopeGroups),
  );
  return may.map(({ email }) => email);
}

async function assignedTo(database: Database, requestId: string, at: Date): Promise<string[]> {
  const today = parisDay(at);
  const rows = await database
    .select({ userId: assignments.userId, substituteId: absences.substituteId })
    .from(assignments)
    .leftJoin(
      absences,
      and(
        eq(absences.userId, assignments.userId),
        lte(absences.firstDay, today),
        gte(absences.lastDay, today),
      ),
    )
    .where(eq(assignments.requestId, requestId));
  return [...new Set(rows.flatMap(({ userId, substituteId }) => [userId, substituteId ?? []].flat()))];
}

/** Events between which a request is the provider's to examine, and those that end it. */
const sent = ['submit', 'renew', 'request_changes'];
const rounds = [...sent, 'withdraw', 'reopen', 'validate', 'refuse'];

/** Whether the provider had the request before its event of this sequence. */
export async function wasExamined(database: Database, requestId: string, sequence: number): Promise<boolean> {
  const [before] = await database
    .select({ name: events.name })
    .from(events)
    .where(
      and(eq(events.requestId, requestId), lte(events.sequence, sequence - 1), inArray(events.name, rounds)),
    )
    .orderBy(desc(events.sequence))
    .limit(1);
  return sent.includes(before?.name ?? '');
}

/** Which mails on the present habilitation people have had: `access technique@editeur.example`. */
export async function informedOf(database: Database, requestId: string, since: Date): Promise<string[]> {
  const rows = await database
    .select({ template: mails.template, recipient: mails.recipient })
    .from(mails)
    .where(
      and(
        eq(mails.requestId, requestId),
        inArray(mails.template, ['access', 'privacy']),
        gte(mails.createdAt, since),
        isNotNull(mails.sentAt),
      ),
    );
  return rows.map(({ template, recipient }) => `${template} ${recipient}`);
}
