/** The catalogue's checks, over what the form holds. Pure. */
import type { Answers } from '../../catalogue/answers.ts';

import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import type { AnswerProblem } from '../../catalogue/problems.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Attached } from '../drafts/documents.ts';
import { contextOf, keyOf, type Values } from '../drafts/draft.ts';
import type { FieldProblem } from '../shared/problems.ts';
import type { Wrong } from './errors.ts';

/**
 * What the rules look at. Documents are what the server and this browser hold, never what a saved answer says: they
 * have a life of their own.
 */
export function contextWith(fields: Field[], values: Values, documents: Attached[]): AnswerContext {
  const context = contextOf(values);
  const answers: Answers = context.answers;
  for (const { id, kind } of fields) {
    if (kind !== 'documents') continue;
    delete answers[id];
    const held = documents.filter(({ field }) => field === id);
    if (held[0]) answers[id] = held;
  }
  return context;
}

/** The id of the control that a problem is about. */
export const controlOf = ({ field, part }: AnswerProblem): string => (part ? `${field}-${part}` : field);

/** The field that a control belongs to. */
export const fieldOf = (definition: ApiDefinition, stage: string, id: string): Field | undefined =>
  fieldsOf(definition, stage).find((field) => id === field.id || id.startsWith(`${field.id}-`));

/** Links to fields by their labels. */
export const namesOf = (
  { definition, stage }: { definition: ApiDefinition; stage: string },
  ids: string[],
): Wrong[] => ids.map((id) => ({ id, message: fieldOf(definition, stage, id)?.label ?? '' }));

/**
 * The errors still to show while somebody corrects: one that is gone disappears at once, one that changed says so, and
 * no new one appears before the next « Suivant ».
 */
export const stillWrong = (shown: Wrong[], now: Wrong[]): Wrong[] =>
  now.filter(({ id }) => shown.some((error) => error.id === id));

/** A problem of the server, at its control. */
export const wrongOf = (problem: FieldProblem): Wrong => {
  const [, part] = problem.field.replace(/^answers\./, '').split('.');
  return { id: keyOf(problem) + (part ? `-${part}` : ''), message: problem.message };
};
