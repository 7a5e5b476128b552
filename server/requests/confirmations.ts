/**
 * What people have confirmed of a request, and whether it still says what they confirmed. Pure but for the key: a
 * digest kept longer than the answers must not tell what a short one was.
 */
import { createHmac } from 'node:crypto';
import type { Answers } from '../../catalogue/answers.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Step } from '../../catalogue/definition.ts';
import { pruned } from '../../catalogue/mistakes.ts';
import { fieldsOf, stepsOf } from '../../catalogue/steps.ts';
import type { ConfirmationView } from '../http/api-people.ts';
import type { Language } from '../http/language.ts';
import { day } from '../pages/dates.ts';
import { hmacKeyFor, type KeySource } from '../secret.ts';
import { sorted } from './life/chain.ts';
import type { RequestRow } from './life/events.ts';

/** Of some answers, in their order. */
export function answersDigest(config: KeySource, fields: string[], answers: Answers): string {
  const said = fields.map((id) => [id, answers[id] ?? null]);
  return createHmac('sha256', hmacKeyFor(config, 'confirmations'))
    .update(JSON.stringify(sorted(said)))
    .digest('base64url');
}

/**
 * Of what a step says, its documents included, and of the person whom a field names: as it would be submitted, so that
 * sending a request changes nothing of what was confirmed.
 * @param field null: nobody in particular
 * @param context with the documents among the answers
 */
export function confirmedDigest(
  config: KeySource,
  definition: ApiDefinition,
  stage: string,
  { step, field }: { step: Step; field: string | null },
  context: AnswerContext,
): string {
  const ids = [...step.fields.map(({ id }) => id), ...(field ? [field] : [])];
  return answersDigest(config, ids, pruned(definition, stage, context));
}

/**
 * In the order they came.
 * @param context what the reader sees, with the documents among the answers
 */
export function confirmationViews(
  config: KeySource,
  row: Pick<RequestRow, 'confirmations' | 'stage'>,
  definition: ApiDefinition | undefined,
  context: AnswerContext,
  language: Language,
): ConfirmationView[] {
  const steps = definition ? stepsOf(definition, row.stage) : [];
  const fields = definition ? fieldsOf(definition, row.stage) : [];
  return row.confirmations.map(({ step: id, field, person, digest, at }) => {
    const step = steps.find((one) => one.id === id);
    const current =
      definition !== undefined &&
      step !== undefined &&
      confirmedDigest(config, definition, row.stage, { step, field }, context) === digest;
    return {
      step: id,
      field,
      label: fields.find((one) => one.id === field)?.label ?? step?.title ?? id,
      name: person,
      at,
      current,
      text: words[language](person, day(new Date(at), language), current),
    };
  });
}

const words: Record<Language, (name: string, day: string, current: boolean) => string> = {
  fr: (name, when, current) =>
    `Confirmé par ${name} le ${when}${current ? '' : ' ; l’étape a changé depuis'}`,
  en: (name, when, current) =>
    `Confirmed by ${name} on ${when}${current ? '' : '; the step has changed since'}`,
};
