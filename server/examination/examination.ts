/** What stands of the controls, opinions, notes and recommendations of a request, from its acts. Pure. */

import type { Act, ActName } from '../acts/facts.ts';
import type { RequestState } from '../requests/life/lifecycle.ts';

/** Of these requests nothing is to be done any more. */
export const over: RequestState[] = ['refused', 'revoked', 'archived'];

export interface Opinion {
  id: string;
  asked: Act<'ask_opinion'>;
  given: Act<'give_opinion'> | undefined;
}

export interface Recommendation {
  id: string;
  /** As it was last written. */
  said: Act<'recommend'>;
  committed: Act<'commit'> | undefined;
  /** The last word on whether it is done. */
  completed: Act<'complete'> | undefined;
  done: boolean;
}

export interface Examination {
  acts: Act[];
  /** In the order in which they were asked; those withdrawn unanswered are gone. */
  opinions: Opinion[];
  /** By planned day. */
  recommendations: Recommendation[];
  /** Newest first. */
  notes: Act<'note'>[];
  assignment: Act<'assign'> | undefined;
}

export function examinationOf(acts: Act[]): Examination {
  const opinions = subjects(acts, 'ask_opinion')
    .filter(({ subject }) => !last(acts, 'withdraw_opinion', subject))
    .map((asked) => ({ id: asked.subject, asked, given: last(acts, 'give_opinion', asked.subject) }));
  const recommendations = subjects(acts, 'recommend')
    .map((said) => {
      const completed = last(acts, 'complete', said.subject);
      const committed = last(acts, 'commit', said.subject);
      return { id: said.subject, said, committed, completed, done: completed?.facts.done ?? false };
    })
    .sort((a, b) => (a.said.facts.planned < b.said.facts.planned ? -1 : 1));
  const notes = subjects(acts, 'note')
    .filter(({ subject }) => !last(acts, 'remove_note', subject))
    .reverse();
  return { acts, opinions, recommendations, notes, assignment: last(acts, 'assign') };
}

/** The last act of a name, about one thing or about any. */
export function last<N extends ActName>(acts: Act[], name: N, subject?: string): Act<N> | undefined {
  return acts.findLast((act) => act.name === name && (subject === undefined || act.subject === subject)) as
    | Act<N>
    | undefined;
}

/** For each thing that was acted upon so, the last act, in the order of the first. */
function subjects<N extends ActName>(acts: Act[], name: N): Act<N>[] {
  const found = new Map<string, Act<N>>();
  for (const act of acts) if (act.name === name) found.set(act.subject, act as Act<N>);
  return [...found.values()];
}

/**
 * Whether it was said of answers that have been sent anew since: it stands, and is to be looked at again.
 */
export function isStale(act: Pick<Act, 'at'>, request: { lastSubmittedAt: Date | null }): boolean {
  return request.lastSubmittedAt !== null && act.at < request.lastSubmittedAt;
}
