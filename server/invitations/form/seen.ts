/**
 * What a guest's form showed, by field: only what they have changed themselves is written. An answer that somebody else
 * changed meanwhile, and that the guest left as it was shown, stays as it is now.
 */
import type { Answer, Answers } from '../../../catalogue/answers.ts';
import { isAnswered } from '../../../catalogue/conditions.ts';
import { answersDigest } from '../../requests/confirmations.ts';
import type { KeySource } from '../../secret.ts';
import { changesIn, type Typed } from './read.ts';

/** Name of the form's control that says what it showed. */
export const seenName = 'vu';

/** The value of that control: the personal data in it are not readable. */
export function seenMark(config: KeySource, fields: string[], answers: Answers): string {
  return fields.map((field) => `${field}:${digestOf(config, field, answers[field])}`).join(' ');
}

export interface OwnChanges {
  /** Null removes. */
  changes: Record<string, Answer | null>;
  /** Without what the guest left as it was shown and somebody else has changed. */
  typed: Typed;
  /** Somebody else has changed, to something else, what the guest changed too. */
  overtaken: boolean;
}

/** @param form with `seenMark` as it was when the page was made */
export function ownChanges(config: KeySource, form: FormData, typed: Typed, answers: Answers): OwnChanges {
  const seen = new Map(
    String(form.get(seenName) ?? '')
      .split(' ')
      .map((mark) => mark.split(':') as [string, string]),
  );
  const own: OwnChanges = { changes: changesIn(typed, answers), typed: { ...typed }, overtaken: false };
  for (const field of Object.keys(own.changes)) {
    const shown = seen.get(field);
    if (shown === digestOf(config, field, answers[field])) continue;
    if (shown === digestOf(config, field, typed[field])) {
      delete own.changes[field];
      delete own.typed[field];
    } else own.overtaken = true;
  }
  return own;
}

/** Whether somebody has written one of these answers between two readings. */
export const movedBetween = (fields: string[], before: Answers, after: Answers): boolean =>
  Object.keys(changesIn(Object.fromEntries(fields.map((id) => [id, before[id]])), after)).length > 0;

function digestOf(config: KeySource, field: string, answer: unknown): string {
  const stands = answer !== undefined && answer !== null && isAnswered(answer as Answer);
  return answersDigest(config, [field], stands ? { [field]: answer as Answer } : {});
}
