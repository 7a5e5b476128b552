/** What a validation grants of what was asked: all of it, or less. Pure. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { type AskedQuota, askedQuota, askedScopes } from '../../habilitations/granted.ts';
import type { RequestRow, Terms } from '../../requests/life/events.ts';
import { grantsHabilitation } from '../../requests/life/grants.ts';
import type { DecisionForm } from './input.ts';

export interface Asked {
  scopes: string[];
  quota: AskedQuota | undefined;
}

/** By what was last submitted; nothing where a validation is an answer. */
export function askedOf(definition: ApiDefinition, request: RequestRow): Asked {
  if (!grantsHabilitation(definition, request.stage)) return { scopes: [], quota: undefined };
  const answers = request.submittedAnswers ?? {};
  return {
    scopes: askedScopes(definition, request.stage, answers),
    quota: askedQuota(definition, request.stage, answers),
  };
}

/** Only what differs from what was asked. */
export function termsOf(asked: Asked, input: DecisionForm): Terms {
  const { scopes, quota, conditions } = input;
  const lower = asked.quota?.lower.some(({ id }) => id === quota);
  return {
    ...(scopes && asked.scopes.some((id) => !scopes.includes(id)) && { scopes }),
    ...(lower && { quota }),
    ...(conditions && { conditions }),
  };
}

/** Whether it grants less than was asked: that is explained. */
export const isLess = ({ scopes, quota }: Terms): boolean => scopes !== undefined || quota !== undefined;
