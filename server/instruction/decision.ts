/** The three decisions on what was submitted: what an instructor typed, and whether it can be sent. Pure. */
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { stepsOf } from '../../catalogue/steps.ts';
import { storable, typed } from '../pages/form.ts';
import { longestReason } from '../requests/life/commands.ts';
import { grantsHabilitation } from '../requests/life/grants.ts';

type DecisionName = 'request_changes' | 'refuse' | 'validate';

export interface DecisionInput {
  /** Lines of history that the instructor had before them: later ones happened meanwhile. */
  seen: number;
  /** Fields, or steps, to come back to. */
  fields: string[];
  /** Id of one of the API's `refusal_reasons`. */
  category: string;
  /** Reason, or message of a validation. */
  words: string;
}

type DecisionField = 'fields' | 'category' | 'words';

interface DecisionProblem {
  field: DecisionField;
  code: 'required' | 'too_long' | 'wrong_character' | 'unknown';
}

/** What a form sent; whatever is missing or of another kind is empty. */
export function readDecision(form: Record<string, unknown>): DecisionInput {
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const list = Array.isArray(form.fields) ? form.fields : [form.fields];
  return {
    seen: Number.parseInt(text(form.seen), 10) || 0,
    fields: list.map(text).filter(Boolean),
    category: text(form.category),
    words: typed(form.words),
  };
}

/** Longest words, in characters: the chosen ground of refusal is written before them. */
export const longestWords = longestReason - 500;

export function checkDecision(
  name: DecisionName,
  input: DecisionInput,
  definition: ApiDefinition,
  stage: string,
): DecisionProblem[] {
  const problems: DecisionProblem[] = [];
  const { words } = input;
  const reasons = definition.refusal_reasons;
  if (name === 'refuse' && reasons.length > 0 && !reasons.some(({ id }) => id === input.category)) {
    problems.push({ field: 'category', code: 'required' });
  }
  if (name === 'request_changes') {
    const steps = stepsOf(definition, stage);
    const known = new Set(steps.flatMap((step) => [step.id, ...step.fields.map((field) => field.id)]));
    if (!input.fields.every((id) => known.has(id))) problems.push({ field: 'fields', code: 'unknown' });
  }
  // Where a validation is an answer, the words are that answer.
  const silent = name === 'validate' && grantsHabilitation(definition, stage);
  if (words === '' && !silent) problems.push({ field: 'words', code: 'required' });
  else if (words.length > longestWords) problems.push({ field: 'words', code: 'too_long' });
  // PostgreSQL stores no NUL; a person cannot see it.
  else if (!storable(words)) problems.push({ field: 'words', code: 'wrong_character' });
  return problems;
}

/** What is sent and kept: the chosen ground, then the instructor's words. */
export function reasonText(input: DecisionInput, definition: ApiDefinition): string {
  const ground = definition.refusal_reasons.find(({ id }) => id === input.category)?.label;
  return ground ? `${ground}\n\n${input.words}` : input.words;
}
