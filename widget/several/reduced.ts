/** A form without what another of its file has answered. Pure. */
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import { stepsOf } from '../../catalogue/steps.ts';
import { stepsAsked } from '../../catalogue/together.ts';
import type { FromPath } from '../path/fill.ts';

/** Nobody is asked: no control, no mistake to make; its answer stays, for what looks at it. */
const unasked = (field: Field): Field => ({ ...field, kind: 'message', aside: true }) as Field;

/** Of values, those under other keys. */
export const without = <T extends object>(values: T, ids: readonly string[]): T =>
  Object.fromEntries(Object.entries(values).filter(([id]) => !ids.includes(id))) as T;

/**
 * The definition that the form of a stage is drawn from: only the steps that ask for something of their own, and no
 * model that would write over the answers in common.
 * @param ids of fields that are not asked
 */
export function reduced(
  definition: ApiDefinition,
  stage: string,
  context: AnswerContext,
  ids: readonly string[],
): ApiDefinition {
  if (!ids[0]) return definition;
  const asked = stepsAsked({ definition, stage, context }, ids);
  const all = stepsOf(definition, stage);
  // What a step that is not shown may still hold (a question that an answer brings, a reason beside a check) goes along.
  const rest = all.filter((step) => !asked.includes(step)).flatMap(({ fields }) => fields);
  const kept = (fields: Field[]) => fields.map((field) => (ids.includes(field.id) ? unasked(field) : field));
  const steps = asked.map((step, place) => ({
    ...step,
    fields: kept(place ? step.fields : [...step.fields, ...rest.filter(({ kind }) => kind !== 'message')]),
  }));
  return {
    ...definition,
    steps,
    stages: definition.stages.map((one) =>
      one.id === stage ? { ...one, steps: steps.map(({ id }) => id) } : one,
    ),
    use_cases: definition.use_cases.map((useCase) => ({
      ...useCase,
      prefill: without(useCase.prefill ?? {}, ids),
    })),
  } as ApiDefinition;
}

/** What the path has answered, as far as the form asks for it. */
export const pathWithout = (from: FromPath | undefined, ids: readonly string[]): FromPath | undefined =>
  from && { now: without(from.now, ids), before: without(from.before, ids) };
