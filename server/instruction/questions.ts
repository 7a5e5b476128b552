/** A questionnaire as a person reads it. Pure. */
import type { QuestionnaireAnswers } from '../../catalogue/answers.ts';
import type { Field } from '../../catalogue/definition.ts';

/** Each short question with its answer in words; empty while unanswered. */
export function questionsOf(
  { questions }: Extract<Field, { kind: 'questionnaire' }>,
  answers: QuestionnaireAnswers,
): { label: string; text: string }[] {
  return questions.map(({ id, label, options }) => ({
    label,
    text: options?.find((option) => option.id === answers[id])?.label ?? answers[id] ?? '',
  }));
}
