/**
 * The schema of `catalogue/editors.yaml`: the software publishers whose software calls an API for its public clients,
 * and what to ask one's publisher. Their `id` is DataPass's, as far as it has them.
 */
import * as v from 'valibot';
import { Day, described, Id, Text } from './definition-fields.ts';

const Software = v.strictObject({
  name: v.pipe(v.string(), v.nonEmpty()),
  api: described(Id, 'The API that it calls: the name of a file of catalogue/apis/.'),
  use_cases: v.optional(
    described(v.array(Id), 'The use cases of that API that it serves. None: whatever the use case.'),
    [],
  ),
  form_ids: v.optional(
    described(v.array(Id), 'The names that DataPass gives to the forms filled in advance for it.'),
    [],
  ),
  already_integrated: v.optional(
    described(v.boolean(), 'Its clients have nothing to ask for: they turn to the publisher.'),
    false,
  ),
});

const Editor = v.strictObject({
  id: Id,
  aliases: v.optional(
    described(v.array(Id), 'Ids that it had, or has elsewhere: they are understood, never written.'),
    [],
  ),
  name: v.pipe(v.string(), v.nonEmpty()),
  siret: v.optional(
    described(v.pipe(v.string(), v.regex(/^\d{14}$/, '14 digits, between quotes')), 'Between quotes.'),
  ),
  software: v.optional(v.array(Software), []),
  acceptance: v.optional(
    described(
      v.array(
        v.strictObject({
          api: described(Id, 'The name of a file of catalogue/apis/, of an API that has a sandbox.'),
          on: v.optional(described(Day, 'The day of the provider’s word.')),
        }),
      ),
      'The APIs for which its tests in the sandbox are over and accepted: its clients ask for production at once.',
    ),
    [],
  ),
  france_connect_certified: v.optional(
    described(v.boolean(), 'Its clients may have FranceConnect with the habilitation of another API.'),
    false,
  ),
});

export const EditorsFile = v.strictObject({
  questions: described(
    v.array(v.strictObject({ id: Id, label: Text, hint: v.optional(Text) })),
    'What to ask one’s publisher before asking for an API: a checklist.',
  ),
  editors: v.array(Editor),
});

export type EditorsFile = v.InferOutput<typeof EditorsFile>;
