/** The command of a decision, from what was typed and checked. Pure. */
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { endOfDay } from '../../requests/dates.ts';
import type { Intent } from '../../requests/life/commands.ts';
import type { RequestRow } from '../../requests/life/events.ts';
import { reasonText } from '../decision.ts';
import type { Decision } from './decisions.ts';
import { askedOf, termsOf } from './granting.ts';
import type { DecisionForm } from './input.ts';

export function intentOf(
  name: Decision,
  input: DecisionForm,
  definition: ApiDefinition,
  request: RequestRow,
): Intent {
  const { words: reason, fields, due, urgent } = input;
  switch (name) {
    case 'request_changes':
      return { name, reason, fields };
    case 'refuse':
      return {
        name,
        reason: reasonText(input, definition),
        ...(input.category && { ground: input.category }),
      };
    case 'validate':
      return { name, message: reason, ...termsOf(askedOf(definition, request), input) };
    case 'announce_revocation':
      return { name, reason, due: endOfDay(due) };
    case 'revoke':
      return { name, reason, urgent };
    case 'suspend':
    case 'cancel_reopening':
      return { name, reason };
    case 'agree':
    case 'resume':
    case 'drop_revocation':
    case 'archive':
      return { name };
  }
}
