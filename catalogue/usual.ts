/** The data that a use case usually needs, and those that a request asks for besides (minimisation, GDPR article 5). */
import type { AnswerContext } from './conditions.ts';
import type { ApiDefinition, UseCase } from './definition.ts';
import { fixedScopes } from './scopes.ts';

/** As the source of the use case says: those it names, and those its model ticks. Undefined where it says nothing. */
export function usualByUseCase({ use_cases }: ApiDefinition, useCase: string): string[] | undefined {
  const { free, usual_scopes, scopes } = use_cases.find(({ id }) => id === useCase) ?? {};
  const named = [...(usual_scopes ?? []), ...(scopes?.chosen ?? [])];
  return free || !named[0] ? undefined : [...new Set(named)];
}

/**
 * The data of the model itself: those that it ticks or, where it ticks none, those that its source names. Empty where
 * it has no data of its own, as for a free request.
 */
export function modelScopes(
  { use_cases }: { use_cases: Pick<UseCase, 'id' | 'free' | 'usual_scopes' | 'scopes'>[] },
  useCase: string,
): string[] {
  const { free, usual_scopes, scopes } = use_cases.find(({ id }) => id === useCase) ?? {};
  if (free) return [];
  const ticked = [...(scopes?.chosen ?? []), ...(scopes?.locked ?? [])];
  return ticked[0] ? ticked : (usual_scopes ?? []);
}

/**
 * What is asked for beyond the usual. Nobody chooses what comes with every request, nor whether to take one of several
 * that a rule wants (a year of income).
 */
export function unusualScopes(
  definition: ApiDefinition,
  context: AnswerContext,
  chosen: readonly string[],
  usual: readonly string[],
): string[] {
  const needed = definition.scopes.rules.flatMap((rule) => (rule.rule === 'at_least' ? rule.of : []));
  const expected = [...usual, ...needed, ...fixedScopes(definition, context)];
  return chosen.filter((id) => !expected.includes(id));
}
