/** The follow-up of one request on the test page. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { DatapassFollowUp } from '../../../widget/follow-up/follow-up.ts';
import '../../../widget/follow-up/follow-up.ts';
import type { RequestView } from '../../../widget/shared/api-types.ts';
import { type Backend, serveDefinition } from './backend.ts';
import { definition } from './harness.ts';

/** @param request « r1 », as the backend has it under the definition that it serves */
export async function openFollowUp(
  session: Backend,
  request: (served: ApiDefinition) => RequestView,
): Promise<DatapassFollowUp> {
  const served = await definition();
  serveDefinition(served);
  session.requests.set('r1', request(served));
  const element = document.createElement('datapass-follow-up');
  Object.assign(element, {
    ...{ requestId: 'r1', session, definition: served },
    ...{ language: 'fr', headingLevel: 2 },
  });
  document.body.append(element);
  return element;
}
