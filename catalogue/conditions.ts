/** Conditions written as data (`definition.ts`), decided over what the applicant has said so far. */
import type { Answer, Answers, EligibilityAnswers } from './answers.ts';
import type { Condition } from './definition.ts';

/** All that a condition may look at. */
export interface AnswerContext {
  answers: Answers;
  eligibility: EligibilityAnswers;
  /** Id of the use case chosen; empty while none is. */
  use_case: string;
  /** YYYY-MM-DD, for the rules on dates; the clock’s own day when absent. No condition looks at it. */
  today?: string;
}

/** An answer that says nothing counts as none: empty text, no option, no document, a person without any part. */
export function isAnswered(answer: Answer | undefined): boolean {
  if (typeof answer === 'string') return answer.trim() !== '';
  // Before it has been checked an answer may be anything, `null` among others.
  if (typeof answer === 'object' && answer) return Object.values(answer).some(Boolean);
  return answer !== undefined && answer !== false;
}

export function holds(condition: Condition, context: AnswerContext): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, context));
  if ('any' in condition) return condition.any.some((part) => holds(part, context));
  if ('not' in condition) return !holds(condition.not, context);
  if ('use_case' in condition) return condition.use_case.includes(context.use_case);
  if ('eligibility' in condition) return context.eligibility[condition.eligibility] === condition.equals;
  const answer = context.answers[condition.field];
  if ('equals' in condition) return answer === condition.equals;
  if ('above' in condition) return typeof answer === 'number' && answer > condition.above;
  if ('includes' in condition)
    return Array.isArray(answer) && (answer as unknown[]).includes(condition.includes);
  return isAnswered(answer) === condition.answered;
}

/** Whether a condition holds no more, whatever else is answered: the eligibility is known before the form is. */
export function excluded(condition: Condition, eligibility: EligibilityAnswers): boolean {
  const out = (part: Condition): boolean => excluded(part, eligibility);
  if ('all' in condition) return condition.all.some(out);
  return 'eligibility' in condition && eligibility[condition.eligibility] !== condition.equals;
}
