/** Whether a validation gives a habilitation. Pure: the element's tests say a request's situation in a browser. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';

/** Whether a validation in this stage issues a habilitation, or is an answer. */
export function grantsHabilitation({ stages }: Pick<ApiDefinition, 'stages'>, stage: string): boolean {
  return stages.find(({ id }) => id === stage)?.grants !== false;
}
