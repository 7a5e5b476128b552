/** What this browser remembers of a file, with its page's first API: its APIs, which leads, and which was shown. */
import type { Journey } from '../request/journey.ts';
import { recall, remember } from '../request/memory.ts';
import type { RequestFile } from './file.ts';

/** What this browser remembers of a file is kept with its page's first API. */
export const firstOf = ({ host }: Journey): string => host.api.split(' ')[0] as string;

export function keep({ outer, members, lead, shown }: RequestFile): void {
  const first = firstOf(outer);
  const apis = members.map(({ api }) => api);
  const named = outer.host.api;
  const several = apis[1] || named !== first;
  const kept = { apis: several ? apis : undefined, named, lead, shown: shown.api };
  // The element of that API keeps its own beside.
  const memory = members.find(({ api }) => api === first)?.element?.journey.memory ?? recall(first);
  remember(first, Object.assign(memory, kept));
}
