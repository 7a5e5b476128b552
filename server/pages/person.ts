/** The controls of a person in our own forms, in the order that they are asked. */
import type { Language } from '../http/language.ts';

export const personParts = ['given_name', 'family_name', 'email', 'phone', 'job_title'] as const;

export const personLabels: Record<Language, Record<(typeof personParts)[number], string>> = {
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
