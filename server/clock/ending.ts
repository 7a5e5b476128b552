/** When a habilitation ends as things stand, and what is told of it beforehand. Pure. */
import type { habilitations } from '../habilitations/tables.ts';
import { addMonths, daysBetween } from '../requests/dates.ts';
import type { RequestRow } from '../requests/life/events.ts';
import { endDays, prolongedDays, questionnaireMonths } from './kinds.ts';
import type { ClockAct } from './reminders.ts';

/**
 * Months that a renewal sent in time keeps a habilitation past its end while its applicant has it: as long as the law
 * gives the provider (CRPA, L.231-4). While the provider has it, it is kept until the decision.
 */
export const renewalMonths = 2;

export type Holding = Pick<
  typeof habilitations.$inferSelect,
  'state' | 'expiresAt' | 'prolonged' | 'questionnaireEndsAt'
>;

export interface Situation extends Pick<RequestRow, 'state' | 'reminded'> {
  /** When the provider last asked for changes; undefined where it does not wait for any. */
  changesAt?: Date | undefined;
}

/** @returns undefined: not before a renewal is decided */
export function endOf(
  { expiresAt, prolonged }: Pick<Holding, 'expiresAt' | 'prolonged'>,
  { state, changesAt }: Pick<Situation, 'state' | 'changesAt'>,
): Date | undefined {
  if (!prolonged) return expiresAt;
  if (state === 'submitted') return undefined;
  const bound = changesAt ? addMonths(changesAt, renewalMonths) : expiresAt;
  return bound > expiresAt ? bound : expiresAt;
}

/**
 * The end, or the one notice that is due: days that nobody looked at are not made up for, and a clock that is put back
 * tells nothing twice. A habilitation that is suspended cannot be renewed: it ends without notice.
 */
export function actOnEnd(holding: Holding, situation: Situation, now: Date): ClockAct | undefined {
  const end = endOf(holding, situation);
  if (!end) return undefined;
  if (end <= now) return { name: 'expire' };
  if (holding.state !== 'active') return undefined;
  const left = daysBetween(now, end);
  if (holding.prolonged) {
    const days = nearest(prolongedDays, 'prolonged', left, situation);
    return days === undefined ? undefined : { name: 'remind', kind: `prolonged-${days}` };
  }
  const days = nearest(endDays, 'end', left, situation);
  return days === undefined ? undefined : { name: 'remind', kind: `end-${days}` };
}

/** The shortest notice that so many days still allow; undefined where it was sent, or a later one. */
function nearest<T extends number>(
  notices: readonly T[],
  sort: string,
  left: number,
  { reminded }: Pick<Situation, 'reminded'>,
): T | undefined {
  const due = notices.filter((days) => days >= left).at(-1);
  const sent = notices.filter((days) => reminded.includes(`${sort}-${days}`));
  return due === undefined || sent.some((days) => days <= due) ? undefined : due;
}

/** A publisher is told that the questionnaire which its clients rest on ends: theirs end with it. */
export function actOnQuestionnaire(
  { state, questionnaireEndsAt: end }: Holding,
  { reminded }: Pick<Situation, 'reminded'>,
  now: Date,
): ClockAct | undefined {
  if (state !== 'active' || !end || end <= now || reminded.includes('questionnaire')) return undefined;
  return now >= addMonths(end, -questionnaireMonths) ? { name: 'remind', kind: 'questionnaire' } : undefined;
}
