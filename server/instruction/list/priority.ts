/** How pressing a request is, as the staff mark it: what the DGFiP's spreadsheet calls « Criticité ». */
import type { Actor } from '../../accounts/actor.ts';
import type { Services } from '../../services.ts';
import { instructionFlags } from './tables.ts';

/** From the least; the table holds the place in this list. */
export const priorities = ['normale', 'haute', 'urgente'] as const;
export type Priority = (typeof priorities)[number];

export const priorityAt = (place: number): Priority => priorities[place] ?? 'normale';

/** @param requestIds that the actor may instruct, as the caller has checked */
export async function setPriority(
  { database, now }: Pick<Services, 'database' | 'now'>,
  requestIds: string[],
  priority: Priority,
  actor: Pick<Actor, 'userId'>,
): Promise<void> {
  if (requestIds.length === 0) return;
  const mark = { priority: priorities.indexOf(priority), priorityBy: actor.userId, priorityAt: now() };
  await database
    .insert(instructionFlags)
    .values(requestIds.map((requestId) => ({ requestId, ...mark })))
    .onConflictDoUpdate({ target: instructionFlags.requestId, set: mark });
}
