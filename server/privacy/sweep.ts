/** What the clock erases, every day. */
import { type DraftServices, sweepDrafts } from './drafts.ts';
import { sweepEnded } from './ended.ts';
import { sweepPeople } from './person.ts';

/** People last: what named them goes first. */
export async function sweepPersonalData(services: DraftServices): Promise<void> {
  await sweepDrafts(services);
  await sweepEnded(services);
  await sweepPeople(services);
}
