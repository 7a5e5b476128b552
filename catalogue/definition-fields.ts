/** The small pieces of a definition: identifiers, texts, conditions, and the kinds of question that a form may ask. */
import * as v from 'valibot';

/** Adds what an editor shows beside the key (`catalogue/schema.json`), in words for somebody who does not program. */
export function described<const S extends v.GenericSchema>(schema: S, text: string) {
  return v.pipe(schema, v.description(text));
}

export const Id = described(
  v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'an identifier: letters, digits, « - » and « _ »'),
  ),
  'An identifier. It stands in addresses, database rows and other people’s programs: it never changes.',
);
export const Text = v.union(
  [v.pipe(v.string(), v.nonEmpty()), v.strictObject({ fr: v.string(), en: v.string() })],
  'a text, or { fr: …, en: … }',
);
export const Day = v.pipe(v.string(), v.isoDate('a date written YYYY-MM-DD, between quotes'));
export const Address = v.pipe(
  v.string(),
  v.url('an address starting with https://'),
  v.startsWith('https://', 'an address starting with https://'),
);
export const Count = v.pipe(
  v.number(),
  v.integer('a whole number'),
  v.minValue(0, 'a number that is not negative'),
);

/**
 * A condition written as data. `field` looks at an answer of the form, `eligibility` at an answer of the decision
 * tree, `use_case` at the use case chosen (one of these).
 */
export type Condition =
  | { field: string; equals: string | number | boolean }
  | { field: string; includes: string }
  | { field: string; above: number }
  | { field: string; answered: boolean }
  | { eligibility: string; equals: string }
  | { use_case: string[] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

export const Condition: v.GenericSchema<Condition> = v.union(
  [
    v.strictObject({ field: Id, equals: v.union([v.string(), v.number(), v.boolean()]) }),
    v.strictObject({ field: Id, includes: v.string() }),
    v.strictObject({ field: Id, above: v.number() }),
    v.strictObject({ field: Id, answered: v.boolean() }),
    v.strictObject({ eligibility: Id, equals: v.string() }),
    v.strictObject({ use_case: v.array(Id) }),
    v.strictObject({ all: v.lazy(() => v.array(Condition)) }),
    v.strictObject({ any: v.lazy(() => v.array(Condition)) }),
    v.strictObject({ not: v.lazy(() => Condition) }),
  ],
  'a condition: { field, equals | includes | above | answered }, { eligibility, equals }, { use_case }, { all }, { any } or { not }',
);

/** Options keep the technical values of DataPass, of which some carry accents. */
export const Choice = v.strictObject({
  id: v.pipe(
    v.string(),
    v.regex(/^[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9_-]*$/, 'an identifier: letters, digits, « - » and « _ »'),
  ),
  label: Text,
  hint: v.optional(Text),
  in_file: v.optional(
    described(Id, 'The answer counts on another API, which must be asked for in the same file: its id.'),
  ),
});

const FieldBase = {
  id: Id,
  label: described(Text, 'The question, as it stands above the answer.'),
  help: v.optional(
    described(Text, 'One or two sentences under the question. `[words](https://…)` makes a link.'),
  ),
  example: v.optional(described(Text, 'An answer that would do, shown as an example.')),
  required: v.optional(
    described(
      v.union([v.boolean(), Condition]),
      'Whether an answer is needed to submit: true (always), false (the label says « facultatif »), or a condition.',
    ),
    true,
  ),
  missing: v.optional(
    described(
      Text,
      'What the list of errors says when the answer is missing: « Donnez un titre à votre projet. »',
    ),
  ),
  visible: v.optional(
    described(Condition, 'The question is asked only when this holds; its answer is dropped otherwise.'),
  ),
  seen_by: v.optional(
    described(Text, 'Who else reads the answer, or is told of it; shown under the question.'),
  ),
  aside: v.optional(
    described(
      v.boolean(),
      'No question of its step: asked beside the check that names it as its `reason`, while that fails.',
    ),
  ),
  per_api: v.optional(
    described(
      v.boolean(),
      'About this API alone: in a file of several APIs it is asked for each, even where others ask the same.',
    ),
  ),
  read_by: v.optional(
    described(v.literal('security'), 'Of the provider’s people, only those of this role read the answer.'),
  ),
};

export const FieldSchema = v.variant(
  'kind',
  [
    v.strictObject({
      kind: v.literal('text'),
      ...FieldBase,
      max_length: described(Count, 'Longest answer, in characters.'),
      pattern: v.optional(
        described(
          v.strictObject({ expression: v.string(), expects: Text }),
          'The form that the whole answer must have: a regular expression, and the same in words.',
        ),
      ),
      habilitation: v.optional(
        described(
          Id,
          'The answer is the number of a habilitation that the organisation holds: for this API.',
        ),
      ),
      lent: v.optional(
        described(
          v.strictObject({
            by: described(Id, 'The field that names the publisher.'),
            questionnaire: described(Id, 'What stands for the questions here, in the publisher’s own form…'),
            document: v.optional(described(Id, '…with its document…')),
            signed: described(Id, '…and the day on which it was signed.'),
            months: described(Count, 'How long it may be used after that day.'),
          }),
          'The answer is the number of a publisher’s habilitation, of the same provider, that holds a questionnaire for all its clients.',
        ),
      ),
      editor: v.optional(
        described(
          v.literal('france_connect_certified'),
          'The answer is the name of a publisher of catalogue/editors.yaml: one that FranceConnect has certified.',
        ),
      ),
    }),
    v.strictObject({
      kind: v.literal('long_text'),
      ...FieldBase,
      max_length: described(Count, 'Longest answer, in characters.'),
      min_length: v.optional(described(Count, 'Shortest answer, in characters.')),
    }),
    v.strictObject({
      kind: v.literal('number'),
      ...FieldBase,
      min: v.number(),
      max: v.number(),
      unit: v.optional(Text),
    }),
    v.strictObject({ kind: v.literal('email'), ...FieldBase }),
    v.strictObject({ kind: v.literal('phone'), ...FieldBase, mobile: v.optional(v.boolean()) }),
    v.strictObject({ kind: v.literal('url'), ...FieldBase }),
    v.strictObject({
      kind: v.literal('date'),
      ...FieldBase,
      after: v.optional(described(Id, 'The field of the date that must come before this one.')),
      not_past: v.optional(described(v.boolean(), 'A day that is over does not do at submission.')),
      lasts: v.optional(
        described(
          v.strictObject({ months: Count, when: v.optional(Condition) }),
          'What begins on that day ends after so many months: at submission it must not be over.',
        ),
      ),
    }),
    v.strictObject({ kind: v.literal('one_of'), ...FieldBase, options: v.array(Choice) }),
    v.strictObject({ kind: v.literal('several_of'), ...FieldBase, options: v.array(Choice) }),
    v.strictObject({
      kind: v.literal('person'),
      ...FieldBase,
      may_be_applicant: v.optional(
        described(
          v.boolean(),
          'Offers « C’est moi », which copies the applicant. Never for the data protection officer or the controller.',
        ),
        false,
      ),
      may_be_team: v.optional(
        described(v.boolean(), 'A team may be named instead of a person: no given name, no job title.'),
        false,
      ),
      mobile: v.optional(
        described(v.boolean(), 'The number must be a French mobile one (a secret is sent to it by SMS).'),
        false,
      ),
      personal_email: v.optional(
        described(v.boolean(), 'The e-mail address must be a person’s own: not generic (`contact@…`).'),
      ),
      differs_from: v.optional(
        described(Id, 'The field of another person, who must be somebody else (compared by e-mail address).'),
      ),
    }),
    v.strictObject({
      kind: v.literal('documents'),
      ...FieldBase,
      accepts: v.array(v.picklist(['pdf', 'spreadsheet'])),
      max_files: v.optional(Count, 1),
      max_size: v.optional(described(Count, 'Bytes.'), 10_000_000),
    }),
    v.strictObject({
      kind: v.literal('questionnaire'),
      ...FieldBase,
      questions: described(
        v.array(
          v.strictObject({
            id: Id,
            label: Text,
            hint: v.optional(Text),
            options: v.optional(described(v.array(Choice), 'One of these; a free answer when absent.')),
          }),
        ),
        'All of them want an answer.',
      ),
      max_length: v.optional(described(Count, 'Longest free answer, in characters.'), 2000),
    }),
    v.strictObject({ kind: v.literal('scopes'), ...FieldBase }),
    v.strictObject({ kind: v.literal('confirmation'), ...FieldBase }),
    v.strictObject({ kind: v.literal('message'), ...FieldBase }),
  ],
  'a kind of field: text, long_text, number, email, phone, url, date, one_of, several_of, person, documents, questionnaire (several short questions), scopes (the data to choose, once per form), confirmation (a box to tick) or message (a text to read: label is its title, help its body)',
);
