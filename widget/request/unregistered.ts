/** What the owner of a site that nobody registered is told, once per page. A chunk of its own. */
import type { CurrentSite } from '../shared/api-types.ts';

let told = false;

/** @param base address of the backend */
export function tellOwner(base: string, { hosted_url }: CurrentSite): void {
  if (told) return;
  told = true;
  console.warn(
    `DataPass: ${location.origin} is not registered. Eligibility and badges work; the form is offered on ` +
      `${hosted_url} instead. To show it on this page, ask the operator of ${base} to ` +
      'register this origin and the paths of the pages that carry <datapass-request>.',
  );
}
