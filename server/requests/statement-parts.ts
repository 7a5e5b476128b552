/** What a command writes beside the row, each a part of its one statement: nothing where the row was not written. */
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database/connection.ts';
import { habilitations } from '../habilitations/tables.ts';
import type { EventRow } from './chain.ts';
import { events, idempotencyKeys, outbox, requests } from './tables.ts';

const value = sql.placeholder;

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

// biome-ignore lint/suspicious/noExplicitAny: the type of a CTE of every column is pages long and adds nothing here
export type Saved = any;

export function happened(database: Database, saved: Saved): Saved {
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

export function announced(database: Database, saved: Saved): Saved {
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

export function remembered(database: Database, saved: Saved): Saved {
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
export function superseded(database: Database): Saved {
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

export function issued(database: Database, saved: Saved): Saved {
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

export const eventRecord = (event: EventRow) => ({
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

export const announcementRecord = ({ id, eventId, topic, data }: Announcement) => ({
  id,
  event_id: eventId,
  topic,
  data,
});

export const habilitationRecord = (habilitation: HabilitationSnapshot) => ({
  id: habilitation.id,
  definition_version: habilitation.definitionVersion,
  terms_version: habilitation.termsVersion,
  answers: habilitation.answers,
  scopes: habilitation.scopes,
  technical_contact_email: habilitation.technicalContactEmail,
  valid_from: habilitation.validFrom,
  expires_at: habilitation.expiresAt,
});
