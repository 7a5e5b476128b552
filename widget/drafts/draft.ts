/**
 * A draft, and the pure operations on it.
 *
 * All that can be saved is one flat map: answers under their field's id, the rest of the request under a key with
 * « @ », what stays in this browser (commitments ticked) under a key with « ! »; no field id starts so. What the server
 * holds has the same form: what differs from it is what is still to save, and one merge serves everything.
 */
import type { Answers, EligibilityAnswers } from '../../catalogue/answers.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { RequestView } from '../shared/api-types.ts';
import type { FieldProblem } from '../shared/problems.ts';
import { same } from './same.ts';

/** `undefined`: taken back. */
export type Values = Record<string, unknown>;

/** A draft as this browser keeps it. */
export interface Draft {
  /** When it last changed, milliseconds since 1970. */
  at: number;
  values: Values;
  /** What the server last acknowledged; of a draft that it does not have, what the draft started with. */
  base: Values;
  /** Idempotency keys, kept until the server has answered: a retry never makes a second request. */
  createKey: string;
  submitKey?: string | undefined;
}

/** The key of a draft: its API, its request on the server (or « new »), the person (none before sign-in). */
export const draftKey = (api: string, request = 'new', owner = ''): string =>
  `${api}/${request}/${owner.toLowerCase()}/`;

/** Of the values, those under these keys. */
const only = (values: Values, wanted: (key: string) => boolean): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => wanted(key)));

/** What conditions may look at. */
export const contextOf = (values: Values): AnswerContext => ({
  answers: only(values, (key) => !/^[@!]/.test(key) && values[key] !== undefined) as Answers,
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
  '@definition_version': view.definition_version,
});

/** The key that a problem of the server is about: `answers.contact_technique.email` names a field and a part. */
export function keyOf({ field }: Pick<FieldProblem, 'field'>): string {
  const [key = ''] = field.replace(/^answers\./, '').split('.');
  return /^(siret|explanation|use_case|eligibility|definition_version)$/.test(key) ? `@${key}` : key;
}

/** What the server does not have yet. @param base what it has */
export const unsaved = (values: Values, base: Values): Values => {
  const all = { ...base, ...values };
  for (const key in base) all[key] = values[key];
  return only(all, (key) => key[0] !== '!' && !same(values[key], base[key]));
};

/** Body of `POST /requests` and `PATCH /requests/:id`; an answer taken back is `null`. */
export function bodyOf(values: Values): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  const body: Record<string, unknown> = { answers };
  for (const key in values) {
    if (key[0] === '@') body[key.slice(1)] = values[key];
    else answers[key] = values[key] ?? null;
  }
  return body;
}

/**
 * Joins what this tab holds with a newer version of the server, key by key: what was typed here and not yet
 * acknowledged stays (nothing typed is lost), everything else follows the server.
 * @param base what the server held when the two sides last agreed
 */
export const merge = (base: Values, mine: Values, theirs: Values): Values => ({
  ...theirs,
  ...only(mine, (key) => key[0] === '!'),
  ...unsaved(mine, base),
});

/**
 * What the other side says of the keys that both have changed, differently: mine is kept, and the person is told.
 */
export const differing = (base: Values, mine: Values, theirs: Values): Values =>
  only(
    theirs,
    (key) => key in unsaved(mine, base) && !same(theirs[key], base[key]) && !same(theirs[key], mine[key]),
  );
