/** What a person may get wrong in a questionnaire. For the server, and for the chunk that shows such a field. */
import type { QuestionnaireAnswers } from './answers.ts';
import type { Field } from './definition.ts';
import { rules } from './mistakes.ts';
import type { Refuse } from './problems.ts';

rules.questionnaire = (
  { questions }: Extract<Field, { kind: 'questionnaire' }>,
  answers: QuestionnaireAnswers,
  refuse: Refuse,
): void => {
  for (const { id } of questions) if (!answers[id]?.trim()) refuse('required', undefined, id);
};
