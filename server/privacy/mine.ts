/** All that is kept about one person, wherever it stands: for their page, and for the file that they take away. */
import { and, arrayContains, asc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Answers } from '../../catalogue/answers.ts';
import { listSessions } from '../accounts/sessions.ts';
import { users } from '../accounts/tables.ts';
import type { Database } from '../database/connection.ts';
import { documentAccesses, documents } from '../documents/tables.ts';
import { credentialDeliveries, habilitations } from '../habilitations/tables.ts';
import { invitations } from '../invitations/tables.ts';
import { mailRefusals, mails } from '../notifications/tables.ts';
import { organisationLinks, organisations } from '../organisations/tables.ts';
import { organisationProfileChanges } from '../profiles/tables.ts';
import { events, requests } from '../requests/tables.ts';
import type { Services } from '../services.ts';
import type { HeldRequest } from './held.ts';
import { personErasures } from './tables.ts';

/** As an export names them: the keys are for machines too, and stay. */
export type PersonalData = NonNullable<Awaited<ReturnType<typeof personalData>>>;

/** « D1042 » */
const requestNumber = sql<string>`'D' || ${requests.number}`;

/**
 * @param held the requests that name them as who did something
 * @returns undefined: there is nobody by this id any more
 */
export async function personalData(
  services: Pick<Services, 'database' | 'now'>,
  userId: string,
  held: readonly HeldRequest[],
) {
  const { database } = services;
  const [person] = await database.select().from(users).where(eq(users.id, userId));
  if (!person) return undefined;
  const { id: _id, number: _number, subject, ...identity } = person;
  const theirs = await requestsOf(
    database,
    held.map(({ id }) => id),
    userId,
  );
  const known = [...theirs.keys()];
  return {
    exported_at: services.now(),
    identity: { ...identity, identifier_at_proconnect: subject },
    organisations: await organisationsOf(database, userId),
    sessions: (await listSessions(services, userId)).map(({ id: _session, ...session }) => session),
    requests: held.map(({ id, ...request }) => ({ ...request, ...theirs.get(id) })),
    named_in: await namedIn(database, person.email, known),
    documents: await database
      .select({
        request: requestNumber,
        field: documents.field,
        name: documents.name,
        size: documents.size,
        at: documents.createdAt,
      })
      .from(documents)
      .innerJoin(requests, eq(requests.id, documents.requestId))
      .where(and(eq(documents.uploadedBy, userId), inArray(documents.requestId, known)))
      .orderBy(asc(documents.id)),
    documents_seen: await database
      .select({
        request: requestNumber,
        kind: documentAccesses.kind,
        role: documentAccesses.role,
        at: documentAccesses.at,
      })
      .from(documentAccesses)
      .innerJoin(requests, eq(requests.id, documentAccesses.requestId))
      .where(and(eq(documentAccesses.userId, userId), inArray(documentAccesses.requestId, known)))
      .orderBy(asc(documentAccesses.at)),
    invitations: await database
      .select({
        request: requestNumber,
        kind: invitations.kind,
        to: sql<string>`case when ${invitations.invitedBy} = ${userId} then ${invitations.email} else '' end`,
        invited_by_you: sql<boolean>`${invitations.invitedBy} = ${userId}`,
        at: invitations.createdAt,
        done_at: invitations.doneAt,
      })
      .from(invitations)
      .innerJoin(requests, eq(requests.id, invitations.requestId))
      .where(
        and(
          inArray(invitations.requestId, known),
          sql`${userId} in (${invitations.invitedBy}, ${invitations.doneBy})`,
        ),
      )
      .orderBy(asc(invitations.id)),
    mails: await database
      .select({
        request: requestNumber,
        template: mails.template,
        at: mails.createdAt,
        sent_at: mails.sentAt,
      })
      .from(mails)
      .innerJoin(requests, eq(requests.id, mails.requestId))
      .where(and(eq(mails.recipient, person.email.toLowerCase()), inArray(mails.requestId, known)))
      .orderBy(asc(mails.id)),
    mails_refused: await database
      .select({ topic: mailRefusals.topic, at: mailRefusals.refusedAt })
      .from(mailRefusals)
      .where(eq(mailRefusals.userId, userId)),
    accesses_received: await database
      .select({
        habilitation: sql<string>`'H' || ${habilitations.number}`,
        at: credentialDeliveries.deliveredAt,
      })
      .from(credentialDeliveries)
      .innerJoin(habilitations, eq(habilitations.id, credentialDeliveries.habilitationId))
      .where(and(eq(credentialDeliveries.userId, userId), inArray(habilitations.requestId, known))),
    profile_changes: await database
      .select({
        siret: organisations.siret,
        keys: organisationProfileChanges.keys,
        at: organisationProfileChanges.at,
      })
      .from(organisationProfileChanges)
      .innerJoin(organisations, eq(organisations.id, organisationProfileChanges.organisationId))
      .where(
        and(
          eq(organisationProfileChanges.changedBy, userId),
          inArray(
            organisationProfileChanges.organisationId,
            database
              .select({ id: organisationLinks.organisationId })
              .from(organisationLinks)
              .where(eq(organisationLinks.userId, userId)),
          ),
        ),
      ),
    erasures_asked: await database
      .select({ at: personErasures.askedAt, done_at: personErasures.doneAt })
      .from(personErasures)
      .where(eq(personErasures.userId, userId)),
  };
}

function organisationsOf(database: Database, userId: string) {
  return database
    .select({
      siret: organisations.siret,
      name: organisations.name,
      trust: organisationLinks.trust,
      identity_provider: organisationLinks.identityProvider,
      last_used_at: organisationLinks.lastUsedAt,
    })
    .from(organisationLinks)
    .innerJoin(organisations, eq(organisations.id, organisationLinks.organisationId))
    .where(eq(organisationLinks.userId, userId))
    .orderBy(asc(organisations.name));
}

/** What they wrote: the whole of their own requests, and what they did in the others. */
async function requestsOf(database: Database, ids: string[], userId: string) {
  const mine = sql`${requests.applicantId} = ${userId}`;
  const rows = await database
    .select({
      id: requests.id,
      stage: requests.stage,
      state: requests.state,
      organisation: organisations.name,
      title: sql<string | null>`case when ${mine} then ${requests.title} end`,
      answers: sql<Answers | null>`case when ${mine} then ${requests.answers} end`,
      eligibility: sql<Record<string, string> | null>`case when ${mine} then ${requests.eligibility} end`,
      created_at: requests.createdAt,
      updated_at: requests.updatedAt,
    })
    .from(requests)
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .where(inArray(requests.id, ids));
  const done = await database
    .select({
      requestId: events.requestId,
      name: events.name,
      role: events.actorRole,
      at: events.at,
      words: events.details,
      /** It was an administrator, for them. */
      by_administrator: sql<boolean>`${events.body}::jsonb ->> 'behind' is not null`,
    })
    .from(events)
    .where(and(inArray(events.requestId, ids), eq(events.actorId, userId)))
    .orderBy(asc(events.requestId), asc(events.sequence));
  return new Map(
    rows.map(({ id, ...row }) => [
      id,
      {
        ...row,
        done_by_you: done
          .filter(({ requestId }) => requestId === id)
          .map(({ requestId: _, ...event }) => event),
      },
    ]),
  );
}

/** Requests that name an address, as last submitted, and what they say of it. */
async function namedIn(database: Database, email: string, besides: string[]) {
  const address = email.trim().toLowerCase();
  const rows = await database
    .select({
      number: requestNumber,
      api: requests.api,
      organisation: organisations.name,
      answers: requests.submittedAnswers,
    })
    .from(requests)
    .innerJoin(organisations, eq(organisations.id, requests.organisationId))
    .where(and(arrayContains(requests.named, [address]), notInArray(requests.id, besides)))
    .orderBy(asc(requests.number));
  return rows.map(({ answers, ...row }) => ({
    ...row,
    said_of_you: Object.fromEntries(
      Object.entries(answers ?? {}).filter(
        ([, answer]) =>
          typeof answer === 'object' &&
          'email' in answer &&
          String(answer.email).trim().toLowerCase() === address,
      ),
    ),
  }));
}
