/** What has become of a request that has had its habilitation: read in its row and its history. Pure. */
import type { RequestView } from '../../http/api.ts';
import type { HistoryEntry } from '../view/history.ts';
import type { RequestRow } from './events.ts';

export type Aftermath = Pick<RequestView, 'reopening' | 'setback' | 'suspension' | 'revocation'>;

/** After these, what became of an earlier update is of no interest any more. */
const turns: readonly HistoryEntry['name'][] = ['validate', 'reopen', 'renew', 'refuse', 'cancel_reopening'];

export function aftermathOf(
  { state, reopening, held, revocation }: Pick<RequestRow, 'state' | 'reopening' | 'held' | 'revocation'>,
  history: readonly HistoryEntry[],
): Aftermath {
  const last = history.findLast(({ name }) => turns.includes(name));
  const begun = history.findLast(({ name }) => name === 'reopen' || name === 'renew');
  const ended = last?.name === 'refuse' || last?.name === 'cancel_reopening';
  return {
    reopening,
    setback:
      state === 'validated' && begun && last && ended
        ? {
            of: begun.name === 'renew' ? 'renewal' : 'update',
            how: last.name === 'refuse' ? 'refused' : 'given_up',
          }
        : null,
    suspension:
      held === 'suspended' ? (history.findLast(({ name }) => name === 'suspend')?.reason ?? '') : null,
    revocation: revocation && { reason: revocation.reason, due: revocation.due },
  };
}
