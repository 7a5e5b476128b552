/** What can go wrong between the element and the backend, as errors that carry words for a person. */

/** One field of a problem: `field` is a path in what was sent (`answers.intitule`). */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
  /** Of another request, where several were sent at once. */
  request?: string;
}

/** The members of a problem (RFC 9457) that the element reads. `version`: of a version conflict (412). */
export interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  fields?: FieldProblem[];
  version?: number;
}

/**
 * An answer of the backend that is not a success, or no answer at all (`status` 0, `code` « unreachable »).
 * `message` is what to tell the person, in their language; empty when the backend did not answer in words.
 */
export class ProblemError extends Error {
  declare readonly status: number;
  /** Last part of the problem's `type`: `version-conflict`, `answers-not-ready`… */
  declare readonly code: string;
  declare readonly body: ProblemBody;
  constructor(status: number, body: ProblemBody = {}, code = body.type?.split('/').pop() ?? `${status}`) {
    super(body.detail ?? body.title ?? '');
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

/** The session has ended and could not be renewed: keep what was typed, offer to sign in again. */
export class SignedOutError extends ProblemError {
  constructor() {
    super(401, {}, 'signed-out');
  }
}

/** No answer: the network or the backend is away. Nothing was necessarily refused; the same call may be made again. */
export const unreachable = (): ProblemError => new ProblemError(0, {}, 'unreachable');

/** The JSON of a successful answer. @throws {ProblemError} for any other answer. */
export async function jsonOf<T>(response: Response): Promise<T> {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new ProblemError(response.status, body as ProblemBody);
  return body as T;
}
