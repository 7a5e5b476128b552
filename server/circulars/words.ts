/** The pages where a provider writes to its technical contacts, in words. */
import type { Language } from '../http/language.ts';
import { type CircularProblem, longestContent, longestSubject } from './input.ts';
import type { Outcome } from './read.ts';
import type { Audience } from './recipients.ts';

/** In French, none is singular. */
const fr = (count: number, one: string, several: string) =>
  `${count.toLocaleString('fr-FR')} ${count < 2 ? one : several}`;
const en = (count: number, one: string, several: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : several}`;

const french = {
  title: 'Écrire aux contacts techniques',
  lead: 'Un seul courriel à chaque contact technique des habilitations en vigueur d’une API : une maintenance, une nouvelle version, une fermeture.',
  back: 'Écrire aux contacts techniques',
  api: 'API',
  ask: 'Choisissez une API',
  subject: 'Objet',
  content: 'Texte',
  contentHint:
    'Il part tel quel, dans la langue où vous l’écrivez. Le reste du courriel est dans la langue de chaque personne.',
  preview: 'Relire avant d’envoyer',
  previewTitle: 'Relire et envoyer',
  notSent: 'Rien n’est encore envoyé.',
  mail: 'Le courriel',
  mailSubject: 'Objet :',
  mailLink: 'Lien :',
  readers: 'À qui',
  audience: ({ people: count }: Audience, api: string) =>
    count === 0
      ? `Aucune habilitation en vigueur pour « ${api} » ne nomme un contact technique que l’on puisse joindre.`
      : `Il part à ${fr(count, 'contact technique', 'contacts techniques')} des habilitations en vigueur pour « ${api} », chacun une fois.`,
  left: (count: number) =>
    `${fr(count, 'adresse, dont les courriels nous reviennent, est laissée', 'adresses, dont les courriels nous reviennent, sont laissées')} de côté.`,
  send: (count: number) => `Envoyer à ${fr(count, 'personne', 'personnes')}`,
  edit: 'Modifier',
  sent: 'C’est parti : les courriels sont envoyés au fur et à mesure.',
  before: 'Écrits auparavant',
  none: 'Rien n’a encore été écrit aux contacts techniques de vos API.',
  by: (name: string, when: string) => `Écrit par ${name || 'une personne'} le ${when}`,
  to: (count: number) => fr(count, 'destinataire', 'destinataires'),
  outcome: ({ sent, waiting, failed }: Outcome) =>
    [
      fr(sent, 'courriel envoyé', 'courriels envoyés'),
      ...(waiting > 0 ? [`${waiting.toLocaleString('fr-FR')} en attente`] : []),
      ...(failed > 0 ? [`${failed.toLocaleString('fr-FR')} non remis`] : []),
    ].join(', '),
  failures: 'Non remis',
  absent: 'Ce message n’existe pas',
  absentText: 'Cherchez-le dans la liste de ceux qui ont été écrits.',
  errors: (count: number) => (count === 1 ? 'Une erreur à corriger' : `${count} erreurs à corriger`),
  errorPrefix: 'Erreur : ',
  problems: {
    needApi: 'Choisissez une API dont vous êtes responsable.',
    needSubject: 'Écrivez l’objet du courriel.',
    longSubject: `Raccourcissez l’objet à ${longestSubject} caractères au plus.`,
    needContent: 'Écrivez le texte du courriel.',
    longContent: `Raccourcissez le texte à ${longestContent} caractères au plus.`,
    badCharacter: 'Retirez le caractère invisible qui s’y trouve, puis renvoyez.',
  } satisfies Record<CircularProblem['code'], string>,
};

export type CircularWords = typeof french;

const english: CircularWords = {
  title: 'Write to technical contacts',
  lead: 'One mail to each technical contact of the habilitations in force of an API: a maintenance, a new version, a closure.',
  back: 'Write to technical contacts',
  api: 'API',
  ask: 'Choose an API',
  subject: 'Subject',
  content: 'Text',
  contentHint:
    'It goes as it is, in the language that you write it in. The rest of the mail is in the language of each person.',
  preview: 'Read it before it goes',
  previewTitle: 'Read it, and send',
  notSent: 'Nothing is sent yet.',
  mail: 'The mail',
  mailSubject: 'Subject:',
  mailLink: 'Link:',
  readers: 'To whom',
  audience: ({ people: count }, api) =>
    count === 0
      ? `No habilitation in force for ${api} names a technical contact who can be reached.`
      : `It goes to ${en(count, 'technical contact', 'technical contacts')} of the habilitations in force for ${api}, once each.`,
  left: (count) =>
    `${en(count, 'address, whose mails come back to us, is', 'addresses, whose mails come back to us, are')} left out.`,
  send: (count) => `Send to ${en(count, 'person', 'people')}`,
  edit: 'Change',
  sent: 'It is on its way: the mails are sent one after another.',
  before: 'Written before',
  none: 'Nothing has been written to the technical contacts of your APIs yet.',
  by: (name, when) => `Written by ${name || 'somebody'} on ${when}`,
  to: (count) => en(count, 'recipient', 'recipients'),
  outcome: ({ sent, waiting, failed }) =>
    [
      en(sent, 'mail sent', 'mails sent'),
      ...(waiting > 0 ? [`${waiting.toLocaleString('en-GB')} waiting`] : []),
      ...(failed > 0 ? [`${failed.toLocaleString('en-GB')} not delivered`] : []),
    ].join(', '),
  failures: 'Not delivered',
  absent: 'This message does not exist',
  absentText: 'Look for it in the list of those that were written.',
  errors: (count) => (count === 1 ? 'One error to correct' : `${count} errors to correct`),
  errorPrefix: 'Error: ',
  problems: {
    needApi: 'Choose an API that you manage.',
    needSubject: 'Write the subject of the mail.',
    longSubject: `Shorten the subject to ${longestSubject} characters at most.`,
    needContent: 'Write the text of the mail.',
    longContent: `Shorten the text to ${longestContent} characters at most.`,
    badCharacter: 'Take out the invisible character, then send again.',
  },
};

export const circularWords: Record<Language, CircularWords> = { fr: french, en: english };
