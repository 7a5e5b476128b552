/** What the server alone says of an answer, in French: no form of ours sends such a thing. */
import type { StorageCode } from '../problems.ts';

export const storageSentences: Record<StorageCode, string> = {
  generic_email:
    '{about} : donnez l’adresse d’une personne (prenom.nom@…), celle-ci est générique (contact, mairie…).',
  unknown_field: 'Une réponse ne correspond à aucune question de ce formulaire : rechargez la page.',
  wrong_type: '{about} : la réponse n’a pas la forme attendue, saisissez-la de nouveau.',
  character: '{about} : un caractère illisible s’y trouve, effacez-le et retapez ce passage.',
  date: '{about} : choisissez une date qui existe.',
  unknown_option: '{about} : choisissez parmi les réponses proposées.',
  unknown_scope: 'Une donnée demandée n’existe pas dans cette API : choisissez parmi celles proposées.',
  scope_not_offered: 'Retirez « {scope} » : cette donnée n’est pas ouverte à votre demande.',
  too_many_documents: '{about} : gardez {max} document(s) au plus.',
  document_too_big: '{about} : joignez un document de {max} Mo au plus.',
};
