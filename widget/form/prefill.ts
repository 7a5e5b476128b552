import type { Answers } from '../../catalogue/answers.ts';
import { isAnswered } from '../../catalogue/conditions.ts';
import type { UseCase } from '../../catalogue/definition.ts';
import { modelOf } from '../../catalogue/models.ts';
import { same } from '../drafts/same.ts';

/** Equal, in whatever order a list was ticked. */
export const alike = (one: unknown, other: unknown): boolean => same(sorted(one), sorted(other));

const sorted = (value: unknown): unknown => (Array.isArray(value) ? [...value].sort() : value);

/** What choosing a use case would change. */
export interface Prefill {
  /** Answers to write at once: the field is empty, or still holds the words of the previous model. */
  write: Answers;
  /** Fields that the previous model filled, that nobody changed, and that this one leaves open. */
  clear: string[];
  /** Fields where the person has typed: theirs, never overwritten without asking. */
  typed: string[];
}

/** Whether a field still says what its use case wrote: then it carries the model's tag. */
export const isPrefilled = (useCase: UseCase | undefined, field: string, answers: Answers): boolean => {
  const model = useCase ? modelOf(useCase) : {};
  return field in model && alike(model[field], answers[field]);
};

/** Plans the change from one use case to another; either may be none. */
export function planPrefill(
  chosen: UseCase | undefined,
  previous: UseCase | undefined,
  answers: Answers,
): Prefill {
  const plan: Prefill = { write: {}, clear: [], typed: [] };
  const prefill = chosen ? modelOf(chosen) : {};
  for (const field in prefill) {
    const value = prefill[field] as Answers[string];
    if (alike(answers[field], value)) continue;
    if (!isAnswered(answers[field]) || isPrefilled(previous, field, answers)) plan.write[field] = value;
    else plan.typed.push(field);
  }
  for (const field in previous && modelOf(previous)) {
    if (!(field in prefill) && isPrefilled(previous, field, answers)) plan.clear.push(field);
  }
  return plan;
}
