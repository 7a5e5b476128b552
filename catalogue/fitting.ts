/** What of a request still fits when its definition has changed. */
import type { Answer, Answers } from './answers.ts';
import { checkAnswers } from './checker.ts';
import type { AnswerContext } from './conditions.ts';
import type { ApiDefinition } from './definition.ts';
import { onPath } from './eligibility.ts';
import { useCaseNamed } from './use-cases.ts';

/**
 * The answers that may be stored under this definition: of a list, the options and data that are still there. Answers
 * of the decision tree as far as they still lead somewhere; the use case if it is still there, under its present id.
 */
export function fitting(definition: ApiDefinition, stageId: string, before: AnswerContext): AnswerContext {
  const context = {
    eligibility: onPath(definition.eligibility, before.eligibility),
    use_case: useCaseNamed(definition, before.use_case)?.id ?? '',
  };
  const fits = (field: string, answer: Answer) => {
    const answers = { ...before.answers, [field]: answer };
    const problems = checkAnswers(definition, stageId, { ...context, answers }, { draft: true });
    return !problems.some((problem) => problem.field === field);
  };
  const answers: Answers = {};
  for (const [field, answer] of Object.entries(before.answers)) {
    if (fits(field, answer)) answers[field] = answer;
    else if (isTexts(answer)) {
      const kept = answer.filter((item) => fits(field, [item]));
      if (kept.length > 0) answers[field] = kept;
    }
  }
  return { ...context, answers };
}

const isTexts = (answer: Answer): answer is string[] =>
  Array.isArray(answer) && answer.every((item) => typeof item === 'string');
