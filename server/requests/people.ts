/**
 * People change, requests stay: who is named in a request that has its habilitation is replaced without a new
 * instruction, and nothing else is (DataPass, « update_contacts »).
 */
import type { Answers } from '../../catalogue/answers.ts';
import { checkAnswers } from '../../catalogue/checker.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import { fieldsOf, isVisible } from '../../catalogue/steps.ts';
import type { Language } from '../http/language.ts';
import type { FieldProblem } from '../http/problem.ts';
import { answerFields, asAnswers } from './input.ts';
import type { Intent } from './life/commands.ts';
import { invalid, refused } from './problems.ts';
import { knownDefinition, type RequestServices } from './store/execute.ts';
import type { LoadedRequest } from './store/load.ts';
import { same } from './view/differences.ts';

/** Names somebody, or how to reach them. */
const isOfPeople = ({ kind }: Pick<Field, 'kind'>): boolean =>
  kind === 'person' || kind === 'email' || kind === 'phone';

/**
 * @param sent people by field, as a client sent them
 * @param context the form as it stands without them
 * @returns those that are not named already
 * @throws {Problem} 422 a field that names nobody, or is not asked; what the checker finds, also in those who stay: two
 * people may have to differ
 */
export function replacedPeople(
  definition: ApiDefinition,
  stage: string,
  sent: Record<string, unknown>,
  context: AnswerContext,
  language: Language,
): Answers {
  const fields = fieldsOf(definition, stage);
  const people = asAnswers(sent);
  const next = { ...context, answers: { ...context.answers, ...people } };
  const strangers = Object.keys(sent).flatMap((id): FieldProblem[] => {
    const field = fields.find((one) => one.id === id);
    if (field && isOfPeople(field) && isVisible(field, context)) return [];
    // The name of a field that does not exist is the client's own text.
    return [{ field: field ? `answers.${id}` : 'answers', code: 'no_person', message: noPerson[language] }];
  });
  if (strangers.length > 0) throw invalid(strangers, language);
  const ofPeople = fields.filter(isOfPeople).map(({ id }) => id);
  const problems = checkAnswers(definition, stage, next).filter(({ field }) => ofPeople.includes(field));
  if (problems.length > 0) throw invalid(answerFields(definition, stage, problems, language), language);
  return Object.fromEntries(
    Object.entries(people).filter(([id, person]) => !same(person, context.answers[id])),
  );
}

/** @throws {Problem} 409 those named are named already */
export async function peopleUpdate(
  services: Pick<RequestServices, 'catalogue' | 'database'>,
  { row }: LoadedRequest,
  sent: Record<string, unknown>,
  language: Language,
): Promise<Intent & { name: 'update_people' }> {
  const definition = await knownDefinition(services, row, language);
  const { submittedAnswers, eligibility, useCase } = row;
  const context = { answers: submittedAnswers ?? {}, eligibility, use_case: useCase };
  const answers = replacedPeople(definition, row.stage, sent, context, language);
  if (Object.keys(answers).length === 0) throw refused('nothing_changed', row.state, language);
  return { name: 'update_people', answers };
}

const noPerson: Record<Language, string> = {
  fr: 'Ici, seules les personnes nommées dans la demande se remplacent : pour le reste, mettez la demande à jour.',
  en: 'Here, only people whom the request names are replaced: for anything else, update the request.',
};
