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

export const sentences: Sentences = {
  required: '{about}: to be completed.',
  document: '{about}: attach the document.',
  too_long: '{about}: write {max} characters at most.',
  too_short: '{about}: write at least {min} characters.',
  pattern: '{about}: check the expected form{expects}.',
  email: '{about}: write a complete e-mail address, such as prenom.nom@commune.example.',
  phone: '{about}: write a French number, such as 01 23 45 67 89.',
  url: '{about}: write a complete address, starting with https://.',
  number: '{about}: write a whole number between {min} and {max}.',
  scope_rule: '{message}',
  same_person: '{about}: name somebody other than “{other}”.',
};

export const messagesFrom = messagesOf(parts, (label) => `“${label}”`);

export const problemMessage = messagesFrom(sentences);
