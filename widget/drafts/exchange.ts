/** The conversation with the backend about one request, in HTTP. What to do with the answers is `autosave.ts`. */
import type { Session } from '../login/session-types.ts';
import type { DocumentView, RequestView } from '../shared/api-types.ts';
import { jsonOf } from '../shared/problems.ts';

const path = (id: string) => `/requests/${encodeURIComponent(id)}`;
const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
const version = (view: RequestView) => ({ 'if-match': `"${view.version}"` });

/** Each rejects with a `ProblemError`: « unreachable » without an answer, `SignedOutError` without a session. */
export const read = async (session: Session, id: string): Promise<RequestView> =>
  jsonOf(await session.fetch(path(id)));

/** @param key Idempotency-Key: a second call with it answers the first one's request */
export const create = async (session: Session, body: unknown, key: string): Promise<RequestView> =>
  jsonOf(await session.fetch('/requests', { method: 'POST', ...json(body, { 'idempotency-key': key }) }));

/** @param keepalive lets the call outlive the page */
export const save = async (
  session: Session,
  view: RequestView,
  body: unknown,
  keepalive: boolean,
): Promise<RequestView> =>
  jsonOf(await session.fetch(path(view.id), { method: 'PATCH', keepalive, ...json(body, version(view)) }));

export const submit = async (
  session: Session,
  view: RequestView,
  body: { commitments: string[]; terms_version: string },
  key: string,
): Promise<RequestView> =>
  jsonOf(
    await session.fetch(`${path(view.id)}/submit`, {
      method: 'POST',
      ...json(body, { ...version(view), 'idempotency-key': key }),
    }),
  );

export const archive = async (session: Session, view: RequestView): Promise<RequestView> =>
  jsonOf(await session.fetch(`${path(view.id)}/archive`, { method: 'POST', headers: version(view) }));

export const upload = async (
  session: Session,
  id: string,
  field: string,
  name: string,
  file: Blob,
): Promise<DocumentView> => {
  const answer = await jsonOf<Omit<DocumentView, 'field'>>(
    await session.fetch(
      `${path(id)}/documents/${encodeURIComponent(field)}?name=${encodeURIComponent(name)}`,
      { method: 'PUT', headers: { 'content-type': file.type || 'application/pdf' }, body: file },
    ),
  );
  return { ...answer, field };
};

export const remove = async (session: Session, id: string, document: string): Promise<void> => {
  const answer = await session.fetch(`${path(id)}/documents/${encodeURIComponent(document)}`, {
    method: 'DELETE',
  });
  // Gone already is what was asked for.
  if (!answer.ok && answer.status !== 404) await jsonOf(answer);
};
