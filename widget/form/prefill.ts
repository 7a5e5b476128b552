import type { Answer, Answers } from '../../catalogue/answers.ts';
import type { UseCase } from '../../catalogue/definition.ts';
import { same } from '../drafts/same.ts';

/** What choosing a use case would change. */
export interface Prefill {
  /** Answers to write at once: the field is empty, or still holds the words of the previous model. */
  write: Answers;
  /** Fields that the previous model filled, that nobody changed, and that this one leaves open. */
  clear: string[];
  /** Fields where the person has typed: theirs, never overwritten without asking. */
  typed: string[];
}

/** Whether an answer holds nothing yet. */
export function isEmpty(answer: Answer | undefined): boolean {
  if (answer === undefined || answer === false) return true;
  if (typeof answer === 'string') return !answer.trim();
  if (typeof answer === 'object') return Object.values(answer).every((value) => value === '');
  return false;
}

/** Whether a field still says what its use case wrote: then it carries the model's tag. */
export function isPrefilled(useCase: UseCase | undefined, field: string, answers: Answers): boolean {
  return !!useCase && field in useCase.prefill && same(useCase.prefill[field], answers[field]);
}

/** Plans the change from one use case (or none) to another. */
export function planPrefill(chosen: UseCase, previous: UseCase | undefined, answers: Answers): Prefill {
  const plan: Prefill = { write: {}, clear: [], typed: [] };
  for (const [field, value] of Object.entries(chosen.prefill)) {
    if (same(answers[field], value)) continue;
    if (isEmpty(answers[field]) || isPrefilled(previous, field, answers)) plan.write[field] = value;
    else plan.typed.push(field);
  }
  for (const field of Object.keys(previous?.prefill ?? {})) {
    if (!(field in chosen.prefill) && isPrefilled(previous, field, answers)) plan.clear.push(field);
  }
  return plan;
}
