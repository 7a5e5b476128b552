/** What clients send, by shape (valibot) and then by the definition (the catalogue's checker). Never echoed. */
import * as v from 'valibot';
import type { Answer, Answers } from '../../catalogue/answers.ts';
import { type AnswerProblem, checkAnswers } from '../../catalogue/checker.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { messageFor } from '../../catalogue/messages/index.ts';
import { hasPath, isPathAnswer } from '../../catalogue/paths.ts';
import { fieldsOf, stepOfField } from '../../catalogue/steps.ts';
import type { Language } from '../http/language.ts';
import type { FieldProblem } from '../http/problem.ts';
import { longestExplanation } from './checks.ts';
import { invalid } from './problems.ts';

const Short = v.pipe(v.string(), v.maxLength(100));
const Explanation = v.pipe(v.string(), v.maxLength(longestExplanation));
const Eligibility = v.record(Short, Short);
const Version = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1));

/** `POST /requests` */
export const Creation = v.object({
  api: Short,
  stage: v.picklist(['sandbox', 'production']),
  use_case: v.nullish(Short, ''),
  eligibility: v.optional(Eligibility, {}),
  answers: v.optional(v.record(v.string(), v.unknown()), {}),
  siret: v.optional(Short),
  /** A validated request to continue in this stage: its answers are taken over, and its organisation. */
  follows: v.optional(Short),
  /** A draft to fill this one in with: both make one file, and what that one has answered is not asked again. */
  with: v.optional(Short),
  explanation: v.nullish(Explanation, ''),
  /** Of the definition that the client showed; the present one when absent. */
  definition_version: v.optional(Version),
});

/** `PATCH /requests/:id` */
export const Patch = v.object({
  answers: v.optional(v.record(v.string(), v.unknown())),
  eligibility: v.optional(Eligibility),
  use_case: v.optional(v.nullable(Short)),
  siret: v.optional(Short),
  explanation: v.optional(v.nullable(Explanation)),
  /** Takes the draft out of the file that it is filled in with, with a copy of the answers in common. */
  with: v.optional(v.null()),
  /** Moves the request to the present version of its definition. */
  definition_version: v.optional(Version),
});

/** What is promised with each submission. */
export const promises = {
  commitments: v.pipe(v.array(Short), v.maxLength(50)),
  terms_version: Short,
};

/** `POST /requests/:id/submit` */
export const SubmitBody = v.object({
  ...promises,
  /** Drafts filled in with this one, sent in the same moment: all of them, or none. */
  also: v.optional(v.pipe(v.array(v.object({ id: Short, version: Version, ...promises })), v.maxLength(20))),
});

/** @throws {Problem} 422 with the fields whose shape is wrong */
export function parsed<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  language: Language,
): v.InferOutput<S> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const wrong = new Set(result.issues.map((issue) => pathOf(issue)));
  throw invalid(
    [...wrong].map((field) => ({ field, code: 'wrong_type', message: shape[language] })),
    language,
  );
}

/** Keys of the schema only: a key that the client made up is not repeated. */
function pathOf(issue: v.BaseIssue<unknown>): string {
  const key = issue.path?.[0]?.key;
  return typeof key === 'string' ? key : '';
}

const shape: Record<Language, string> = {
  fr: 'Ce champ manque, est trop long ou n’a pas la forme attendue.',
  en: 'This field is missing, too long or not of the expected form.',
};

/**
 * Answers as a client sent them, without the documents (those are rows of their own), checked for what may never be
 * stored. Only the fields sent are checked: what stood there before stands.
 * @param context the request as it will be, these answers included
 * @param chosen the answers of the decision tree and the use case that were sent
 * @throws {Problem} 422
 */
export function checkedDraft(
  definition: ApiDefinition,
  stage: string,
  sent: string[],
  context: AnswerContext,
  language: Language,
  chosen: Omit<AnswerContext, 'answers'> = context,
): void {
  const problems = checkAnswers(definition, stage, context, { draft: true });
  const fields = [
    ...answerFields(
      definition,
      stage,
      problems.filter(({ field }) => sent.includes(field)),
      language,
    ),
    ...contextFields(definition, chosen, language),
  ];
  if (fields.length > 0) throw invalid(fields, language);
}

/** Problems of the checker as fields of a problem document. */
export function answerFields(
  definition: ApiDefinition,
  stage: string,
  problems: AnswerProblem[],
  language: Language,
): FieldProblem[] {
  const message = messageFor(language);
  const known = fieldsOf(definition, stage);
  return problems.map((problem) => {
    const field = known.find(({ id }) => id === problem.field);
    // The name of a field that does not exist is the client's own text.
    const path = field ? ['answers', field.id, problem.part].filter(Boolean).join('.') : 'answers';
    return { field: path, code: problem.code, message: message(problem, field) };
  });
}

/** Questions, options and use cases that the definition does not have. */
function contextFields(
  { eligibility: { questions }, stages, asks_publisher, use_cases }: ApiDefinition,
  { eligibility, use_case }: Omit<AnswerContext, 'answers'>,
  language: Language,
): FieldProblem[] {
  const fields: FieldProblem[] = [];
  const known = ([question, option]: [string, string]) =>
    Object.hasOwn(questions, question)
      ? questions[question]?.options.some(({ id }) => id === option)
      : hasPath({ stages, asks_publisher }) && isPathAnswer(question, option);
  if (!Object.entries(eligibility).every(known)) {
    fields.push({ field: 'eligibility', code: 'unknown_option', message: unknownChoice[language] });
  }
  if (use_case && !use_cases.some(({ id }) => id === use_case)) {
    fields.push({ field: 'use_case', code: 'unknown_option', message: unknownChoice[language] });
  }
  return fields;
}

const unknownChoice: Record<Language, string> = {
  fr: 'Choisissez parmi les réponses proposées : la liste a pu changer, rechargez la page.',
  en: 'Choose among the answers offered: the list may have changed, reload the page.',
};

/** Documents are filled in by the server: what a client sends in their place is left out. */
export function withoutDocuments<T>(
  definition: ApiDefinition,
  stage: string,
  answers: Record<string, T>,
): Record<string, T> {
  const documents = fieldsOf(definition, stage).filter(({ kind }) => kind === 'documents');
  return Object.fromEntries(
    Object.entries(answers).filter(([id]) => !documents.some((field) => field.id === id)),
  );
}

/** The steps that these fields stand in. */
export function stepsWritten(definition: ApiDefinition, stage: string, fields: string[]): string[] {
  const steps = fields.flatMap((field) => stepOfField(definition, stage, field)?.id ?? []);
  return [...new Set(steps)];
}

/** After `checkedDraft`, every answer has a known shape. */
export const asAnswers = (answers: Record<string, unknown>): Answers => answers as Answers;
export const asChanges = (answers: Record<string, unknown>): Record<string, Answer | null> =>
  answers as Record<string, Answer | null>;
