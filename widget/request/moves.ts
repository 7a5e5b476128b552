/** From one request to another, or to none. */
import type { Journey } from './journey.ts';
import type { Phase } from './memory.ts';

/** What a person who comes back needs. */
export const returning = (): Promise<typeof import('../requests/requests.ts')> =>
  import('../requests/requests.ts');

/** Leaves the request that is open for where one begins, or for the list of one's requests. */
export async function leave(journey: Journey, phase: Phase = 'eligibility'): Promise<void> {
  journey.requests = [];
  journey.notice = undefined;
  await journey.go(phase);
  // Not before: the form is still there while the list comes.
  journey.memory.request = journey.request = journey.step = undefined;
  journey.keep();
}

/** The form over an existing request. @param step where to open it */
export async function reopen(journey: Journey, id: string, step?: string): Promise<void> {
  await (await returning()).openRequest(journey, id).catch(() => false);
  journey.step = step;
  await journey.go('form');
}

/** A request of the list: a draft opens in the form, any other in the follow-up; none begins a new one. */
export async function open(journey: Journey, id?: string): Promise<void> {
  const draft = journey.requests.find((request) => request.id === id)?.state === 'draft';
  journey.request = journey.step = journey.notice = undefined;
  journey.requests = [];
  journey.memory.request = id;
  if (!id) return journey.go('eligibility');
  return draft ? reopen(journey, id) : journey.go('follow-up');
}
