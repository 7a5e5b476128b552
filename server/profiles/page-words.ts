/** The words of the page where a profile is written by hand. */
import type { Language } from '../http/language.ts';
import { personLabels } from '../pages/person.ts';

interface PageWords {
  title: string;
  lead: string;
  who: string;
  requests: string;
  requestsNone: string;
  edited: string;
  editedHint: string;
  none: string;
  noneHint: string;
  fields: Record<string, string>;
  optional: string;
  save: string;
  saved: string;
  wrong: (count: number) => string;
  conflict: string;
  history: string;
  back: string;
}

export const pageWords: Record<Language, PageWords> = {
  fr: {
    title: 'Profil de l’organisation',
    lead: 'Ce que votre organisation a déjà indiqué, et que DataPass propose de reprendre dans ses prochaines demandes.',
    who: 'Vos collègues le voient et peuvent le changer ; personne d’autre. Une demande déjà faite ne change pas.',
    requests: 'Suivre nos demandes',
    requestsNone: 'Aucune demande soumise ne le dit encore.',
    edited: 'L’écrire ici',
    editedHint: 'Vaut tant que quelqu’un ne le change pas, quoi que disent les demandes.',
    none: 'Ne rien proposer',
    noneHint: 'Chaque demande l’indiquera.',
    fields: {
      ...personLabels.fr,
      reference: 'Nom ou numéro de la décision',
      authority_name: 'Autorité d’homologation',
      authority_function: 'Fonction de l’autorité',
      begin: 'Début',
      end: 'Fin',
      name: 'Nom de l’éditeur',
      software: 'Logiciel',
    },
    optional: '(facultatif)',
    save: 'Enregistrer le profil',
    saved: 'Le profil est enregistré : vos prochaines demandes le proposeront.',
    wrong: (count) => (count < 2 ? 'Une réponse est à corriger' : `${count} réponses sont à corriger`),
    conflict:
      'Un collègue a modifié le profil entre-temps. Ce que vous avez écrit est toujours ici : relisez, puis enregistrez de nouveau pour le garder.',
    history: 'Qui a changé quoi',
    back: 'Mes demandes',
  },
  en: {
    title: 'Profile of the organisation',
    lead: 'What your organisation has given before, and DataPass offers to use again in its next requests.',
    who: 'Your colleagues see it and may change it; nobody else. A request that is already made does not change.',
    requests: 'Follow our requests',
    requestsNone: 'No request that was submitted says it yet.',
    edited: 'Write it here',
    editedHint: 'Holds until somebody changes it, whatever the requests say.',
    none: 'Offer nothing',
    noneHint: 'Each request will say it.',
    fields: {
      ...personLabels.en,
      reference: 'Name or number of the decision',
      authority_name: 'Certifying authority',
      authority_function: 'Function of the authority',
      begin: 'Beginning',
      end: 'End',
      name: 'Name of the publisher',
      software: 'Software',
    },
    optional: '(optional)',
    save: 'Save the profile',
    saved: 'The profile is saved: your next requests will offer it.',
    wrong: (count) =>
      count === 1 ? 'One answer is to be corrected' : `${count} answers are to be corrected`,
    conflict:
      'A colleague has changed the profile meanwhile. What you wrote is still here: read it again, then save once more to keep it.',
    history: 'Who changed what',
    back: 'My requests',
  },
};
