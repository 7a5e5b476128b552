/** What is wrong with an answer, in English, written to stand in a list of errors: each says what to do. */
import type { Person } from '../answers.ts';
import { messagesOf, type Sentences } from './sentences.ts';

const parts: Record<keyof Person, string> = {
  given_name: 'given name',
  family_name: 'family name',
  email: 'e-mail address',
  phone: 'phone number',
  job_title: 'job title',
};

const sentences: Sentences = {
  required: '{about}: to be completed.',
  document: '{about}: attach the document.',
  unknown_field: 'An answer belongs to no question of this form: reload the page.',
  wrong_type: '{about}: the answer does not have the expected form, please enter it again.',
  character: '{about}: it contains an unreadable character, delete it and type that part again.',
  too_long: '{about}: shorten it to {max} characters at most.',
  too_short: '{about}: give more details, at least {min} characters.',
  pattern: '{about}: check the expected form{expects}.',
  email: '{about}: write a complete e-mail address, such as prenom.nom@commune.example.',
  phone: '{about}: write a French number, such as 01 23 45 67 89 or +33 1 23 45 67 89.',
  mobile: '{about}: write a French mobile number, such as 06 12 34 56 78.',
  url: '{about}: write a complete address, starting with https://.',
  date: '{about}: choose a date that exists.',
  number: '{about}: write a whole number between {min} and {max}.',
  unknown_option: '{about}: choose among the answers offered.',
  unknown_scope: 'A requested item does not exist in this API: choose among those offered.',
  scope_not_offered: 'Remove “{scope}”: it is not open to your request.',
  scope_rule: '{message}',
  same_person: '{about}: name somebody other than “{other}”: nobody supervises their own decisions.',
  too_many_documents: '{about}: keep {max} document(s) at most.',
  document_too_big: '{about}: attach a document of {max} MB at most.',
};

export const problemMessage = messagesOf(sentences, parts, (label) => `“${label}”`);
