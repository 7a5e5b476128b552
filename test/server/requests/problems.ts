/** What the server says no with, read by tests. */
import type { Answer } from './fixture.ts';

export interface ProblemBody {
  type: string;
  detail: string;
  fields?: { field: string; code: string; message: string; request?: string }[];
}

export const codeOf = (body: unknown): string | undefined => (body as ProblemBody).type?.split('/').at(-1);

/** « field code » of each, in order; undefined where the problem is of no field. */
export const fieldsOf = (body: unknown): string[] | undefined =>
  (body as ProblemBody).fields?.map(({ field, code }) => `${field} ${code}`);

/** A problem in short: status, code, and its fields. */
export const told = ({ status, body }: Answer<unknown>): unknown[] => [
  status,
  codeOf(body),
  ...(fieldsOf(body) ?? []),
];
