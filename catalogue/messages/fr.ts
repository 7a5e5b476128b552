/** What is wrong with an answer, in French, written to stand in a list of errors: each says what to do. */
import type { Person } from '../answers.ts';
import { messagesOf, type Sentences } from './sentences.ts';

const parts: Record<keyof Person, string> = {
  given_name: 'le prénom',
  family_name: 'le nom',
  email: 'l’adresse électronique',
  phone: 'le numéro de téléphone',
  job_title: 'la fonction',
};

export const sentences: Sentences = {
  required: '{about} : à compléter.',
  document: '{about} : joignez le document.',
  too_long: '{about} : écrivez {max} caractères au plus.',
  too_short: '{about} : écrivez au moins {min} caractères.',
  pattern: '{about} : vérifiez la forme attendue{expects}.',
  email: '{about} : écrivez une adresse électronique complète, comme prenom.nom@commune.example.',
  phone: '{about} : écrivez un numéro français, comme 01 23 45 67 89.',
  url: '{about} : écrivez une adresse complète, qui commence par https://.',
  number: '{about} : écrivez un nombre entier entre {min} et {max}.',
  scope_rule: '{message}',
  same_person: '{about} : indiquez une autre personne que « {other} ».',
};

export const messagesFrom = messagesOf(parts, (label) => `« ${label} »`);

export const problemMessage = messagesFrom(sentences);
