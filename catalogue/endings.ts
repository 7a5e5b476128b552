/** When what an answer says comes to its end: a certification, a questionnaire. Pure. */
import type { Answers } from './answers.ts';
import { type AnswerContext, holds } from './conditions.ts';
import { lastDay } from './dates.ts';
import type { ApiDefinition, Field } from './definition.ts';
import { fieldsOf } from './steps.ts';

/** Whether the answer to a field may say until when. */
export const isEnding = (field: { kind: string; lent?: unknown }): boolean =>
  field.kind === 'date' || (field.kind === 'text' && field.lent !== undefined);

/**
 * The last days that the answers themselves give, YYYY-MM-DD: a date is its own, unless it is the first of something
 * that lasts. What is lent by another habilitation is known there.
 * @param answers without those of hidden fields
 */
export function lastDaysIn(definition: ApiDefinition, stageId: string, context: AnswerContext): string[] {
  return endingFields(definition, stageId).flatMap((field) => {
    const day = context.answers[field.id];
    if (field.kind !== 'date' || typeof day !== 'string') return [];
    if (!field.lasts) return [day];
    return field.lasts.when && !holds(field.lasts.when, context) ? [] : [lastDay(day, field.lasts.months)];
  });
}

/** The fields that a stage names in `ends_with`. */
export function endingFields(definition: ApiDefinition, stageId: string): Field[] {
  const named = definition.stages.find(({ id }) => id === stageId)?.ends_with ?? [];
  return fieldsOf(definition, stageId).filter(({ id }) => (named as string[]).includes(id));
}

/**
 * The last day of a questionnaire that these answers lend to others: one that a form names as `lent`, here or in another
 * stage. Undefined where they lend none.
 */
export function lentUntil({ steps }: ApiDefinition, answers: Answers): string | undefined {
  return steps
    .flatMap(({ fields }) => fields)
    .flatMap((field): string[] => {
      if (field.kind !== 'text' || !field.lent) return [];
      const { questionnaire, signed, months } = field.lent;
      const day = answers[signed];
      return answers[questionnaire] !== undefined && typeof day === 'string' ? [lastDay(day, months)] : [];
    })
    .toSorted()[0];
}
