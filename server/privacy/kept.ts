/** What an erasure takes at once and what stays, why and until when: said before it is asked for, and after. Pure. */
import type { HeldRequest } from './held.ts';

export type Kept =
  /** Until `until`; undefined: it has not ended yet, and the time of the rule counts from its end. */
  | { what: 'file'; request: HeldRequest }
  /** A draft that others have written in: it is theirs too. */
  | { what: 'shared_draft'; request: HeldRequest }
  /** A role in a provider's team. */
  | { what: 'role' };

export interface Outcome {
  /** Drafts that go at once. */
  drafts: HeldRequest[];
  kept: Kept[];
}

export function outcomeOf(held: readonly HeldRequest[], roles: readonly string[]): Outcome {
  const own = (request: HeldRequest) => request.mine && !request.sent && request.alone;
  return {
    drafts: held.filter(own),
    kept: [
      ...(roles.length > 0 ? [{ what: 'role' as const }] : []),
      ...held
        .filter((request) => !own(request))
        .map((request) => ({ what: request.sent ? ('file' as const) : ('shared_draft' as const), request })),
    ],
  };
}
