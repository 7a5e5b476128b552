/** Documents that wait in this browser go to the server; the server checks them again. */
import type { Attached, Documents } from '../drafts/documents.ts';
import type { Session } from '../login/session-types.ts';
import { call } from '../shared/call.ts';
import type { ProblemError } from '../shared/problems.ts';

/**
 * Sends what waits, one after the other. A refused document goes, with the server's words beside its field; nothing
 * else is lost. @throws {ProblemError} when there is no session or no answer: the rest waits
 */
export async function send(
  documents: Documents,
  key: string,
  session: Session,
  request: string,
): Promise<void> {
  for (const waiting of documents.waiting) {
    const { id, field, name, file } = waiting as Required<Attached>;
    const replace = (by: Attached[]): void => {
      documents.list = documents.list.flatMap((other) => (other.id === id ? by : other));
      documents.changed();
    };
    replace([{ ...waiting, sending: true }]);
    try {
      const path = `/requests/${request}/documents/${field}?name=${encodeURIComponent(name)}`;
      const headers = { 'content-type': file.type || 'application/octet-stream' };
      const sent = await call<Attached>(session, path, { method: 'PUT', headers, body: file });
      replace([{ ...sent, field }]);
    } catch (error) {
      const { status, message } = error as ProblemError;
      if (!status || status === 401 || status === 429 || status > 499) {
        replace([waiting]);
        throw error;
      }
      documents.refused[field] = message;
      replace([]);
    }
    await documents.keep(key);
  }
}
