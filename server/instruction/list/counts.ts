/**
 * How many requests each tab holds, up to as many as a person counts: beyond, the number says « more than », and costs
 * no more than that many steps in an index however long the backlog is.
 */
import { and, type SQL, sql } from 'drizzle-orm';
import { inTab, type Reader, readable } from './conditions.ts';
import type { Tab } from './query.ts';
import { instructionEntries as entries } from './tables.ts';

export const counted = ['waiting', 'unseen', 'late', 'unread', 'opinions'] as const satisfies Tab[];

/** Above it a counter says « 99+ ». */
export const mostCounted = 99;

export type Counts = Record<(typeof counted)[number], number>;

/** @returns `mostCounted + 1` for more than that many */
export async function countTabs(reader: Reader): Promise<Counts> {
  const count = (condition: SQL | undefined) => {
    const few = reader.database
      .select({ one: sql`1` })
      .from(entries)
      .where(and(readable(reader), condition))
      .limit(mostCounted + 1);
    return sql<number>`(select count(*) from ${few} as few)`.mapWith(Number);
  };
  const each = Object.fromEntries(counted.map((tab) => [tab, count(inTab(tab, reader))]));
  const [counts] = await reader.database.select(each).from(sql`(select) as once`);
  return counts as Counts;
}
