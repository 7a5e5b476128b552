/** Column shapes that every table shares. */
import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';

/** Primary key: a UUIDv7 made in the application, so that a row is named before it is written and rows sort by age. */
export const id = () => uuid('id').primaryKey().$defaultFn(newId);

/**
 * The integer that people and the DataPass API use (`D1042`, `H1042`). Never a key: numbers may have gaps.
 * « By default » because drizzle's `insert().select()` names every column, and has to ask the sequence itself.
 */
export const number = () =>
  bigint('number', { mode: 'number' }).generatedByDefaultAsIdentity({ startWith: 1000 });

/** An instant, UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date', precision: 3 });

export const createdAt = () => instant('created_at').notNull().defaultNow();

/** A new UUIDv7. */
export function newId(): string {
  return v7();
}
