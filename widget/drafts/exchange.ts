/** What a draft asks of the backend, in HTTP. What to do with the answers is for `autosave.ts` to say. */
import type { Session } from '../login/session-types.ts';
import type { RequestView } from '../shared/api-types.ts';
import { jsonOf } from '../shared/problems.ts';

/** Each rejects with a `ProblemError`: « unreachable » without an answer, `SignedOutError` without a session. */
export const readRequest = async (session: Session, id: string | undefined): Promise<RequestView> =>
  jsonOf(await session.fetch(`/requests/${id}`));

/**
 * @param view the request, in the version that the change was made on; none to create one
 * @param key Idempotency-Key: a second call with it gets the first one's answer
 * @param keepalive lets the call outlive the page
 */
export async function writeRequest(
  session: Session,
  view: RequestView | undefined,
  method: 'POST' | 'PATCH',
  path: '' | '/submit',
  body: unknown,
  key = '',
  keepalive = false,
): Promise<RequestView> {
  const headers = {
    'content-type': 'application/json',
    ...(view && { 'if-match': `"${view.version}"` }),
    ...(key && { 'idempotency-key': key }),
  };
  const address = `/requests${view ? `/${view.id}` : ''}${path}`;
  return jsonOf(await session.fetch(address, { method, keepalive, body: JSON.stringify(body), headers }));
}
