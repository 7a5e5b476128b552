/**
 * The rules by which a provider lets DataPass validate a request without a person, and shows its instructors what such
 * a rule would have said. A decision by rule is an individual decision founded on an algorithm: it says so (CRPA,
 * articles L.311-3-1 and R.311-3-1-1) and a person reviews it on demand (GDPR, article 22).
 */
import * as v from 'valibot';
import { Count, described, Id, Text } from './definition-fields.ts';

/** The person who has to have confirmed before a rule decides, as every definition names the field. */
export const officerField = 'delegue_protection_donnees';

export const Rule = v.strictObject({
  id: described(Id, 'Stands in the history of each request that it decides: never given to another rule.'),
  version: described(Count, 'Raised by hand at each change of the rule, or of what it looks at.'),
  label: described(
    Text,
    'What it is called in the decisions that it makes: « Tarification municipale de l’enfance ».',
  ),
  use_cases: described(v.array(Id), 'The use cases that it looks at; each has a model with data of its own.'),
  stages: v.optional(described(v.array(Id), 'The stages that it looks at; all when absent.')),
  decides: v.optional(
    described(
      v.boolean(),
      'True: it validates. False: instructors see what it would have said, and decide alone. Begin with false.',
    ),
    false,
  ),
  share: v.optional(
    described(
      v.pipe(v.number(), v.minValue(0), v.maxValue(1, 'a share, from 0 to 1')),
      'The share of requests, drawn at random, that a person decides all the same: 0.1 is one in ten.',
    ),
    0.1,
  ),
  renewals: v.optional(
    described(v.boolean(), 'It also decides renewals as is, by the same conditions.'),
    false,
  ),
});
