/**
 * The file of a request: the row that commands guard by its version, its events, what is still to be sent.
 * Retention: drafts 6 months after the last change, files and exchanges 36 months after the end (CRPA, decree 2019-31).
 */
import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { Answers, EligibilityAnswers } from '../../catalogue/answers.ts';
import { users } from '../accounts/tables.ts';
import { createdAt, id, instant, number } from '../database/columns.ts';
import { organisations } from '../organisations/tables.ts';

export const requestStates = [
  'draft',
  'submitted',
  'changes_requested',
  'validated',
  'refused',
  'revoked',
  'archived',
] as const;

/** Somebody said of a step that they know of it, or that it is right. */
export interface Confirmation {
  step: string;
  /** As whom they are named: `delegue_protection_donnees`; null for the step alone. */
  field: string | null;
  /** User id, and the name they gave. */
  by: string;
  person: string;
  /** Of what the step said then (`confirmations.ts`). */
  digest: string;
  at: string;
}

/** A colleague has asked to take the request over; done at `due` unless the applicant objects. */
export interface TakeOver {
  /** User id. */
  by: string;
  at: string;
  due: string;
}

/** Why a validated request is being asked for again: its answers change, or its habilitation ends. */
export const reopenings = ['update', 'renewal'] as const;

/** What became of the habilitation of a request, once there is one. */
export const holdings = ['active', 'suspended', 'ended'] as const;

/** A revocation that the holder is heard about first (CRPA, L.121-1): from `due` on it may be decided. */
export interface AnnouncedRevocation {
  /** User id. */
  by: string;
  at: string;
  due: string;
  reason: string;
}

/** One row per stage of a file: a row never changes its API or stage in place. */
export const requests = pgTable(
  'requests',
  {
    id: id(),
    number: number(),
    /** Joins the stages of one file, and the several APIs asked for together. */
    fileId: uuid('file_id').notNull(),
    parentId: uuid('parent_id'),
    /** The draft that this one is filled in with, which holds the answers in common; null once sent, or alone. */
    withId: uuid('with_id'),
    /**
     * Whether to look for others of the file: 0 for a request that was always alone, 1 for one that has joined another,
     * raised by one on the other each time. A command that concerns those who joined is guarded by it.
     */
    joined: integer('joined').notNull().default(0),
    providerId: text('provider_id').notNull(),
    api: text('api').notNull(),
    stage: text('stage', { enum: ['sandbox', 'production'] }).notNull(),
    definitionVersion: integer('definition_version').notNull(),
    useCase: text('use_case').notNull().default(''),
    organisationId: uuid('organisation_id')
      .notNull()
      .references(() => organisations.id),
    applicantId: uuid('applicant_id')
      .notNull()
      .references(() => users.id),
    state: text('state', { enum: requestStates }).notNull(),
    /** Raised by one at each command; the guard of every write, and the `ETag`. */
    version: integer('version').notNull(),
    /** Public title (`intitule`), copied from the answers for lists and search. */
    title: text('title').notNull().default(''),
    answers: jsonb('answers').$type<Answers>().notNull(),
    eligibility: jsonb('eligibility').$type<EligibilityAnswers>().notNull(),
    /** The applicant's words where the organisation's category disagrees with the declared profile. */
    eligibilityExplanation: text('eligibility_explanation').notNull().default(''),
    /** The answers as last submitted: what « changed since the last submission » compares with. */
    submittedAnswers: jsonb('submitted_answers').$type<Answers>(),
    previousAnswers: jsonb('previous_answers').$type<Answers>(),
    /**
     * Groups of the data last asked for, as roles on them begin: `api-particulier:cnaf`. The database derives them from
     * the answers and the definitions (migration `scope_groups`), so that a group named later counts for all requests.
     */
    scopeGroups: text('scope_groups').array().notNull().default([]),
    termsVersion: text('terms_version'),
    /** The instructor's words and fields of the last decision. */
    reason: text('reason').notNull().default(''),
    requestedFields: text('requested_fields').array().notNull().default([]),
    /** Who wrote each step last: step id → user id. */
    authorship: jsonb('authorship').$type<Record<string, string>>().notNull().default({}),
    /** E-mails of the people that the last submission names: they find the request when they sign in. */
    named: text('named').array().notNull().default([]),
    confirmations: jsonb('confirmations').$type<Confirmation[]>().notNull().default([]),
    takeOver: jsonb('take_over').$type<TakeOver>(),
    /** Null: never validated, or nothing is under way since. */
    reopening: text('reopening', { enum: reopenings }),
    reopenedAt: instant('reopened_at'),
    /** Null: no habilitation. `habilitations` has the whole of it. */
    held: text('held', { enum: holdings }),
    revocation: jsonb('revocation').$type<AnnouncedRevocation>(),
    /** User id of the first of two instructors, where an API wants two. */
    agreedBy: uuid('agreed_by'),
    /** Reminders sent since the last step: each is sent once. */
    reminded: text('reminded').array().notNull().default([]),
    /** The request that this one was copied from. */
    copyOf: uuid('copy_of'),
    /** Hash of the last event of the chain. */
    headHash: text('head_hash').notNull().default(''),
    /** Number of events, and the sequence of the last one. */
    eventCount: integer('event_count').notNull().default(0),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    firstSubmittedAt: instant('first_submitted_at'),
    lastSubmittedAt: instant('last_submitted_at'),
    decidedAt: instant('decided_at'),
  },
  (t) => [
    uniqueIndex('requests_by_number').on(t.number),
    // One request continues another, as long as something may come of it.
    uniqueIndex('requests_continued_once')
      .on(t.parentId, t.api, t.stage)
      .where(sql`${t.parentId} is not null and ${t.state} not in ('refused', 'revoked', 'archived')`),
    index('requests_by_file').on(t.fileId),
    uniqueIndex('requests_together_once').on(t.withId, t.api).where(sql`${t.withId} is not null`),
    index('requests_by_applicant').on(t.applicantId, t.api, t.id),
    index('requests_by_organisation').on(t.organisationId, t.api, t.id),
    index('requests_by_provider_state').on(t.providerId, t.state, t.lastSubmittedAt, t.id),
    index('requests_by_provider_submission')
      .on(t.providerId, t.lastSubmittedAt, t.id)
      .where(sql`${t.lastSubmittedAt} is not null`),
    index('requests_by_named').using('gin', t.named),
    index('requests_by_take_over').on(t.id).where(sql`${t.takeOver} is not null`),
    // By id, which is as old as the draft. By the last change, each save of a draft would write in every index anew;
    // as it is, none has a column that a save changes, and the new version stays on the row's page (« HOT »), where the
    // table's fill factor leaves room.
    index('requests_by_draft').on(t.id).where(sql`${t.state} = 'draft'`),
    // What the clock reminds of: again without a column that a save changes.
    index('requests_to_remind')
      .on(t.id)
      .where(
        sql`${t.state} = 'draft' and ${t.reopening} is null and ${t.withId} is null and ${t.reminded} = '{}'`,
      ),
    index('requests_by_round')
      .on(t.lastSubmittedAt, t.id)
      .where(sql`${t.state} in ('submitted', 'changes_requested')`),
  ],
);

/** What the life cycle asks of a row (`Standing` in `lifecycle.ts`). */
export const standing = {
  state: requests.state,
  reopening: requests.reopening,
  held: requests.held,
  revocation: requests.revocation,
  firstSubmittedAt: requests.firstSubmittedAt,
};

/**
 * What happened, in order; never changed. `body` is the stored text that the chain's HMAC is computed over; personal
 * data stand in it as salted digests, so that erasing a person leaves the chain verifiable.
 */
export const events = pgTable(
  'events',
  {
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    sequence: integer('sequence').notNull(),
    id: uuid('id').notNull(),
    number: bigint('number', { mode: 'number' }).generatedByDefaultAsIdentity({ startWith: 1000 }),
    name: text('name').notNull(),
    providerId: text('provider_id').notNull(),
    actorId: uuid('actor_id'),
    actorRole: text('actor_role').notNull(),
    at: instant('at').notNull(),
    body: text('body').notNull(),
    /** What may be erased: the words of a decision, the name of a file. Its digest stands in the body. */
    details: jsonb('details').$type<Record<string, string>>(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.sequence] }), uniqueIndex('events_by_id').on(t.id)],
);

/** Saved with the command, moved into the job queue by the relay: nothing is sent that was not saved. */
export const outbox = pgTable('outbox', {
  id: id(),
  requestId: uuid('request_id').notNull(),
  eventId: uuid('event_id').notNull(),
  /** The event's name: what the jobs decide on. */
  topic: text('topic').notNull(),
  data: jsonb('data').$type<Record<string, unknown>>().notNull(),
  createdAt: createdAt(),
});

/** One row, which a relay locks while it works: one at a time, so that each request's events keep their order. */
export const relayTurn = pgTable('relay_turn', {
  id: integer('id').primaryKey(),
  /** Of the last one that sent something. To the microsecond: it is compared with the dates of transactions. */
  takenAt: timestamp('taken_at', { withTimezone: true }).notNull().defaultNow(),
});

/** `Idempotency-Key`: same key and body, same answer; another body, 422. Kept 24 hours. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: uuid('user_id').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of method, path and body. */
    fingerprint: text('fingerprint').notNull(),
    requestId: uuid('request_id').notNull(),
    status: integer('status').notNull(),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.key] }), index('idempotency_keys_by_age').on(t.createdAt)],
);
