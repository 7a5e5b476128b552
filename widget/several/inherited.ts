/** Answers of one decision tree that need not be given again in another. Pure. */
import type { EligibilityAnswers } from '../../catalogue/answers.ts';
import type { EligibilityTree, Question } from '../../catalogue/definition.ts';
import { walk } from '../../catalogue/eligibility.ts';

/** Asked in the same words, with that answer to choose in both. */
const alike = (one: Question | undefined, other: Question | undefined, option: string): boolean =>
  !!one &&
  !!other &&
  one.label === other.label &&
  [one, other].every(({ options }) => options.some(({ id }) => id === option));

/** @returns the answers to a tree: its own, and those that another has to the same questions */
export function inherited(
  from: EligibilityTree,
  answers: EligibilityAnswers,
  to: EligibilityTree,
  own: EligibilityAnswers,
): EligibilityAnswers {
  const given = { ...own };
  const { asked } = walk(from, answers);
  for (;;) {
    const { question = '' } = walk(to, given);
    const option = answers[question] ?? '';
    if (!asked.includes(question) || !alike(from.questions[question], to.questions[question], option))
      return given;
    given[question] = option;
  }
}
