/**
 * A draft as this browser keeps it, and the pure operations on it.
 *
 * All that can be saved is one flat map: answers under their field's id, the rest of the request under a key with
 * « @ », which no field id can have. So one merge, one list of pending keys and one patch serve everything.
 */
import type { Answers } from '../../catalogue/answers.ts';
import type { RequestView } from '../shared/api-types.ts';
import { same } from './same.ts';

/** Answers by field, then `@use_case`, `@eligibility`, `@siret` and `@explanation`. `undefined`: taken back. */
export type Values = Record<string, unknown>;

export interface Draft {
  /** See `draftKey`. */
  key: string;
  /** When it last changed, milliseconds since 1970. */
  at: number;
  stage: string;
  /** The step last shown. */
  step: string;
  values: Values;
  /** What the server last acknowledged, to tell a change made elsewhere from one made here. */
  base: Values;
  /** Keys that the server has not acknowledged. */
  pending: string[];
  /** Commitments ticked. They reach the server with the submission only. */
  commitments: string[];
  /** Idempotency keys, kept until the server has answered: a retry never makes a second request. */
  create_key: string;
  submit_key?: string | undefined;
  /** The request of the server that this draft has become. */
  request?: string | undefined;
}

/** The key of a draft: its API, its request on the server (or « new »), the person (none before sign-in). */
export function draftKey(api: string, request?: string, owner?: string): string {
  return [api, request ?? 'new', owner?.toLowerCase() ?? ''].join('/');
}

/** The answers among the values. */
export function answersOf(values: Values): Answers {
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => key[0] !== '@' && value !== undefined),
  ) as Answers;
}

/** What the server holds of a request, in the same flat form. */
export function valuesOf(view: RequestView): Values {
  return {
    ...view.answers,
    '@use_case': view.use_case,
    '@eligibility': view.eligibility,
    '@siret': view.organisation.siret,
    '@explanation': view.explanation,
  };
}

/** Body of `POST /requests` and `PATCH /requests/:id`: only these keys; an answer taken back is `null`. */
export function bodyOf(values: Values, keys: Iterable<string>): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  const body: Record<string, unknown> = {};
  for (const key of keys) {
    if (key[0] === '@') body[key.slice(1)] = values[key];
    else answers[key] = values[key] ?? null;
  }
  return Object.keys(answers).length ? { ...body, answers } : body;
}

/** What became of two versions of a draft. */
export interface Merged {
  /** What to go on with. */
  values: Values;
  /** What the other side says of the keys that both changed, differently: mine is kept, and the person is told. */
  differed: Values;
}

/**
 * Joins what this tab holds with a newer version of the server, key by key: what was typed here and not yet
 * acknowledged stays (nothing typed is lost), everything else follows the server.
 * @param base what the server held when the two sides last agreed
 */
export function merge(base: Values, mine: Values, theirs: Values, pending: Iterable<string>): Merged {
  const values: Values = { ...theirs };
  const differed: Values = {};
  for (const key of pending) {
    values[key] = mine[key];
    if (!same(theirs[key], base[key]) && !same(theirs[key], mine[key])) differed[key] = theirs[key];
  }
  return { values, differed };
}

/**
 * Joins this tab's draft with the copy that another tab may have written since: keys changed here since our last
 * write are ours, the others are the copy's.
 * @param written keys changed here since this tab last wrote
 * @param acknowledged keys that the server has since acknowledged
 */
export function joinCopy(
  stored: Draft | undefined,
  mine: Draft,
  written: ReadonlySet<string>,
  acknowledged: ReadonlySet<string>,
): Draft {
  if (!stored || stored.create_key !== mine.create_key) return mine;
  const values: Values = { ...mine.values };
  for (const key of stored.pending) if (!written.has(key)) values[key] = stored.values[key];
  const pending = new Set([...stored.pending.filter((key) => !acknowledged.has(key)), ...mine.pending]);
  return { ...mine, values, pending: [...pending] };
}
