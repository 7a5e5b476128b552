/** A request with its people, written straight into the tables, and events as commands leave them. */
import type { Answers, Person } from '../../../catalogue/answers.ts';
import type { Actor } from '../../../server/accounts/actor.ts';
import { users } from '../../../server/accounts/tables.ts';
import { newId } from '../../../server/database/columns.ts';
import type { Database } from '../../../server/database/connection.ts';
import { habilitations } from '../../../server/habilitations/tables.ts';
import { organisations } from '../../../server/organisations/tables.ts';
import { addMonths } from '../../../server/requests/dates.ts';
import { snapshotOf } from '../../../server/requests/life/snapshot.ts';
import { events, outbox, requests } from '../../../server/requests/tables.ts';
import { catalogue } from './definition.ts';

export const person = (email: string): Person => ({
  given_name: 'Camille',
  family_name: 'Martin',
  email,
  phone: '0102030405',
  job_title: 'Agent',
});

export const answers: Answers = {
  intitule: 'Tarifs de la cantine',
  scopes: ['revenu', 'parts'],
  responsable_traitement: person('responsable@commune.example'),
  delegue_protection_donnees: person('dpo@commune.example'),
  contact_technique: person('Technique@Editeur.example'),
};

export type RequestRow = typeof requests.$inferSelect;

export async function insertUser(database: Database, email: string, roles: string[] = []): Promise<string> {
  const [user] = await database
    .insert(users)
    .values({ subject: newId(), email, givenName: 'Camille', familyName: 'Martin', roles })
    .returning();
  return String(user?.id);
}

/** A request, submitted unless said otherwise, of a commune for « API Exemple ». */
export async function insertRequest(
  database: Database,
  options: { applicant?: string; answers?: Answers; at?: Date; state?: 'draft' | 'submitted' } = {},
): Promise<RequestRow> {
  const at = options.at ?? new Date();
  const applicantId = await insertUser(database, options.applicant ?? `${newId()}@commune.example`);
  const [organisation] = await database
    .insert(organisations)
    .values({ siret: newId(), name: 'Commune d’Exempleville' })
    .returning();
  const id = newId();
  const given = options.answers ?? answers;
  const [request] = await database
    .insert(requests)
    .values({
      id,
      fileId: id,
      providerId: 'exemple',
      api: 'api-exemple',
      stage: 'sandbox',
      definitionVersion: 3,
      organisationId: String(organisation?.id),
      applicantId,
      state: options.state ?? 'submitted',
      version: 2,
      answers: given,
      submittedAnswers: given,
      eligibility: { profil: 'administration' },
      termsVersion: '2026-01',
      firstSubmittedAt: at,
      lastSubmittedAt: at,
    })
    .returning();
  if (!request) throw new Error('not inserted');
  return request;
}

/** Somebody signed in on our own pages. */
export const actor = (userId: string, roles: string[] = []): Actor => ({
  userId,
  email: '',
  givenName: 'Camille',
  familyName: 'Martin',
  phone: '',
  jobTitle: '',
  organisationId: '',
  organisationIds: [],
  roles,
  via: 'session',
});

let sequences = 0;

/** An event and its outbox entry, in one transaction, as a command writes them. Returns the event's id. */
export async function happen(
  database: Database,
  request: RequestRow,
  name: string,
  options: {
    reason?: string;
    fields?: string[];
    at?: Date;
    role?: string;
    by?: string;
    /** What else the event says in clear, and in words. */
    told?: object;
    details?: Record<string, string>;
  } = {},
): Promise<string> {
  const id = newId();
  const at = options.at ?? new Date();
  const sequence = ++sequences;
  await database.transaction(async (transaction) => {
    await transaction.insert(events).values({
      requestId: request.id,
      sequence,
      id,
      name,
      providerId: request.providerId,
      actorId: options.by ?? null,
      actorRole: options.role ?? 'instructor',
      at,
      body: JSON.stringify({ name, fields: options.fields, ...options.told }),
      details:
        options.reason || options.details ? { reason: options.reason ?? '', ...options.details } : null,
      previousHash: '',
      hash: '',
    });
    await transaction
      .insert(outbox)
      .values({ requestId: request.id, eventId: id, topic: name, data: { sequence } });
  });
  return id;
}

/** The habilitation that validating this request issues. */
export async function grant(
  database: Database,
  request: RequestRow,
  now: Date,
): Promise<typeof habilitations.$inferSelect> {
  const definition = catalogue.localised(request.api, 'fr');
  if (!definition) throw new Error('unknown API');
  const issued = { habilitationId: newId(), validUntil: addMonths(now, 36) };
  const { fileId, providerId, api, stage, organisationId } = request;
  const [row] = await database
    .insert(habilitations)
    .values({
      ...snapshotOf(request, now, issued, definition),
      answers: request.answers,
      requestId: request.id,
      fileId,
      providerId,
      api,
      stage,
      organisationId,
      state: 'active',
    })
    .returning();
  if (!row) throw new Error('not inserted');
  return row;
}
