/** Words of the messages between the provider and who applied, on the provider's side. */
import type { Language } from '../../http/language.ts';

interface Words {
  title: string;
  unread: (count: number) => string;
  isUnread: string;
  none: string;
  open: string;
  answer: string;
  last: string;
  write: string;
  hint: string;
  send: string;
  sent: string;
  erased: string;
  closed: string;
  notYours: string;
  errors: string;
  errorPrefix: string;
  needText: string;
  longText: (most: number) => string;
  wrongCharacter: string;
  kept: string;
}

export const threadWords: Record<Language, Words> = {
  fr: {
    title: 'Messages',
    unread: (count) => (count === 1 ? '1 non lu' : `${count} non lus`),
    isUnread: 'non lu',
    none: 'Aucun message pour le moment.',
    open: 'Écrire au demandeur',
    answer: 'Lire et répondre',
    last: 'Dernier message',
    write: 'Votre message',
    hint: 'Le demandeur le reçoit par courriel et le lit avec sa demande ; ses collègues peuvent le lire. Un message ne décide de rien.',
    send: 'Envoyer le message',
    sent: 'Votre message est envoyé.',
    erased: 'Message effacé',
    closed: 'Ce dossier est archivé : on n’y écrit plus.',
    notYours: 'Seul un instructeur peut écrire au demandeur.',
    errors: 'Un message à corriger',
    errorPrefix: 'Erreur : ',
    needText: 'Écrivez votre message',
    longText: (most) => `Raccourcissez ce message à ${most} caractères au plus`,
    wrongCharacter: 'Retirez le caractère invisible de ce message, puis renvoyez',
    kept: 'Votre message n’est pas envoyé : le dossier vient d’être archivé. Vos mots sont gardés ci-dessous.',
  },
  en: {
    title: 'Messages',
    unread: (count) => `${count} unread`,
    isUnread: 'unread',
    none: 'No message yet.',
    open: 'Write to the applicant',
    answer: 'Read and answer',
    last: 'Last message',
    write: 'Your message',
    hint: 'The applicant receives it by e-mail and reads it with the request; their colleagues may read it. A message decides nothing.',
    send: 'Send the message',
    sent: 'Your message is sent.',
    erased: 'Message erased',
    closed: 'This file is archived: nobody writes in it any more.',
    notYours: 'Only an instructor may write to the applicant.',
    errors: 'A message to correct',
    errorPrefix: 'Error: ',
    needText: 'Write your message',
    longText: (most) => `Shorten this message to ${most} characters at most`,
    wrongCharacter: 'Remove the invisible character from this message, then send again',
    kept: 'Your message is not sent: the file has just been archived. Your words are kept below.',
  },
};
