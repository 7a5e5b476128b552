/** Whether what an instructor typed can be sent. Pure. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { storable } from '../../pages/form.ts';
import { parisDay } from '../../requests/dates.ts';
import type { RequestRow } from '../../requests/life/events.ts';
import { checkDecision, longestWords } from '../decision.ts';
import { type Decision, wordsOf } from './decisions.ts';
import { type Asked, askedOf, isLess, termsOf } from './granting.ts';
import type { DecisionForm } from './input.ts';

export type FormField =
  | 'fields'
  | 'category'
  | 'words'
  | 'scopes'
  | 'quota'
  | 'conditions'
  | 'urgent'
  | 'due';

export interface FormProblem {
  field: FormField;
  code:
    | 'required'
    | 'too_long'
    | 'wrong_character'
    | 'unknown'
    /** Words are needed because less is granted. */
    | 'less'
    /** Nothing of what was asked is granted. */
    | 'none'
    /** A day that is past, or no day. */
    | 'day'
    /** What the habilitation would rest on has ended. */
    | 'over'
    /** The holder has not been heard. */
    | 'hearing';
}

/** Days that a holder has to answer before a revocation (CRPA, L.121-1 leaves them to be reasonable). */
const hearingDays = 15;
/** Nobody is kept waiting longer than that. */
const longestHearing = 366;

/**
 * @param now to tell whether the day of a hearing is to come, or over
 * @param asked of several requests, where they are decided together
 */
export function checkForm(
  name: Decision,
  input: DecisionForm,
  definition: ApiDefinition,
  request: RequestRow,
  now: Date,
  asked: Asked = askedOf(definition, request),
): FormProblem[] {
  const problems: FormProblem[] =
    name === 'validate' || name === 'refuse' || name === 'request_changes'
      ? checkDecision(name, input, definition, request.stage)
      : wordsOf[name] === 'needed'
        ? neededWords(input.words)
        : [];
  if (name === 'validate') problems.push(...grantProblems(input, asked));
  if (name === 'announce_revocation' && !isHearing(input.due, now))
    problems.push({ field: 'due', code: 'day' });
  if (name === 'revoke' && !input.urgent && !isHeard(request, now)) {
    problems.push({ field: 'urgent', code: 'hearing' });
  }
  return problems;
}

/** Whether the holder has been heard, and the time for it is over. */
export function isHeard({ revocation }: Pick<RequestRow, 'revocation'>, now: Date): boolean {
  return revocation !== null && now >= new Date(revocation.due);
}

function isHearing(day: string, now: Date): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false;
  const noon = new Date(`${day}T12:00:00Z`);
  // « 31 February » is another day.
  if (Number.isNaN(noon.getTime()) || noon.toISOString().slice(0, 10) !== day) return false;
  const last = new Date(now);
  last.setUTCDate(last.getUTCDate() + longestHearing);
  return day > parisDay(now) && noon <= last;
}

function grantProblems(input: DecisionForm, asked: Asked): FormProblem[] {
  const problems = textProblems('conditions', input.conditions);
  const quotas = asked.quota ? [asked.quota.asked, ...asked.quota.lower] : [];
  if (input.scopes?.some((id) => !asked.scopes.includes(id))) {
    problems.push({ field: 'scopes', code: 'unknown' });
  } else if (input.scopes?.length === 0 && asked.scopes.length > 0) {
    problems.push({ field: 'scopes', code: 'none' });
  }
  if (input.quota && !quotas.some(({ id }) => id === input.quota)) {
    problems.push({ field: 'quota', code: 'unknown' });
  }
  if (input.words === '' && isLess(termsOf(asked, input))) problems.push({ field: 'words', code: 'less' });
  return problems;
}

const neededWords = (words: string): FormProblem[] =>
  words === '' ? [{ field: 'words', code: 'required' }] : textProblems('words', words);

function textProblems(field: FormField, text: string): FormProblem[] {
  if (text.length > longestWords) return [{ field, code: 'too_long' }];
  return storable(text) ? [] : [{ field, code: 'wrong_character' }];
}

/** The day proposed for the end of a hearing. */
export function hearingEnd(now: Date): string {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() + hearingDays);
  return parisDay(day);
}
