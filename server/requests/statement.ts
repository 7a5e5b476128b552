/**
 * The one statement of a command: row, events, outbox, idempotency key and habilitation, all or nothing, and nothing
 * at all when the row's version has moved on. Loading, checking and saving apart would let two instructors both win.
 *
 * Built by drizzle and prepared once per shape: a shape is the set of columns that change.
 */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { prepared } from '../database/prepared.ts';
import { habilitations } from '../habilitations/tables.ts';
import type { EventRow } from './chain.ts';
import type { RequestFacts } from './events.ts';
import { events, idempotencyKeys, outbox, requests } from './tables.ts';

/** An outbox entry of one of the command's events. */
export interface Announcement {
  id: string;
  eventId: string;
  topic: string;
  data: Record<string, unknown>;
}

export interface HabilitationSnapshot {
  id: string;
  definitionVersion: number;
  termsVersion: string;
  answers: object;
  scopes: string[];
  technicalContactEmail: string;
  validFrom: Date;
  expiresAt: Date;
}

/** All that one command writes. */
export interface Writing {
  /** Undefined: the request is new. */
  before: (RequestFacts & { version: number }) | undefined;
  after: RequestFacts;
  events: EventRow[];
  announcements: Announcement[];
  key: { userId: string; key: string; fingerprint: string; status: number } | undefined;
  habilitation: HabilitationSnapshot | undefined;
}

export interface Written {
  number: number;
  version: number;
}

/**
 * @returns undefined when the version has moved on: nothing was written
 * @throws 23505 on `idempotency_keys` when the same key has just been used
 */
export async function write(database: Database, writing: Writing): Promise<Written | undefined> {
  const { before, after, key, habilitation } = writing;
  const changed = columns.filter((column) => before?.[column] !== after[column]);
  // null is part of the shape: drizzle would write it into jsonb as JSON's null.
  const shape = changed.map((column) => (after[column] === null ? `-${column}` : column));
  const name = [
    before ? 'command' : 'create',
    ...(key ? ['once'] : []),
    ...(habilitation ? ['issue'] : []),
    ...shape,
  ].join(' ');
  const statement = prepared(database, name, (db) =>
    build(db, { isNew: !before, once: Boolean(key), issue: Boolean(habilitation), changed, after }).prepare(
      name,
    ),
  );
  const last = writing.events.at(-1);
  const [written] = await statement.execute({
    ...Object.fromEntries(changed.map((column) => [column, after[column]])),
    id: after.id,
    version: before?.version ?? 0,
    nextVersion: (before?.version ?? 0) + 1,
    headHash: last?.hash,
    eventCount: last?.sequence,
    events: JSON.stringify(writing.events.map(eventRecord)),
    announcements: JSON.stringify(writing.announcements.map(announcementRecord)),
    ...(key && { keyUser: key.userId, key: key.key, fingerprint: key.fingerprint, status: key.status }),
    ...(habilitation && { habilitation: JSON.stringify(habilitationRecord(habilitation)) }),
  });
  return written;
}

/** The columns that a command may change; the others are set at creation. */
const mutable = [
  'organisationId',
  'useCase',
  'state',
  'title',
  'answers',
  'eligibility',
  'eligibilityExplanation',
  'submittedAnswers',
  'previousAnswers',
  'termsVersion',
  'reason',
  'requestedFields',
  'authorship',
  'updatedAt',
  'firstSubmittedAt',
  'lastSubmittedAt',
  'decidedAt',
] as const satisfies (keyof RequestFacts)[];

const fixed = [
  'id',
  'fileId',
  'parentId',
  'providerId',
  'api',
  'stage',
  'definitionVersion',
  'applicantId',
  'createdAt',
] as const satisfies (keyof RequestFacts)[];

const columns = [...fixed, ...mutable];

type Column = (typeof columns)[number];

interface Shape {
  isNew: boolean;
  once: boolean;
  issue: boolean;
  changed: Column[];
  after: RequestFacts;
}

const value = sql.placeholder;

function build(database: Database, { isNew, once, issue, changed, after }: Shape) {
  const values = Object.fromEntries(
    changed.map((column) => [column, after[column] === null ? sql`null` : value(column)]),
  );
  const chain = {
    version: value('nextVersion'),
    headHash: value('headHash'),
    eventCount: value('eventCount'),
  };
  const saved = database.$with('saved').as(
    isNew
      ? database
          .insert(requests)
          .values({ ...values, ...chain } as unknown as typeof requests.$inferInsert)
          .returning()
      : database
          .update(requests)
          .set({ ...values, ...chain } as unknown as Partial<typeof requests.$inferInsert>)
          .where(and(eq(requests.id, value('id')), eq(requests.version, value('version'))))
          .returning(),
  );
  const parts = [saved, happened(database, saved), announced(database, saved)];
  if (once) parts.push(remembered(database, saved));
  if (issue) parts.push(superseded(database), issued(database, saved));
  return database
    .with(...parts)
    .select({ number: saved.number, version: saved.version })
    .from(saved);
}

// biome-ignore lint/suspicious/noExplicitAny: the type of a CTE of every column is pages long and adds nothing here
type Saved = any;

function happened(database: Database, saved: Saved): Saved {
  const entry = (column: string) => sql`entry.${sql.identifier(column)}`;
  return database.$with('happened').as(
    database
      .insert(events)
      .select(
        database
          .select({
            requestId: saved.id,
            sequence: named('sequence', entry('sequence')),
            id: named('id', entry('id')),
            // The builder names every column, so the identity's own sequence is asked by name.
            number: named('number', sql`nextval('events_number_seq')`),
            name: named('name', entry('name')),
            providerId: saved.providerId,
            actorId: named('actor_id', entry('actor_id')),
            actorRole: named('actor_role', entry('actor_role')),
            at: named('at', entry('at')),
            body: named('body', entry('body')),
            details: named('details', entry('details')),
            previousHash: named('previous_hash', entry('previous_hash')),
            hash: named('hash', entry('hash')),
          })
          .from(saved)
          .innerJoin(
            sql`jsonb_to_recordset(${value('events')}::jsonb) as entry(sequence int, id uuid, name text, actor_id uuid,
              actor_role text, at timestamptz, body text, details jsonb, previous_hash text, hash text)`,
            sql`true`,
          ),
      )
      .returning({ id: events.id }),
  );
}

function announced(database: Database, saved: Saved): Saved {
  const entry = (column: string) => sql`entry.${sql.identifier(column)}`;
  return database.$with('announced').as(
    database
      .insert(outbox)
      .select(
        database
          .select({
            id: named('id', entry('id')),
            requestId: saved.id,
            eventId: named('event_id', entry('event_id')),
            topic: named('topic', entry('topic')),
            data: named('data', entry('data')),
            createdAt: saved.updatedAt,
          })
          .from(saved)
          .innerJoin(
            sql`jsonb_to_recordset(${value('announcements')}::jsonb) as entry(id uuid, event_id uuid, topic text, data jsonb)`,
            sql`true`,
          ),
      )
      .returning({ id: outbox.id }),
  );
}

function remembered(database: Database, saved: Saved): Saved {
  return database.$with('remembered').as(
    database
      .insert(idempotencyKeys)
      .select(
        database
          .select({
            userId: named('user_id', sql`${value('keyUser')}::uuid`),
            key: named('key', sql`${value('key')}::text`),
            fingerprint: named('fingerprint', sql`${value('fingerprint')}::text`),
            requestId: saved.id,
            status: named('status', sql`${value('status')}::int`),
            createdAt: saved.updatedAt,
          })
          .from(saved),
      )
      .returning({ key: idempotencyKeys.key }),
  );
}

/** The former habilitation of the same file, API and stage gives way to the new one. */
function superseded(database: Database): Saved {
  return database.$with('superseded').as(
    database
      .update(habilitations)
      .set({ state: 'obsolete' })
      .where(
        and(
          eq(habilitations.state, 'active'),
          sql`${habilitations.requestId} in (select sibling.id from saved join ${requests} sibling
            on sibling.file_id = saved.file_id and sibling.api = saved.api and sibling.stage = saved.stage)`,
        ),
      )
      .returning({ id: habilitations.id }),
  );
}

function issued(database: Database, saved: Saved): Saved {
  const snapshot = (column: string) => sql`snapshot.${sql.identifier(column)}`;
  return database.$with('issued').as(
    database
      .insert(habilitations)
      .select(
        database
          .select({
            id: named('id', snapshot('id')),
            number: named('number', sql`nextval('habilitations_number_seq')`),
            requestId: saved.id,
            fileId: saved.fileId,
            parentId: named('parent_id', sql`null::uuid`),
            providerId: saved.providerId,
            api: saved.api,
            stage: saved.stage,
            organisationId: saved.organisationId,
            state: named('state', sql`'active'`),
            definitionVersion: named('definition_version', snapshot('definition_version')),
            termsVersion: named('terms_version', snapshot('terms_version')),
            answers: named('answers', snapshot('answers')),
            scopes: named('scopes', snapshot('scopes')),
            technicalContactEmail: named('technical_contact_email', snapshot('technical_contact_email')),
            validFrom: named('valid_from', snapshot('valid_from')),
            expiresAt: named('expires_at', snapshot('expires_at')),
            createdAt: saved.updatedAt,
          })
          .from(saved)
          .innerJoin(
            sql`jsonb_to_record(${value('habilitation')}::jsonb) as snapshot(id uuid, definition_version int,
              terms_version text, answers jsonb, scopes text[], technical_contact_email text, valid_from timestamptz,
              expires_at timestamptz)`,
            sql`true`,
          ),
      )
      .returning({ id: habilitations.id }),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: what a CTE selects has no column type of its own
const named = (name: string, expression: SQL): SQL.Aliased<any> => expression.as(name);

const eventRecord = (event: EventRow) => ({
  sequence: event.sequence,
  id: event.id,
  name: event.name,
  actor_id: event.actorId,
  actor_role: event.actorRole,
  at: event.at,
  body: event.body,
  details: event.details,
  previous_hash: event.previousHash,
  hash: event.hash,
});

const announcementRecord = ({ id, eventId, topic, data }: Announcement) => ({
  id,
  event_id: eventId,
  topic,
  data,
});

const habilitationRecord = (habilitation: HabilitationSnapshot) => ({
  id: habilitation.id,
  definition_version: habilitation.definitionVersion,
  terms_version: habilitation.termsVersion,
  answers: habilitation.answers,
  scopes: habilitation.scopes,
  technical_contact_email: habilitation.technicalContactEmail,
  valid_from: habilitation.validFrom,
  expires_at: habilitation.expiresAt,
});
