/** The controls of a person in our own forms, in the order that they are asked. */
import type { Person } from '../../catalogue/answers.ts';
import type { Language } from '../http/language.ts';

export { personParts } from '../../catalogue/answers.ts';

export const personLabels: Record<Language, Record<keyof Person, string>> = {
  fr: {
    given_name: 'Prénom',
    family_name: 'Nom',
    email: 'Adresse électronique',
    phone: 'Téléphone',
    job_title: 'Fonction',
  },
  en: {
    given_name: 'Given name',
    family_name: 'Family name',
    email: 'E-mail address',
    phone: 'Telephone',
    job_title: 'Position',
  },
};
