/** What a command writes beside the row, each a part of its one statement: nothing where the row was not written. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../database/connection.ts';
import { documents, documentTexts } from '../../documents/tables.ts';
import { habilitations } from '../../habilitations/tables.ts';
import type { EventRow } from '../life/chain.ts';
import type { HoldingChange } from '../life/holding.ts';
import { events, idempotencyKeys, outbox, requests } from '../tables.ts';

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
  /** Of one granted along, for another API: whose it is. */
  child?: { parentId: string; providerId: string; api: string; stage: string };
  definitionVersion: number;
  termsVersion: string;
  answers: object;
  scopes: string[];
  technicalContactEmail: string;
  quota: string;
  conditions: string;
  validFrom: Date;
  expiresAt: Date;
  questionnaireEndsAt: Date | null;
}

// biome-ignore lint/suspicious/noExplicitAny: the type of a CTE of every column is pages long and adds nothing here
export type Saved = any;

/** Of the row: what its events and entries repeat. All of it would carry the answers along. */
export const savedColumns = {
  id: requests.id,
  number: requests.number,
  version: requests.version,
  joined: requests.joined,
  scopeGroups: requests.scopeGroups,
  fileId: requests.fileId,
  providerId: requests.providerId,
  api: requests.api,
  stage: requests.stage,
  organisationId: requests.organisationId,
  updatedAt: requests.updatedAt,
};

/** @param place of the event among the command's, from 0: its values are `eventValues` */
export function happened(database: Database, saved: Saved, place: number): Saved {
  return database.$with(`happened_${place}`).as(
    database.insert(events).select(
      database
        .select({
          requestId: saved.id,
          sequence: named('sequence', sql`${value(`sequence_${place}`)}::int`),
          id: named('id', sql`${value(`event_${place}`)}::uuid`),
          // The builder names every column, so the identity's own sequence is asked by name.
          number: named('number', sql`nextval('events_number_seq')`),
          name: named('name', sql`${value(`name_${place}`)}::text`),
          providerId: saved.providerId,
          actorId: named('actor_id', sql`${value(`actor_${place}`)}::uuid`),
          actorRole: named('actor_role', sql`${value(`role_${place}`)}::text`),
          at: named('at', sql`${value(`at_${place}`)}::timestamptz`),
          body: named('body', sql`${value(`body_${place}`)}::text`),
          details: named('details', sql`${value(`details_${place}`)}::jsonb`),
          previousHash: named('previous_hash', sql`${value(`previous_${place}`)}::text`),
          hash: named('hash', sql`${value(`hash_${place}`)}::text`),
        })
        .from(saved),
    ),
  );
}

export const eventValues = (event: EventRow, place: number) => ({
  [`sequence_${place}`]: event.sequence,
  [`event_${place}`]: event.id,
  [`name_${place}`]: event.name,
  [`actor_${place}`]: event.actorId,
  [`role_${place}`]: event.actorRole,
  [`at_${place}`]: event.at.toISOString(),
  [`body_${place}`]: event.body,
  [`details_${place}`]: event.details && JSON.stringify(event.details),
  [`previous_${place}`]: event.previousHash,
  [`hash_${place}`]: event.hash,
});

/** @param place of the entry among the command's, from 0: its values are `announcementValues` */
export function announced(database: Database, saved: Saved, place: number): Saved {
  return database.$with(`announced_${place}`).as(
    database.insert(outbox).select(
      database
        .select({
          id: named('id', sql`${value(`entry_${place}`)}::uuid`),
          requestId: saved.id,
          eventId: named('event_id', sql`${value(`of_${place}`)}::uuid`),
          topic: named('topic', sql`${value(`topic_${place}`)}::text`),
          data: named('data', sql`${value(`data_${place}`)}::jsonb`),
          createdAt: saved.updatedAt,
        })
        .from(saved),
    ),
  );
}

export const announcementValues = ({ id, eventId, topic, data }: Announcement, place: number) => ({
  [`entry_${place}`]: id,
  [`of_${place}`]: eventId,
  [`topic_${place}`]: topic,
  [`data_${place}`]: JSON.stringify(data),
});

export function remembered(database: Database, saved: Saved): Saved {
  return database.$with('remembered').as(
    database.insert(idempotencyKeys).select(
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
    ),
  );
}

/** Not replaced, revoked or given up. */
const notEnded = inArray(habilitations.state, ['active', 'suspended']);

/**
 * What changes on the habilitation that the request holds. It is prolonged only before its end: a renewal sent later
 * finds it ended.
 */
export function holdingChanged(database: Database, change: HoldingChange): Saved {
  const columns = Object.keys(change) as (keyof HoldingChange)[];
  return database.$with('holding_changed').as(
    database
      .update(habilitations)
      .set(Object.fromEntries(columns.map((column) => [column, value(`holding_${column}`)])))
      .where(
        and(
          eq(habilitations.requestId, value('id')),
          sql`exists (select 1 from saved)`,
          notEnded,
          change.prolonged ? sql`${habilitations.expiresAt} > (select updated_at from saved)` : undefined,
        ),
      )
      .returning({ id: habilitations.id }),
  );
}

export const holdingValues = (change: HoldingChange) =>
  Object.fromEntries(Object.entries(change).map(([column, changed]) => [`holding_${column}`, changed]));

/** The documents that a restored habilitation refers to are attached again, and those attached since are not. */
export function documentsRestored(database: Database): Saved {
  const kept = sql`${documents.id} = any(${value('kept')}::uuid[])`;
  return database.$with('documents_restored').as(
    database
      .update(documents)
      .set({ removedAt: sql`case when ${kept} then null else (select updated_at from saved) end` })
      .where(
        and(
          eq(documents.requestId, value('id')),
          sql`exists (select 1 from saved)`,
          sql`${kept} = (${documents.removedAt} is not null)`,
        ),
      )
      .returning({ id: documents.id }),
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
          notEnded,
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
            parentId: named('parent_id', snapshot('parent_id')),
            providerId: named('provider_id', sql`coalesce(${snapshot('provider_id')}, ${saved.providerId})`),
            api: named('api', sql`coalesce(${snapshot('api')}, ${saved.api})`),
            stage: named('stage', sql`coalesce(${snapshot('stage')}, ${saved.stage})`),
            organisationId: saved.organisationId,
            state: named('state', sql`'active'`),
            definitionVersion: named('definition_version', snapshot('definition_version')),
            termsVersion: named('terms_version', snapshot('terms_version')),
            answers: named('answers', snapshot('answers')),
            scopes: named('scopes', snapshot('scopes')),
            technicalContactEmail: named('technical_contact_email', snapshot('technical_contact_email')),
            validFrom: named('valid_from', snapshot('valid_from')),
            expiresAt: named('expires_at', snapshot('expires_at')),
            endedAt: named('ended_at', sql`null::timestamptz`),
            questionnaireEndsAt: named('questionnaire_ends_at', snapshot('questionnaire_ends_at')),
            prolonged: named('prolonged', sql`false`),
            conditions: named('conditions', snapshot('conditions')),
            quota: named('quota', snapshot('quota')),
            createdAt: saved.updatedAt,
          })
          .from(saved)
          .innerJoin(
            sql`jsonb_to_recordset(${value('habilitations')}::jsonb) as snapshot(id uuid, parent_id uuid,
              provider_id text, api text, stage text, definition_version int,
              terms_version text, answers jsonb, scopes text[], technical_contact_email text, valid_from timestamptz,
              expires_at timestamptz, questionnaire_ends_at timestamptz, quota text, conditions text)`,
            sql`true`,
          ),
      )
      .returning({ id: habilitations.id }),
  );
}

const copies = () => sql`jsonb_to_recordset(${value('copies')}::jsonb) as copy(id uuid, source uuid)`;

/**
 * Documents of another request, attached to this one too: rows that refer to the same bytes. Those bytes stay while they
 * are copied, because what was submitted is kept with its request.
 */
export function attached(database: Database, saved: Saved): Saved {
  return database.$with('attached').as(
    database.insert(documents).select(
      database
        .select({
          id: named('id', sql`copy.id`),
          requestId: saved.id,
          field: documents.field,
          name: documents.name,
          mediaType: documents.mediaType,
          size: documents.size,
          sha256: documents.sha256,
          scan: documents.scan,
          scannedAt: documents.scannedAt,
          uploadedBy: documents.uploadedBy,
          createdAt: saved.updatedAt,
          removedAt: named('removed_at', sql`null::timestamptz`),
        })
        .from(saved)
        .innerJoin(copies(), sql`true`)
        .innerJoin(documents, sql`${documents.id} = copy.source`),
    ),
  );
}

/** What was read in them, and ticked. */
export function textsOfAttached(database: Database): Saved {
  return database.$with('texts_of_attached').as(
    database.insert(documentTexts).select(
      database
        .select({
          documentId: named('document_id', sql`copy.id`),
          status: documentTexts.status,
          failure: documentTexts.failure,
          pages: documentTexts.pages,
          pageCount: documentTexts.pageCount,
          ticked: documentTexts.ticked,
          createdAt: documentTexts.createdAt,
        })
        .from(documentTexts)
        .innerJoin(copies(), sql`${documentTexts.documentId} = copy.source`),
    ),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: what a CTE selects has no column type of its own
const named = (name: string, expression: SQL): SQL.Aliased<any> => expression.as(name);

export const habilitationRecord = (habilitation: HabilitationSnapshot) => ({
  id: habilitation.id,
  parent_id: habilitation.child?.parentId,
  provider_id: habilitation.child?.providerId,
  api: habilitation.child?.api,
  stage: habilitation.child?.stage,
  definition_version: habilitation.definitionVersion,
  terms_version: habilitation.termsVersion,
  answers: habilitation.answers,
  scopes: habilitation.scopes,
  technical_contact_email: habilitation.technicalContactEmail,
  valid_from: habilitation.validFrom,
  expires_at: habilitation.expiresAt,
  questionnaire_ends_at: habilitation.questionnaireEndsAt,
  quota: habilitation.quota,
  conditions: habilitation.conditions,
});
