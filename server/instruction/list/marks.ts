/** Requests of the list by their numbers, and the trace that an instructor has opened one. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Services } from '../../services.ts';
import { mostAtOnce, readNumbers } from './bulk.ts';
import { type Reader, readable } from './conditions.ts';
import { instructionEntries as entries, instructionFlags as flags } from './tables.ts';

/** @param numbers as boxes send them; those that the reader may not see are left out */
export function entriesByNumber(reader: Reader, numbers: readonly string[]) {
  const { requestId, providerId, api, scopeGroups } = entries;
  const wanted = readNumbers(numbers).slice(0, mostAtOnce);
  return reader.database
    .select({ requestId, providerId, api, scopeGroups })
    .from(entries)
    .where(and(readable(reader), inArray(entries.number, wanted)));
}

/** An instructor has opened it: it is no longer new to anybody. Written once for each time that it is sent. */
export async function markOpened(
  { database, now }: Pick<Services, 'database' | 'now'>,
  requestId: string,
): Promise<void> {
  const openedAt = now();
  const unseen = database
    .select({
      requestId: entries.requestId,
      priority: sql<number>`0`.as('priority'),
      priorityBy: sql<string>`null::uuid`.as('priority_by'),
      priorityAt: sql<Date>`null::timestamptz`.as('priority_at'),
      openedAt: sql<Date>`${openedAt.toISOString()}::timestamptz`.as('opened_at'),
    })
    .from(entries)
    .where(and(eq(entries.requestId, requestId), sql`${entries.unseen}`));
  await database
    .insert(flags)
    .select(unseen)
    .onConflictDoUpdate({ target: flags.requestId, set: { openedAt } });
}
