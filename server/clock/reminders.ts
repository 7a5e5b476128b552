/**
 * What the clock does about a request that waits: for its applicant, who is reminded and, where they never answer, whose
 * request goes to the archives; or for its provider, whose instructors are warned of the legal date. Pure.
 */
import { addDays, addMonths, answerBy, endOfDay } from '../requests/dates.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { archiveDays, draftDays, type ReminderKind, silenceMonths, sortOf, warningDays } from './kinds.ts';

export type ClockAct = { name: 'remind'; kind: ReminderKind } | { name: 'archive' } | { name: 'expire' };

export type Waiting = Pick<
  RequestRow,
  'state' | 'reopening' | 'withId' | 'updatedAt' | 'lastSubmittedAt' | 'reminded'
>;

/** The reminders of this round that were of an unanswered modification request. */
export const silencesOf = ({ reminded }: Pick<RequestRow, 'reminded'>): number =>
  reminded.filter((kind) => sortOf(kind) === 'changes').length;

/**
 * @param remindedAt when the last reminder of an unanswered modification request went; undefined: none did in this round
 * @returns undefined while there is nothing to do. An update is neither reminded of nor archived: its habilitation is in
 * force, and the notices of its end say what there is to do
 */
export function actOnWaiting(
  request: Waiting,
  remindedAt: Date | undefined,
  now: Date,
): ClockAct | undefined {
  const { state, reopening, withId, updatedAt, lastSubmittedAt, reminded } = request;
  switch (state) {
    case 'draft':
      // One that is filled in with another is sent with it: its applicant is written to once.
      if (reopening || withId || reminded.includes('draft')) return undefined;
      return now >= addDays(updatedAt, draftDays) ? { name: 'remind', kind: 'draft' } : undefined;
    case 'changes_requested': {
      if (reopening) return undefined;
      const silent = remindedAt !== undefined && updatedAt <= remindedAt;
      if (silent) return now >= addDays(remindedAt, archiveDays) ? { name: 'archive' } : undefined;
      if (now < addMonths(updatedAt, silenceMonths)) return undefined;
      // Whoever has worked on it since is reminded again before it goes.
      const before = silencesOf(request);
      return { name: 'remind', kind: before === 0 ? 'changes' : `changes-${before + 1}` };
    }
    case 'submitted': {
      if (!lastSubmittedAt || reminded.includes('deadline')) return undefined;
      const warning = addDays(endOfDay(answerBy(lastSubmittedAt)), -warningDays);
      return now >= warning ? { name: 'remind', kind: 'deadline' } : undefined;
    }
    default:
      return undefined;
  }
}
