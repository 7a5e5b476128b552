/** Reads what the mails of one event need: the event, its request, the people and the API, as they are now. */
import { and, desc, eq, lte } from 'drizzle-orm';
import { fullName } from '../accounts/name.ts';
import { users } from '../accounts/tables.ts';
import { ofItsOwn } from '../habilitations/in-force.ts';
import { habilitations } from '../habilitations/tables.ts';
import type { Language } from '../http/language.ts';
import { organisations } from '../organisations/tables.ts';
import { contactFields, emailNamed } from '../requests/life/contacts.ts';
import { eventLabels } from '../requests/life/event-words.ts';
import type { EventName } from '../requests/life/events.ts';
import { grantsHabilitation } from '../requests/life/grants.ts';
import { events, requests } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import type { LifeFacts } from './facts.ts';
import { factsOf, type Told } from './mail-facts.ts';
import { messagesFrom, type WrittenMessages } from './messages.ts';
import { openingOf } from './opening.ts';
import { informedOf, instructorsOf, peopleOf, wasExamined } from './people.ts';
import type { People } from './plan.ts';
import { reminderOf } from './reminder-facts.ts';

export interface EventFile {
  event: string;
  requestId: string;
  people: People;
  /** Of a message: all that its side has written since, which one mail tells. */
  written: WrittenMessages | undefined;
  facts(language: Language): LifeFacts;
}

/** @returns undefined when the event, its request or its API no longer exists: there is nobody left to write to */
export async function readEventFile(
  { database, catalogue, config }: Pick<Services, 'database' | 'catalogue' | 'config'>,
  eventId: string,
): Promise<EventFile | undefined> {
  const [row] = await database
    .select({ event: events, request: requests, applicant: users, organisation: organisations })
    .from(events)
    .innerJoin(requests, eq(requests.id, events.requestId))
    .innerJoin(users, eq(users.id, requests.applicantId))
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .where(eq(events.id, eventId));
  if (!row) return undefined;
  const { event, request, applicant, organisation } = row;
  const definition = catalogue.localised(request.api, 'fr');
  if (!definition) return undefined;
  const [habilitation, replaced] = await database
    .select()
    .from(habilitations)
    .where(and(eq(habilitations.requestId, request.id), ofItsOwn, lte(habilitations.validFrom, event.at)))
    .orderBy(desc(habilitations.validFrom))
    .limit(2);
  const told = toldOf(event.name, event.body);
  const people = await peopleOf(database, [event.actorId, told.from, told.to, told.asker]);
  const emailOf = (id: string | null | undefined) => (people.get(id ?? '')?.email ?? '').toLowerCase();
  const by = people.get(event.actorId ?? '');
  const written = event.name === 'message' ? await messagesFrom(database, event) : undefined;
  const { kind } = told;
  const reminder = kind
    ? await reminderOf(database, { kind, at: event.at }, request, habilitation)
    : undefined;
  return {
    event: event.name,
    requestId: request.id,
    written,
    people: {
      applicant: applicant.email,
      instructors: await instructorsOf(database, request, event.at),
      answers: request.answers,
      contact:
        habilitation?.technicalContactEmail || emailNamed(request.answers, contactFields.technicalContact),
      apiTeam: definition.api_team ?? '',
      grants: grantsHabilitation(definition, request.stage),
      role: event.actorRole,
      reminder: reminder && { sort: reminder.sort, left: reminder.left },
      examined:
        event.name === 'cancel_reopening' && (await wasExamined(database, request.id, event.sequence)),
      informed:
        event.name === 'update_people' && habilitation
          ? await informedOf(database, request.id, habilitation.createdAt)
          : [],
      actor: emailOf(event.actorId),
      from: emailOf(told.from),
      to: emailOf(told.to),
      asker: emailOf(told.asker),
    },
    facts(language) {
      const api = catalogue.localised(request.api, language) ?? definition;
      return {
        ...factsOf({
          request,
          api,
          organisation: organisation.name,
          publicUrl: config.publicUrl,
          habilitation,
          at: event.at,
          told,
          details: event.details,
          by: by ? fullName(by) : '',
          applicant: fullName(people.get(told.to ?? '') ?? applicant),
        }),
        event: eventLabels[language][event.name as EventName],
        urgent: told.urgent === true,
        messages: written?.messages ?? [],
        reminder,
        opening: openingOf(api, { siret: organisation.siret, habilitation, replaced }),
      };
    },
  };
}

/** What an event says in clear. Of answers that it changes, which they are. */
function toldOf(name: string, body: string): Told {
  const told = JSON.parse(body) as Told;
  const changes = name === 'correct' || name === 'update_people';
  return changes ? { ...told, fields: Object.keys(told.answers ?? {}) } : told;
}
