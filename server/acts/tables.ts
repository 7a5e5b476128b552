/**
 * What the people of providers and administrators do besides deciding, in chains that SQL cannot rewrite unseen.
 * Retention: about a request as its events, 36 months after its end; about a person as the account.
 */
import { integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from '../database/columns.ts';

/** The end of each chain of acts; locked by whoever adds to it, so that acts have one order. */
export const staffChains = pgTable('staff_chains', {
  /** The request that the acts are about; for an absence, the person. */
  id: uuid('id').primaryKey(),
  actCount: integer('act_count').notNull().default(0),
  headHash: text('head_hash').notNull().default(''),
});

/**
 * What was done, in order; never changed. What stands of a control, an opinion or a note is read from here, so that
 * the chain vouches for it: `body` is the stored text that its HMAC is computed over, words stand in it as digests.
 */
export const staffActs = pgTable(
  'staff_acts',
  {
    chainId: uuid('chain_id')
      .notNull()
      .references(() => staffChains.id),
    sequence: integer('sequence').notNull(),
    id: uuid('id').notNull(),
    name: text('name').notNull(),
    actorId: uuid('actor_id').notNull(),
    actorRole: text('actor_role').notNull(),
    at: instant('at').notNull(),
    body: text('body').notNull(),
    /** Words, which may be erased. */
    details: jsonb('details').$type<Record<string, string>>(),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.chainId, t.sequence] }), uniqueIndex('staff_acts_by_id').on(t.id)],
);
