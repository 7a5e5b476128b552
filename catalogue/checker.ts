/**
 * The one checker of answers, with the server's authority: what may be stored at all, and then what a person may have
 * got wrong, which the browser has looked for already. It never changes an answer and never repeats one.
 */
import type { Person } from './answers.ts';
import type { AnswerContext } from './conditions.ts';
import type { ApiDefinition, Field } from './definition.ts';
import { emailKind } from './emails.ts';
import { isDay } from './forms.ts';
import { mistakesIn } from './mistakes.ts';
import { type AnswerProblem, type Refuse, refusing } from './problems.ts';
import { fieldsOf, stepsOf } from './steps.ts';
import { isStorable } from './storable.ts';
import './contacts.ts';
import './dates.ts';
import './questionnaire.ts';

export { pruned } from './mistakes.ts';
export type { AnswerProblem, ProblemCode } from './problems.ts';

export interface CheckOptions {
  /** Only the fields of this step. */
  step?: string;
  /** Only what may never be stored, however unfinished the form is. */
  draft?: boolean;
  /** Scopes already held, see `offeredScopes`. */
  held?: readonly string[];
}

/** In the order of the form. An empty list: nothing to correct. */
export function checkAnswers(
  definition: ApiDefinition,
  stageId: string,
  context: AnswerContext,
  { step, draft, held }: CheckOptions = {},
): AnswerProblem[] {
  const problems: AnswerProblem[] = [];
  if (!step) {
    const all = fieldsOf(definition, stageId);
    for (const field of Object.keys(context.answers)) {
      const known = all.some(({ id, kind }) => id === field && kind !== 'message');
      if (!known) refusing(problems, field)('unknown_field');
    }
  }
  if (!draft) {
    const mistakes = mistakesIn(
      definition,
      stageId,
      context,
      step,
      (field, answer, refuse, asked) =>
        isStorable(field, answer, refuse, definition, asked, held) && stands(field, answer, refuse),
    );
    return [...problems, ...mistakes];
  }
  for (const { id, fields } of stepsOf(definition, stageId)) {
    if (step && step !== id) continue;
    for (const field of fields) {
      const answer: unknown = context.answers[field.id];
      if (answer === undefined) continue;
      isStorable(field, answer, refusing(problems, field.id), definition, context, held);
    }
  }
  return problems;
}

/** What the server alone looks for in an answer that may be stored. */
function stands(field: Field, answer: unknown, refuse: Refuse): boolean {
  if (field.kind === 'date') return isDay((answer as string).trim()) || refuse('date');
  if (field.kind !== 'person' || !field.personal_email) return true;
  return emailKind((answer as Person).email) !== 'generic' || refuse('generic_email', undefined, 'email');
}
