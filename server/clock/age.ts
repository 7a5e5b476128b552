/**
 * How long a request has been with its provider, round by round: it stops while the applicant has it. Pure. The legal
 * date and the target only warn: nothing is decided by silence here, whatever the law makes of it (CRPA, L.231-4).
 */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { addDays, answerBy, endOfDay } from '../requests/dates.ts';
import type { EventName } from '../requests/life/events.ts';
import { warningDays } from './kinds.ts';

export interface Round {
  from: Date;
  /** Undefined: the provider has it now. */
  to: Date | undefined;
  /** Whole days that the provider had it. */
  days: number;
}

const begins: readonly EventName[] = ['submit', 'renew'];
const ends: readonly EventName[] = [
  ...(['request_changes', 'refuse', 'validate', 'withdraw', 'cancel_reopening'] as const),
  ...(['archive', 'revoke', 'end'] as const),
];

const dayLength = 86_400_000;

/**
 * The rounds of the decision that is awaited, or was the last: those before an update or a renewal are another story.
 * @param history oldest first
 */
export function roundsOf(history: readonly { name: EventName; at: Date }[], now: Date): Round[] {
  const rounds: Round[] = [];
  let from: Date | undefined;
  const close = (to: Date | undefined) => {
    if (from)
      rounds.push({ from, to, days: Math.floor(((to ?? now).getTime() - from.getTime()) / dayLength) });
    from = undefined;
  };
  for (const { name, at } of history) {
    if (ends.includes(name)) close(at);
    if (name === 'reopen' || name === 'renew') rounds.length = 0;
    if (begins.includes(name)) from ??= at;
  }
  close(undefined);
  return rounds;
}

export interface Age {
  rounds: Round[];
  /** Of all rounds together. */
  days: number;
  target: number;
  /** The present round has lasted longer than the provider wants. */
  late: boolean;
  /** Of the present round: when silence becomes a refusal, and how near that is. Undefined between rounds. */
  legal: { day: string; state: 'far' | 'near' | 'over' } | undefined;
}

export function ageOf(
  { target_days: target }: Pick<ApiDefinition, 'target_days'>,
  history: readonly { name: EventName; at: Date }[],
  now: Date,
): Age {
  const rounds = roundsOf(history, now);
  const present = rounds.find(({ to }) => !to);
  return {
    rounds,
    days: rounds.reduce((sum, { days }) => sum + days, 0),
    target,
    late: present !== undefined && present.days > target,
    legal: present && legalOf(answerBy(present.from), now),
  };
}

function legalOf(day: string, now: Date): Age['legal'] {
  const end = endOfDay(day);
  return { day, state: now > end ? 'over' : now >= addDays(end, -warningDays) ? 'near' : 'far' };
}
