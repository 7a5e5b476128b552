/** The catalogue's checks, over what the form holds. Pure. */
import type { Answers, EligibilityAnswers } from '../../catalogue/answers.ts';
import { type AnswerProblem, checkAnswers } from '../../catalogue/checker.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { DocumentEntry } from '../drafts/documents.ts';
import { answersOf, type Values } from '../drafts/draft.ts';
import type { FieldProblem } from '../shared/problems.ts';
import type { Shown } from './fields/field.ts';
import type { FormWords } from './messages/index.ts';
import { TERMS } from './submission.ts';

/**
 * What the rules look at. Documents are what the server and this browser hold, never what a saved answer says: they
 * have a life of their own.
 */
export function contextOf(
  definition: ApiDefinition,
  stage: string,
  values: Values,
  documents: (field: string) => DocumentEntry[],
): AnswerContext {
  const answers: Answers = answersOf(values);
  for (const { id, kind } of fieldsOf(definition, stage)) {
    if (kind !== 'documents') continue;
    delete answers[id];
    const list = documents(id).map(({ id, name, size }) => ({ id, name, size }));
    if (list.length) answers[id] = list;
  }
  return {
    answers,
    eligibility: (values['@eligibility'] ?? {}) as EligibilityAnswers,
    use_case: (values['@use_case'] ?? '') as string,
  };
}

/** Problems in words. */
export function inWords(problems: AnswerProblem[], definition: ApiDefinition, words: FormWords): Shown[] {
  return problems.map((problem) => ({
    field: problem.field,
    part: problem.part,
    message: words.problem(
      problem,
      definition.steps.flatMap(({ fields }) => fields).find(({ id }) => id === problem.field),
    ),
  }));
}

/**
 * The errors still to show while somebody corrects: one that is gone disappears at once, one that changed says so, and
 * no new one appears before the next « Suivant ».
 */
export function stillWrong(shown: Shown[], now: Shown[]): Shown[] {
  const wrong = (error: Shown) =>
    now.filter(({ field, part }) => field === error.field && part === error.part);
  return shown
    .filter(
      ({ field, part }, index) =>
        shown.findIndex((other) => other.field === field && other.part === part) === index,
    )
    .flatMap(wrong);
}

/** Fields whose answers the server may never store as they are. */
export function unstorable(definition: ApiDefinition, stage: string, context: AnswerContext): Set<string> {
  return new Set(checkAnswers(definition, stage, context, { draft: true }).map(({ field }) => field));
}

/** A problem of the server: `answers.contact_technique.email` names a field and a part. */
export function shownOf({ field, message }: FieldProblem): Shown {
  const [id = '', part] = field.replace(/^answers\./, '').split('.');
  const own = id === 'terms_version' ? TERMS : ['siret', 'explanation', 'email'].includes(id) ? `@${id}` : id;
  return { field: own, message, ...(part && { part }) };
}
