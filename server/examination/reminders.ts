/** Reminds applicants of what they have been recommended, until it is done. Runs daily; twice does the same as once. */
import { eq, lte } from 'drizzle-orm';
import { type ActServices, announce } from '../acts/acts.ts';
import { newId } from '../database/columns.ts';
import { parisDay } from '../requests/dates.ts';
import { awaited } from './tables.ts';
import { examinationTopics } from './topics.ts';

/** Days before the planned one on which a reminder goes; after it, one goes every `every` days. */
const before = [30, 7, 0];
const every = 30;

const dayLength = 24 * 3_600_000;

/**
 * The next day to remind of what is planned for a day, after today.
 * @param planned `YYYY-MM-DD`, as is `today`
 */
export function nextReminder(planned: string, today: string): string {
  const end = at(planned);
  const coming = before.map((days) => dayOf(end - days * dayLength)).find((day) => day > today);
  if (coming) return coming;
  const late = Math.floor((at(today) - end) / (every * dayLength)) + 1;
  return dayOf(end + late * every * dayLength);
}

/** Noon, UTC: no change of the clocks moves the day. */
const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** One mail per request, of all that is still to be done there. */
export async function remindOfRecommendations({ database, now, bell }: ActServices): Promise<void> {
  const today = parisDay(now());
  await database.transaction(async (transaction) => {
    const due = await transaction
      .select()
      .from(awaited)
      .where(lte(awaited.remindDay, today))
      .for('update', { skipLocked: true });
    for (const { id, plannedDay } of due) {
      const remindDay = nextReminder(plannedDay ?? today, today);
      await transaction.update(awaited).set({ remindDay }).where(eq(awaited.id, id));
    }
    for (const requestId of new Set(due.map((row) => row.requestId))) {
      await announce(transaction, requestId, newId(), examinationTopics.reminder);
    }
  });
  bell.ring();
}
