/**
 * Errors as clients see them: RFC 9457 problem details, with a stable `type`, words for a person, and the fields
 * concerned. Never the input itself.
 */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

export interface FieldProblem {
  /** Path of the field in what was sent: `answers.intitule`. */
  field: string;
  /** Stable code: `required`, `too_long`… */
  code: string;
  /** What to do, in the user's language. */
  message: string;
  /** The id of another request of the file, where several are sent together. */
  request?: string;
}

/** Thrown anywhere; turned into an answer once, in `app.ts`. */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: ContentfulStatusCode;
  /** Last part of `type`: `version-conflict`. */
  readonly code: string;
  readonly title: string;
  /** What to do next. */
  readonly detail: string;
  readonly extra: Record<string, unknown>;
  constructor(
    status: ContentfulStatusCode,
    code: string,
    title: string,
    detail: string,
    extra: { fields?: FieldProblem[]; [key: string]: unknown } = {},
  ) {
    super(`${status} ${code}`);
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.extra = extra;
  }
}

/** The answer to a client. */
export function problemResponse(c: Context, problem: Problem): Response {
  return c.body(
    JSON.stringify({
      type: `https://datapass.example/problems/${problem.code}`,
      title: problem.title,
      status: problem.status,
      detail: problem.detail,
      ...problem.extra,
    }),
    problem.status,
    { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
  );
}
