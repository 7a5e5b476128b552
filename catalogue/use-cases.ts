/** Which use cases a form offers. */
import { type AnswerContext, holds } from './conditions.ts';
import type { ApiDefinition, UseCase } from './definition.ts';

export { modelOf, useCaseNamed } from './models.ts';

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
