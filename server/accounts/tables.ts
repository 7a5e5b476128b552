/**
 * People who sign in, their sessions, and the OAuth server's state.
 * Retention: a person is kept while a request names them; sessions and OAuth rows are swept when they expire.
 */
import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant, number } from '../database/columns.ts';

export const users = pgTable(
  'users',
  {
    id: id(),
    number: number(),
    /** ProConnect's `sub`: stable per person and identity provider. E-mail is not (it may be given to somebody else). */
    subject: text('subject').notNull().unique(),
    email: text('email').notNull(),
    givenName: text('given_name').notNull(),
    familyName: text('family_name').notNull(),
    phone: text('phone').notNull().default(''),
    jobTitle: text('job_title').notNull().default(''),
    /** `provider:api:role`, with `*` for every API: `dgfip:impot-particulier:instructor`. */
    roles: text('roles').array().notNull().default([]),
    /** Kept out by an administrator, who says why; null: nobody. */
    bannedAt: instant('banned_at'),
    banReason: text('ban_reason').notNull().default(''),
    /** That our pages were last read in: mails are written in it (`language.ts`). */
    language: text('language', { enum: ['fr', 'en'] })
      .notNull()
      .default('fr'),
    createdAt: createdAt(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
  },
  (t) => [index('users_by_email').on(sql`lower(${t.email})`)],
);

/** A cookie session on our own pages; 12 hours at most. */
export const sessions = pgTable(
  'sessions',
  {
    /** SHA-256 of the cookie's value: a stolen table opens nothing. */
    idHash: text('id_hash').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    /** The organisation of this sign-in. */
    organisationId: uuid('organisation_id'),
    /** Level of the sign-in, as ProConnect's `acr`. */
    acr: text('acr').notNull().default(''),
    /** Kept for ProConnect's sign-out alone. */
    idToken: text('id_token').notNull(),
    userAgent: text('user_agent').notNull().default(''),
    /** Whom this administrator acts for (`acting.ts`), until when and why; null: nobody. */
    actingFor: uuid('acting_for').references(() => users.id, { onDelete: 'set null' }),
    actingUntil: instant('acting_until'),
    actingReason: text('acting_reason').notNull().default(''),
    createdAt: createdAt(),
    lastSeenAt: instant('last_seen_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('sessions_by_user').on(t.userId), index('sessions_by_end').on(t.expiresAt)],
);

/** Storage of `oidc-provider` (its `Adapter`): codes, tokens, grants, interactions, replay detection. */
export const oauthRecords = pgTable(
  'oauth_records',
  {
    model: text('model').notNull(),
    id: text('id').notNull(),
    payload: jsonb('payload').$type<Record<string, unknown>>().notNull(),
    grantId: text('grant_id'),
    uid: text('uid'),
    userCode: text('user_code'),
    consumedAt: instant('consumed_at'),
    expiresAt: instant('expires_at'),
  },
  (t) => [
    primaryKey({ columns: [t.model, t.id] }),
    index('oauth_records_by_grant').on(t.grantId),
    index('oauth_records_by_uid').on(t.uid),
    index('oauth_records_by_end').on(t.expiresAt),
  ],
);

/**
 * Proofs of key (DPoP) that calls of the API have used, so that none serves twice, whichever process it reaches. A table
 * of its own, of one index: every call of an element writes here, and among the tokens these rows would outnumber what
 * they stand beside by thousands. Swept when their nonce is long worthless.
 */
export const usedProofs = pgTable('used_proofs', {
  /** SHA-256 of the key's thumbprint and the proof's `jti`. */
  id: text('id').primaryKey(),
  expiresAt: instant('expires_at').notNull(),
});

/** Catalogue sites that embed the elements: public OAuth clients of ours. */
export const sites = pgTable('sites', {
  clientId: text('client_id').primaryKey(),
  name: text('name').notNull(),
  /** Origins allowed to call us (CORS) and to receive sign-in results. */
  origins: text('origins').array().notNull(),
  /** URLPattern path names where a sign-in may return, matched without query or fragment: `/*`. */
  paths: text('paths').array().notNull(),
  createdAt: createdAt(),
});

/** Our own secrets that all processes share: signing keys (JWK), cookie keys, the key of the event chain. */
export const keys = pgTable('keys', {
  id: text('id').primaryKey(),
  use: text('use', { enum: ['habilitation', 'oauth', 'cookies', 'audit'] }).notNull(),
  jwk: jsonb('jwk').$type<Record<string, unknown>>().notNull(),
  createdAt: createdAt(),
  retiredAt: instant('retired_at'),
});
