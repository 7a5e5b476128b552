/** What the forms of an examination send, and what is wrong with it. Pure. */
import { storable, typed } from '../pages/form.ts';

/** As `parseBody` gives it; whatever is missing or of another kind is empty. */
export type Form = Record<string, unknown>;

export type ProblemCode =
  | 'required'
  | 'too_long'
  | 'wrong_character'
  | 'unknown'
  | 'unknown_person'
  | 'own'
  | 'not_a_day'
  | 'past'
  | 'order';

export interface FormProblem {
  field: string;
  code: ProblemCode;
}

/** Characters of what is written in one box. */
export const longestWords = 5_000;

/** As it was typed. */
export const textIn = (form: Form, name: string): string => typed(form[name]);

export function listIn(form: Form, name: string): string[] {
  return [form[name]].flat().filter((value): value is string => typeof value === 'string' && value !== '');
}

/** The sequence of the act that the person had before them; 0: none. */
export function seenIn(form: Form): number {
  return Number.parseInt(textIn(form, 'seen'), 10) || 0;
}

export function wordsProblems(field: string, text: string, required: boolean): FormProblem[] {
  if (!storable(text)) return [{ field, code: 'wrong_character' }];
  if (text.length > longestWords) return [{ field, code: 'too_long' }];
  return text === '' && required ? [{ field, code: 'required' }] : [];
}

/** @param day `YYYY-MM-DD` @param from the first that is allowed */
export function dayProblems(field: string, day: string, from: string): FormProblem[] {
  if (day === '') return [{ field, code: 'required' }];
  const real = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T12:00:00Z`));
  // 31 February becomes a day of March.
  if (!real || new Date(`${day}T12:00:00Z`).toISOString().slice(0, 10) !== day) {
    return [{ field, code: 'not_a_day' }];
  }
  return day < from ? [{ field, code: 'past' }] : [];
}
