/**
 * What a deliberation must hold for an API, as data: the items of a checklist, and the words by which each is
 * recognised in the text of an uploaded PDF (`deliberation.ts`).
 */
import * as v from 'valibot';
import { Count, described, Id, Text } from './definition-fields.ts';

const Words = described(
  v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.minLength(1, 'at least one')),
  'One of these is enough. Case, accents, hyphens, dots and line breaks do not matter; `délibér*` is any word that starts so.',
);

const Sought = v.union(
  [
    v.strictObject({ label: Text, words: Words }),
    v.strictObject({
      label: Text,
      uses: v.literal('session_date'),
      months: described(Count, 'The session is no older than this.'),
    }),
    v.strictObject({
      label: Text,
      uses: described(
        v.picklist(['api', 'use_case', 'scopes']),
        'The name of the API, the use case of the request, or each item of data that it asks for.',
      ),
    }),
  ],
  '{ label, words: […] }, { label, uses: session_date, months } or { label, uses: api | use_case | scopes }',
);

export const Deliberation = v.strictObject({
  field: described(Id, 'The field of documents whose PDFs are read.'),
  items: v.array(
    v.strictObject({
      id: Id,
      label: described(Text, 'What the deliberation must do.'),
      hint: v.optional(described(Text, 'How to write it, for who has not found it in theirs.')),
      together: v.optional(
        described(
          Count,
          'All of it stands within so many characters: one passage says it, not words far apart.',
        ),
      ),
      seeks: described(
        v.pipe(v.array(Sought), v.minLength(1, 'at least one')),
        'What shows it; all of these are needed.',
      ),
    }),
  ),
  api_words: v.optional(described(v.array(v.string()), 'Names of the API besides its title.'), []),
  use_case_words: v.optional(
    described(
      v.record(Id, v.array(v.string())),
      'How texts name a use case, its label apart. An empty list: the title of the project says it.',
    ),
    {},
  ),
  scope_words: v.optional(
    described(
      v.record(Id, v.array(v.string())),
      'How texts name an item of data, its label apart. An empty list: it need not be named.',
    ),
    {},
  ),
});
