/** What a draft tells the backend, in HTTP. What to do with the answers is for `autosave.ts` to say. */
import type { Session } from '../login/session-types.ts';
import type { RequestView } from '../shared/api-types.ts';
import { call } from '../shared/call.ts';

/**
 * @param view the request, in the version that the change was made on; none to create one
 * @param path after the request's own: `/submit`
 * @param key Idempotency-Key: a second call with it gets the first one's answer
 * @param keepalive lets the call outlive the page
 * @throws {ProblemError} « unreachable » without an answer, `SignedOutError` without a session
 */
export function write(
  session: Session,
  view: RequestView | undefined,
  method: string,
  path: string,
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
  return call(session, address, { method, keepalive, body: JSON.stringify(body), headers });
}
