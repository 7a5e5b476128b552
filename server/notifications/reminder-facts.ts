/** What a reminder of the clock says besides the facts of its request: which one it is, and the day that counts. */
import { endOf } from '../clock/ending.ts';
import { archiveDays, type ReminderSort, sortOf } from '../clock/kinds.ts';
import { lastTime } from '../clock/store.ts';
import type { Database } from '../database/connection.ts';
import type { habilitations } from '../habilitations/tables.ts';
import { removalOf } from '../privacy/drafts.ts';
import { addDays, answerBy, daysBetween, endOfDay } from '../requests/dates.ts';
import type { RequestRow } from '../requests/life/events.ts';

export interface Reminder {
  sort: ReminderSort;
  /** The archives, the erasure, the refusal that silence means, the end; undefined for a draft to go on with. */
  until: Date | undefined;
  /** Whole days from the reminder to there. */
  left: number;
  /** What the provider asked for, in its words; empty where it waits for nothing. */
  asked: string;
}

type Held = Pick<typeof habilitations.$inferSelect, 'expiresAt' | 'prolonged' | 'questionnaireEndsAt'>;

/** @returns undefined for a kind that is not known any more: nobody is written to */
export async function reminderOf(
  database: Database,
  { kind, at }: { kind: string; at: Date },
  request: Pick<RequestRow, 'id' | 'state' | 'reason' | 'updatedAt' | 'lastSubmittedAt'>,
  held: Held | undefined,
): Promise<Reminder | undefined> {
  const sort = sortOf(kind);
  if (!sort) return undefined;
  const until = await dayOf(database, sort, at, request, held);
  const asked = request.state === 'changes_requested' ? request.reason : '';
  return { sort, until, left: until ? daysBetween(at, until) : 0, asked };
}

async function dayOf(
  database: Database,
  sort: ReminderSort,
  at: Date,
  {
    id,
    state,
    updatedAt,
    lastSubmittedAt,
  }: Pick<RequestRow, 'id' | 'state' | 'updatedAt' | 'lastSubmittedAt'>,
  held: Held | undefined,
): Promise<Date | undefined> {
  switch (sort) {
    case 'draft':
      return undefined;
    case 'draft-removal':
      return removalOf({ updatedAt }, at);
    case 'changes':
      return addDays(at, archiveDays);
    case 'deadline':
      return lastSubmittedAt ? endOfDay(answerBy(lastSubmittedAt)) : undefined;
    case 'questionnaire':
      return held?.questionnaireEndsAt ?? undefined;
    case 'end':
      return held?.expiresAt;
    case 'prolonged': {
      const changesAt = await lastTime(database, id, 'request_changes');
      return held && endOf(held, { state, changesAt });
    }
  }
}
