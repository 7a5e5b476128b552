/**
 * Who was asked to fill, confirm or comment what, and how they showed that it is them.
 * Purpose: to write to the invited person, and to show who did what. Retention: with the request; an invitation that
 * nobody opened goes 90 days after its end, codes and sessions when they run out (`upkeep.ts`).
 */
import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/tables.ts';
import { createdAt, id, instant } from '../database/columns.ts';
import { requests } from '../requests/tables.ts';

export const invitationKinds = ['fill', 'confirm', 'comment'] as const;

export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    kind: text('kind', { enum: invitationKinds }).notNull(),
    /** The one step that it shows; null for a comment, which is on the whole draft. */
    step: text('step'),
    /** As whom the person confirms: `delegue_protection_donnees`. */
    field: text('field'),
    /** Lower case. */
    email: text('email').notNull(),
    /** Of the mail: the inviter's. */
    language: text('language', { enum: ['fr', 'en'] }).notNull(),
    /** SHA-256 of the key in the link: a stolen table opens nothing. */
    keyHash: text('key_hash').notNull(),
    invitedBy: uuid('invited_by')
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    openedAt: instant('opened_at'),
    doneAt: instant('done_at'),
    doneBy: uuid('done_by').references(() => users.id),
    revokedAt: instant('revoked_at'),
    /** Codes typed wrong, in all: past a limit, no code is taken any more. */
    wrongCodes: integer('wrong_codes').notNull().default(0),
  },
  (t) => [
    index('invitations_by_request').on(t.requestId),
    index('invitations_by_inviter').on(t.invitedBy, t.createdAt),
    index('invitations_by_end').on(t.expiresAt),
  ],
);

/** Codes sent by mail, each good for one proof. */
export const invitationCodes = pgTable(
  'invitation_codes',
  {
    id: id(),
    invitationId: uuid('invitation_id')
      .notNull()
      .references(() => invitations.id, { onDelete: 'cascade' }),
    /** HMAC, keyed outside the database: six digits are guessed in no time. */
    codeHash: text('code_hash').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    tries: integer('tries').notNull().default(0),
    usedAt: instant('used_at'),
  },
  (t) => [index('invitation_codes_by_invitation').on(t.invitationId, t.createdAt)],
);

/** A browser that has shown a code: it may do what one invitation is for, and nothing else. */
export const invitationSessions = pgTable(
  'invitation_sessions',
  {
    /** SHA-256 of the cookie's value. */
    idHash: text('id_hash').primaryKey(),
    invitationId: uuid('invitation_id')
      .notNull()
      .references(() => invitations.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('invitation_sessions_by_invitation').on(t.invitationId)],
);
