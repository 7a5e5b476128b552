/** What the server alone says of an answer, in English: no form of ours sends such a thing. */
import type { StorageCode } from '../problems.ts';

export const storageSentences: Record<StorageCode, string> = {
  generic_email:
    '{about}: give a person’s address (prenom.nom@…), this one is generic (contact, town hall…).',
  unknown_field: 'An answer belongs to no question of this form: reload the page.',
  wrong_type: '{about}: the answer does not have the expected form, please enter it again.',
  character: '{about}: it contains an unreadable character, delete it and type that part again.',
  date: '{about}: choose a date that exists.',
  unknown_option: '{about}: choose among the answers offered.',
  unknown_scope: 'A requested item does not exist in this API: choose among those offered.',
  scope_not_offered: 'Remove “{scope}”: it is not open to your request.',
  too_many_documents: '{about}: keep {max} document(s) at most.',
  document_too_big: '{about}: attach a document of {max} MB at most.',
};
