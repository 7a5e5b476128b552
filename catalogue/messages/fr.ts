/** What is wrong with an answer, in French, written to stand in a list of errors: each says what to do. */
import type { Person } from '../answers.ts';
import type { AnswerProblem, ProblemCode } from '../checker.ts';
import type { Field } from '../definition.ts';

const parts: Record<keyof Person, string> = {
  given_name: 'le prénom',
  family_name: 'le nom',
  email: 'l’adresse électronique',
  phone: 'le numéro de téléphone',
  job_title: 'la fonction',
};

type Words = (subject: string, params: Record<string, string | number>, field: Field | undefined) => string;

/** `subject` names the answer: « Titre du projet », or « Contact technique, le nom ». */
const words: Record<ProblemCode, Words> = {
  required: (subject, _, field) =>
    field?.kind === 'documents' ? `${subject} : joignez le document.` : `${subject} : à compléter.`,
  unknown_field: () => 'Une réponse ne correspond à aucune question de ce formulaire : rechargez la page.',
  wrong_type: (subject) => `${subject} : la réponse n’a pas la forme attendue, saisissez-la de nouveau.`,
  character: (subject) => `${subject} : un caractère illisible s’y trouve, effacez-le et retapez ce passage.`,
  too_long: (subject, { max }) => `${subject} : raccourcissez à ${max} caractères au plus.`,
  too_short: (subject, { min }) => `${subject} : donnez plus de précisions, au moins ${min} caractères.`,
  pattern: (subject, _, field) =>
    `${subject} : vérifiez la forme attendue${field?.kind === 'text' && field.pattern ? ` (${field.pattern.expects})` : ''}.`,
  email: (subject) =>
    `${subject} : écrivez une adresse électronique complète, comme prenom.nom@commune.example.`,
  phone: (subject) => `${subject} : écrivez un numéro français, comme 01 23 45 67 89 ou +33 1 23 45 67 89.`,
  mobile: (subject) => `${subject} : écrivez un numéro de mobile français, comme 06 12 34 56 78.`,
  url: (subject) => `${subject} : écrivez une adresse complète, qui commence par https://.`,
  date: (subject) => `${subject} : choisissez une date qui existe.`,
  number: (subject, { min, max }) => `${subject} : écrivez un nombre entier entre ${min} et ${max}.`,
  unknown_option: (subject) => `${subject} : choisissez parmi les réponses proposées.`,
  unknown_scope: () => 'Une donnée demandée n’existe pas dans cette API : choisissez parmi celles proposées.',
  scope_not_offered: (_, { scope }) =>
    `Retirez « ${scope} » : cette donnée n’est pas ouverte à votre demande.`,
  scope_rule: (_, { message }) => String(message),
  same_person: (subject, { other }) =>
    `${subject} : indiquez une autre personne que « ${other} » : nul ne contrôle ses propres décisions.`,
  too_many_documents: (subject, { max }) => `${subject} : gardez ${max} document(s) au plus.`,
  document_too_big: (subject, { max }) => `${subject} : joignez un document de ${max} Mo au plus.`,
};

export function problemMessage({ code, part, params = {} }: AnswerProblem, field: Field | undefined): string {
  if (code === 'required' && !part && field?.missing) return field.missing;
  const label = `« ${field?.label ?? ''} »`;
  return words[code](part ? `${label}, ${parts[part]}` : label, params, field);
}
