/** Reads what the mails of one event need: the event, its request, the people and the API, as they are now. */
import { and, desc, eq, inArray, lte, or, sql } from 'drizzle-orm';
import { fullName } from '../accounts/name.ts';
import { users } from '../accounts/tables.ts';
import { habilitations } from '../habilitations/tables.ts';
import type { Language } from '../http/language.ts';
import { organisations } from '../organisations/tables.ts';
import { grantsHabilitation } from '../requests/grants.ts';
import { events, requests } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import type { PeopleFacts } from './facts.ts';
import { factsOf, type Told } from './mail-facts.ts';
import type { People } from './plan.ts';

export interface EventFile {
  event: string;
  requestId: string;
  people: People;
  facts: PeopleFacts;
}

/** @returns undefined when the event, its request or its API no longer exists: there is nobody left to write to */
export async function readEventFile(
  { database, catalogue, config }: Pick<Services, 'database' | 'catalogue' | 'config'>,
  eventId: string,
  language: Language,
): Promise<EventFile | undefined> {
  const [row] = await database
    .select({ event: events, request: requests, applicant: users, organisation: organisations.name })
    .from(events)
    .innerJoin(requests, eq(requests.id, events.requestId))
    .innerJoin(users, eq(users.id, requests.applicantId))
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .where(eq(events.id, eventId));
  if (!row) return undefined;
  const { event, request, applicant, organisation } = row;
  const api = catalogue.localised(request.api, language);
  if (!api) return undefined;
  const [habilitation] = await database
    .select()
    .from(habilitations)
    .where(and(eq(habilitations.requestId, request.id), lte(habilitations.validFrom, event.at)))
    .orderBy(desc(habilitations.validFrom))
    .limit(1);
  const told = JSON.parse(event.body) as Told;
  const people = await peopleOf(database, [event.actorId, told.from, told.to, told.asker]);
  const emailOf = (id: string | null | undefined) => (people.get(id ?? '')?.email ?? '').toLowerCase();
  return {
    event: event.name,
    requestId: request.id,
    people: {
      applicant: applicant.email,
      instructors: await instructorsOf(database, request.providerId, request.api),
      answers: request.answers,
      grants: grantsHabilitation(api, request.stage),
      actor: emailOf(event.actorId),
      from: emailOf(told.from),
      to: emailOf(told.to),
      asker: emailOf(told.asker),
    },
    facts: factsOf({
      request,
      api,
      organisation,
      publicUrl: config.publicUrl,
      habilitation,
      at: event.at,
      told,
      details: event.details,
      by: nameOf(people.get(event.actorId ?? '')),
      applicant: nameOf(people.get(told.to ?? '') ?? applicant),
    }),
  };
}

type Somebody = Pick<typeof users.$inferSelect, 'id' | 'email' | 'givenName' | 'familyName'>;

async function peopleOf(
  database: Services['database'],
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

const nameOf = (somebody: Somebody | undefined): string => (somebody ? fullName(somebody) : '');

/** E-mails of those who hold the instructor's (or the manager's) role on an API, or on all of its provider's. */
async function instructorsOf(
  database: Services['database'],
  provider: string,
  api: string,
): Promise<string[]> {
  const held = [api, '*'].flatMap((scope) =>
    ['instructor', 'manager'].map((role) => `${provider}:${scope}:${role}`),
  );
  const rows = await database
    .select({ email: users.email })
    .from(users)
    .where(or(...held.map((role) => sql`${role} = any(${users.roles})`)));
  return rows.map((row) => row.email);
}
