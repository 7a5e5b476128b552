/**
 * What the list of requests is read from: one narrow row for each request that has been sent, the words that it is found
 * by, the marks that the staff put, and the views that each person keeps.
 *
 * `instruction_entries` and `search_words` hold no truth of their own. Triggers keep them (migrations
 * `instruction_list` and `unread_in_list`), because the list draws on requests, organisations, people, messages and marks at once, and none of the commands that write those
 * should have to think of it; `select instruction_list_rebuild()` makes them anew. Retention: as the request, by
 * `on delete cascade`; a word alone names nobody, and goes with the next rebuilding.
 */
import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { users } from '../../accounts/tables.ts';
import { createdAt, id, instant } from '../../database/columns.ts';
import { reopenings, requestStates, requests } from '../../requests/tables.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

const ofRequest = () =>
  uuid('request_id')
    .primaryKey()
    .references(() => requests.id, { onDelete: 'cascade' });

/** Every index ends by the order of the list, so that each filter alone is read in it, however many rows there are. */
export const instructionEntries = pgTable(
  'instruction_entries',
  {
    requestId: ofRequest(),
    number: bigint('number', { mode: 'number' }).notNull(),
    providerId: text('provider_id').notNull(),
    api: text('api').notNull(),
    stage: text('stage', { enum: ['sandbox', 'production'] }).notNull(),
    useCase: text('use_case').notNull(),
    state: text('state', { enum: requestStates }).notNull(),
    /** As submitted: what the applicant is typing since is theirs. */
    title: text('title').notNull(),
    organisationId: uuid('organisation_id').notNull(),
    /** INSEE codes. */
    department: text('department').notNull(),
    region: text('region').notNull(),
    lastSubmittedAt: instant('last_submitted_at').notNull(),
    reopening: text('reopening', { enum: reopenings }),
    /** Sent once more, and not decided yet. */
    updated: boolean('updated').notNull(),
    /** No instructor has opened it since it was sent. */
    unseen: boolean('unseen').notNull(),
    /** Another request of its file has changed an answer in common, and nothing has happened since. */
    told: boolean('told').notNull(),
    /** The applicant has written what nobody of the provider has read. */
    unread: boolean('unread').notNull().default(false),
    /** 0: normal. */
    priority: integer('priority').notNull(),
    assigneeId: uuid('assignee_id'),
    /** Groups of the data asked for: who has a role on one of them reads these requests alone. */
    scopeGroups: text('scope_groups').array().notNull().default([]),
    /** Normalised words (`search.ts`) of title, organisation, people, SIRET and number. */
    words: tsvector('words').notNull(),
  },
  (t) => {
    const place = [t.lastSubmittedAt, t.requestId] as const;
    return [
      uniqueIndex('instruction_entries_by_number').on(t.number),
      index('instruction_entries_by_submission').on(...place),
      index('instruction_entries_by_provider').on(t.providerId, ...place),
      index('instruction_entries_by_state').on(t.providerId, t.state, ...place),
      index('instruction_entries_by_api').on(t.providerId, t.api, ...place),
      index('instruction_entries_by_api_state').on(t.providerId, t.api, t.state, ...place),
      index('instruction_entries_by_use_case').on(t.providerId, t.useCase, ...place),
      index('instruction_entries_by_department').on(t.providerId, t.department, ...place),
      index('instruction_entries_by_region').on(t.providerId, t.region, ...place),
      index('instruction_entries_by_organisation').on(t.organisationId),
      // With who sees to it, so that those of one person, or of nobody, are counted without a look at each.
      index('instruction_entries_waiting')
        .on(t.providerId, t.api, ...place, t.assigneeId)
        .where(sql`${t.state} = 'submitted'`),
      index('instruction_entries_unseen')
        .on(...place)
        .where(sql`${t.unseen}`),
      index('instruction_entries_unseen_by_api')
        .on(t.providerId, t.api, ...place)
        .where(sql`${t.unseen}`),
      index('instruction_entries_updated')
        .on(...place)
        .where(sql`${t.updated}`),
      index('instruction_entries_reopened')
        .on(...place)
        .where(sql`${t.reopening} is not null`),
      index('instruction_entries_told')
        .on(...place)
        .where(sql`${t.told}`),
      index('instruction_entries_unread')
        .on(...place)
        .where(sql`${t.unread}`),
      index('instruction_entries_prior')
        .on(t.providerId, t.priority, ...place)
        .where(sql`${t.priority} > 0`),
      index('instruction_entries_assigned')
        .on(t.assigneeId, ...place)
        .where(sql`${t.assigneeId} is not null`),
      index('instruction_entries_assigned_state')
        .on(t.assigneeId, t.state, ...place)
        .where(sql`${t.assigneeId} is not null`),
      index('instruction_entries_by_scope_group').using('gin', t.scopeGroups).with({ fastupdate: false }),
      // Without the list of pending words, which each search would have to read through.
      index('instruction_entries_by_word').using('gin', t.words).with({ fastupdate: false }),
    ];
  },
);

/** Every word that some request is found by: those like a mistyped one are looked for here, not in all requests. */
export const searchWords = pgTable('search_words', { word: text('word').primaryKey() }, (t) => [
  index('search_words_alike').using('gin', sql`${t.word} gin_trgm_ops`),
]);

/** What the staff mark a request with, outside its life: no decision, and nothing that the applicant reads. */
export const instructionFlags = pgTable('instruction_flags', {
  requestId: ofRequest(),
  /** Index in `priorities` (`priority.ts`). */
  priority: integer('priority').notNull().default(0),
  priorityBy: uuid('priority_by').references(() => users.id, { onDelete: 'set null' }),
  priorityAt: instant('priority_at'),
  /** When an instructor has last opened it for the first time since it was sent. */
  openedAt: instant('opened_at'),
});

/** A list as somebody keeps it: a name, and what an address asks for. Retention: until its owner removes it. */
export const instructionViews = pgTable(
  'instruction_views',
  {
    id: id(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** Of an address of the list, as `writeListQuery` writes it, without a place in the list. */
    query: text('query').notNull(),
    createdAt: createdAt(),
  },
  (t) => [uniqueIndex('instruction_views_by_name').on(t.userId, t.name)],
);
