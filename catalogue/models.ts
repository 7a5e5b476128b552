/** What use cases are called elsewhere, and what choosing one does. In the browser, for who chooses one. */
import type { Answers } from './answers.ts';
import type { ApiDefinition, UseCase } from './definition.ts';

/** @param name its id, or an alias */
export function useCaseNamed(definition: ApiDefinition, name: string | undefined): UseCase | undefined {
  return definition.use_cases.find(({ id, aliases }) => id === name || aliases?.includes(name ?? ''));
}

/** What choosing it writes into the form: its prefill, and the data that it ticks. */
export function modelOf({ prefill, scopes }: UseCase): Answers {
  return { ...prefill, ...(scopes?.chosen[0] && { scopes: scopes.chosen }) };
}
