/**
 * The controls that the provider makes before it decides, by different offices, which nobody but its own people sees.
 * For the DGFiP: conformity to the law, to the GDPR, of the security (« L'instruction d'une demande et les contrôles »).
 */
import * as v from 'valibot';
import { described, Id, Text } from './definition-fields.ts';

/** Who may make one: the provider's roles that write. */
export const controlRoles = ['instructor', 'security'] as const;

export const Control = v.strictObject({
  id: Id,
  label: described(Text, 'What the request is to conform to: « Conformité réglementaire ».'),
  office: v.optional(described(Text, 'The office that makes it, as its colleagues call it.')),
  role: described(
    v.picklist(controlRoles, `one of: ${controlRoles.join(', ')}`),
    'Who gives its verdict: whoever holds this role on the API, and nobody else.',
  ),
  checklist: described(
    v.array(v.strictObject({ id: Id, label: Text })),
    'The points to look at, each ticked when it is as it should be.',
  ),
  recommends: v.optional(
    described(
      v.boolean(),
      'The verdict may carry recommendations, which the applicant commits to and is reminded of.',
    ),
    false,
  ),
});
