/** Which use cases a form offers, and what they are called elsewhere. */
import type { Answers } from './answers.ts';
import { type AnswerContext, holds } from './conditions.ts';
import type { ApiDefinition, UseCase } from './definition.ts';

/** Those of this stage that are for who asks. */
export function offeredUseCases(
  definition: ApiDefinition,
  stageId: string,
  context: AnswerContext,
): UseCase[] {
  return definition.use_cases.filter(
    ({ stages, offered }) =>
      (!stages || (stages as string[]).includes(stageId)) && (!offered || holds(offered, context)),
  );
}

/** @param name its id, or an alias */
export function useCaseNamed(definition: ApiDefinition, name: string | undefined): UseCase | undefined {
  return definition.use_cases.find(({ id, aliases }) => id === name || aliases?.includes(name ?? ''));
}

/** What choosing it writes into the form: its prefill, and the data that it ticks. */
export function modelOf({ prefill, scopes }: UseCase): Answers {
  return { ...prefill, ...(scopes?.chosen[0] && { scopes: scopes.chosen }) };
}
