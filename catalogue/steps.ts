/** Which steps and fields a form has, for a stage and for what has been answered. */
import { type AnswerContext, holds } from './conditions.ts';
import type { ApiDefinition, Field, Step } from './definition.ts';

/**
 * The steps of a stage in the order of its form; none for a stage that the API does not have.
 * @param context where it is given, only steps that have something to ask or to say
 */
export function stepsOf(definition: ApiDefinition, stageId: string, context?: AnswerContext): Step[] {
  const ids: string[] = definition.stages.find((stage) => stage.id === stageId)?.steps ?? [];
  return ids.flatMap((id) =>
    definition.steps.filter((step) => step.id === id && (!context || visibleFields(step, context)[0])),
  );
}

export function fieldsOf(definition: ApiDefinition, stageId: string): Field[] {
  return stepsOf(definition, stageId).flatMap((step) => step.fields);
}

export function stepOfField(definition: ApiDefinition, stageId: string, fieldId: string): Step | undefined {
  return stepsOf(definition, stageId).find((step) => step.fields.some((field) => field.id === fieldId));
}

export function isVisible(field: Field, context: AnswerContext): boolean {
  return !field.visible || holds(field.visible, context);
}

/** The questions of a step as it is shown; those asked beside a check are not among them. */
export function visibleFields(step: Step, context: AnswerContext): Field[] {
  return step.fields.filter((field) => !field.aside && isVisible(field, context));
}

/** Whether an answer is needed to submit; a message to read never needs one. */
export function isRequired(field: Field, context: AnswerContext): boolean {
  if (field.kind === 'message') return false;
  return typeof field.required === 'object' ? holds(field.required, context) : field.required;
}
