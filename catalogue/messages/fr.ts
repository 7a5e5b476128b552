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

const sentences: Sentences = {
  required: '{about} : à compléter.',
  document: '{about} : joignez le document.',
  unknown_field: 'Une réponse ne correspond à aucune question de ce formulaire : rechargez la page.',
  wrong_type: '{about} : la réponse n’a pas la forme attendue, saisissez-la de nouveau.',
  character: '{about} : un caractère illisible s’y trouve, effacez-le et retapez ce passage.',
  too_long: '{about} : raccourcissez à {max} caractères au plus.',
  too_short: '{about} : donnez plus de précisions, au moins {min} caractères.',
  pattern: '{about} : vérifiez la forme attendue{expects}.',
  email: '{about} : écrivez une adresse électronique complète, comme prenom.nom@commune.example.',
  phone: '{about} : écrivez un numéro français, comme 01 23 45 67 89 ou +33 1 23 45 67 89.',
  mobile: '{about} : écrivez un numéro de mobile français, comme 06 12 34 56 78.',
  url: '{about} : écrivez une adresse complète, qui commence par https://.',
  date: '{about} : choisissez une date qui existe.',
  number: '{about} : écrivez un nombre entier entre {min} et {max}.',
  unknown_option: '{about} : choisissez parmi les réponses proposées.',
  unknown_scope: 'Une donnée demandée n’existe pas dans cette API : choisissez parmi celles proposées.',
  scope_not_offered: 'Retirez « {scope} » : cette donnée n’est pas ouverte à votre demande.',
  scope_rule: '{message}',
  same_person:
    '{about} : indiquez une autre personne que « {other} » : nul ne contrôle ses propres décisions.',
  too_many_documents: '{about} : gardez {max} document(s) au plus.',
  document_too_big: '{about} : joignez un document de {max} Mo au plus.',
};

export const problemMessage = messagesOf(sentences, parts, (label) => `« ${label} »`);
