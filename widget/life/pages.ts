/** What asks more than a word: renewing as it is, replacing people. A chunk of its own, loaded when it is asked for. */
import type { RequestView } from '../shared/api-types.ts';
import type { Page, PageHost } from './life.ts';
import { Renewal } from './renewal.ts';
import { Replacing } from './replacing.ts';
import { Sheet } from './sheet.ts';

/** @param renews under the form and the terms of today; people are those of the form that was filled in */
export async function openPage(host: PageHost, renews: boolean): Promise<Page> {
  const { place } = host;
  const view = place.view as RequestView;
  const [definition, { teach }] = await Promise.all([
    place.session.client.definition(view.api, place.language, renews ? undefined : view.definition_version),
    import('../form/kinds/kinds.ts'),
  ]);
  const sheet = new Sheet(place, definition, view);
  teach(sheet);
  return renews ? new Renewal(host, sheet) : new Replacing(host, sheet);
}
