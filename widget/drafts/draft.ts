/**
 * A draft, and the pure operations on it.
 *
 * All that can be saved is one flat map: answers under their field's id, the rest of the request under a key with
 * « @ », what stays in this browser (commitments ticked) under a key with « ! »; no field id starts so. One merge, one
 * set of pending keys and one patch serve everything.
 */
import type { Answers, EligibilityAnswers } from '../../catalogue/answers.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { RequestView } from '../shared/api-types.ts';
import { same } from './same.ts';

/** `undefined`: taken back. */
export type Values = Record<string, unknown>;

/** A draft as this browser keeps it. */
export interface Draft {
  /** When it last changed, milliseconds since 1970. */
  at: number;
  /** The step last shown. */
  step: string;
  values: Values;
  /** What the server last acknowledged, to tell a change made elsewhere from one made here. */
  base: Values;
  /** Keys that the server has not acknowledged. */
  pending: Set<string>;
  /** Idempotency keys, kept until the server has answered: a retry never makes a second request. */
  createKey: string;
  submitKey?: string | undefined;
}

/** The key of a draft: its API, its request on the server (or « new »), the person (none before sign-in). */
export const draftKey = (api: string, request = 'new', owner = ''): string =>
  `${api}/${request}/${owner.toLowerCase()}/`;

/** The answers among the values. */
export const answersOf = (values: Values): Answers =>
  Object.fromEntries(
    Object.entries(values).filter(([key, value]) => !/^[@!]/.test(key) && value !== undefined),
  ) as Answers;

/** What conditions may look at. */
export const contextOf = (values: Values): AnswerContext => ({
  answers: answersOf(values),
  eligibility: (values['@eligibility'] ?? {}) as EligibilityAnswers,
  use_case: (values['@use_case'] ?? '') as string,
});

/** What the server holds of a request, in the same flat form. */
export const valuesOf = (view: RequestView): Values => ({
  ...view.answers,
  '@use_case': view.use_case,
  '@eligibility': view.eligibility,
  '@siret': view.organisation.siret,
  '@explanation': view.explanation ?? '',
});

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

/**
 * Keys still to save once the server has what was sent. What was typed since stays: an acknowledgement covers what was
 * sent, nothing more.
 */
export const stillPending = (pending: Iterable<string>, sent: Values, values: Values): Set<string> =>
  new Set([...pending].filter((key) => !(key in sent && same(sent[key], values[key]))));

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
  const values = { ...theirs };
  const differed: Values = {};
  for (const key in mine) if (key[0] === '!') values[key] = mine[key];
  for (const key of pending) {
    values[key] = mine[key];
    if (!same(theirs[key], base[key]) && !same(theirs[key], mine[key])) differed[key] = theirs[key];
  }
  return { values, differed };
}
