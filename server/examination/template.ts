/** What an applicant has changed of what their use case writes in advance. Pure. */
import type { Answer, Answers } from '../../catalogue/answers.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import { type Difference, same } from '../requests/view/differences.ts';

/**
 * @param answers as last submitted
 * @returns undefined where the use case writes nothing in advance; empty: all of it stands
 */
export function changesOfTemplate(
  definition: ApiDefinition,
  { stage, useCase }: { stage: string; useCase: string },
  answers: Answers,
): Difference[] | undefined {
  const chosen = definition.use_cases.find(({ id }) => id === useCase);
  if (!chosen) return undefined;
  const fields = fieldsOf(definition, stage);
  const scopesField = fields.find(({ kind }) => kind === 'scopes')?.id;
  const ticked = [...(chosen.scopes?.locked ?? []), ...(chosen.scopes?.chosen ?? [])];
  const written: Record<string, Answer> = {
    ...chosen.prefill,
    ...(scopesField && ticked.length > 0 && { [scopesField]: ticked }),
  };
  const asked = Object.entries(written).filter(([id]) => fields.some((field) => field.id === id));
  if (asked.length === 0) return undefined;
  return asked
    .filter(([id, before]) => !same(before, answers[id]))
    .map(([field, before]) => ({ field, before, after: answers[field] }));
}
