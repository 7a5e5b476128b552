/** What a request is called and what becomes of it, in words for its applicant: said here once, for every reader. */
import { stateNames } from '../../../catalogue/states.ts';
import type { Language } from '../../http/language.ts';
import type { RequestState } from '../life/lifecycle.ts';

/** By state: none is without its words. */
export const stateLabels: Record<Language, Record<RequestState, string>> = stateNames;

interface Words {
  by: (what: string, who: string) => string;
  /** Of an event that another request of the file tells of: « … dans D1043 ». */
  there: (what: string, number: string) => string;
  changed: (day: string) => string;
  /** The five-step line. */
  line: Record<'sent' | 'instruction' | 'decided' | 'connected' | 'in_use', string>;
  progress: Record<'done' | 'current' | 'todo', string>;
  draft: string;
  submitted: string;
  answerBy: (day: string) => string;
  changesTitle: string;
  changes: string;
  validatedTitle: (number: string) => string;
  validated: (day: string) => string;
  /** A habilitation granted along. */
  child: (api: string, number: string) => string;
  preparing: string;
  answeredTitle: string;
  answered: string;
  access: string;
  accessHint: string;
  refusedTitle: string;
  refused: string;
  revokedTitle: string;
  archived: string;
  quoted: (words: string) => string;
  resume: string;
  resumeAt: (step: string) => string;
  /** For a colleague, who reads the request of somebody else. */
  theirDraft: (who: string) => string;
  theirSubmitted: (who: string) => string;
  theirChangesTitle: string;
  theirChanges: (who: string) => string;
  theirValidated: (number: string) => string;
  archive: string;
  archiveSure: string;
}

export const words: Record<Language, Words> = {
  fr: {
    by: (what, who) => `${what} par ${who}`,
    there: (what, number) => `${what} dans ${number}`,
    changed: (day) => `modifiée le ${day}`,
    line: {
      sent: 'Envoi',
      instruction: 'Instruction',
      decided: 'Décision',
      connected: 'Raccordement',
      in_use: 'Utilisation',
    },
    progress: { done: 'fait', current: 'en cours', todo: 'à venir' },
    draft: 'Cette demande n’a pas encore été envoyée.',
    submitted:
      'Votre demande est entre les mains de l’instructeur. Vous recevrez un courriel à chaque étape ; cette page se met à jour seule.',
    answerBy: (day) =>
      `Sans réponse le ${day}, la demande est considérée comme refusée (CRPA, art. L. 231-4). Vous pourrez contester ce refus pendant deux mois.`,
    changesTitle: 'L’instructeur vous demande une modification',
    changes: 'Le délai est suspendu tant que vous avez la main.',
    validatedTitle: (number) => `Votre habilitation ${number} est délivrée`,
    validated: (day) => `Elle est valable jusqu’au ${day}.`,
    child: (api, number) =>
      `Avec elle, l’habilitation ${number} pour ${api} est délivrée : elle dure et prend fin avec celle-ci.`,
    preparing: 'Votre demande est acceptée. L’habilitation est en préparation.',
    answeredTitle: 'Votre demande a sa réponse',
    answered: 'Cette réponse ne vaut pas habilitation : elle dit s’il y a un accès à demander, et où.',
    access: 'Récupérer mon accès',
    accessHint: 'S’ouvre dans un nouvel onglet, sur le site DataPass.',
    refusedTitle: 'La demande est refusée',
    refused:
      'Vous pouvez contester cette décision pendant deux mois, ou repartir d’une copie de cette demande.',
    revokedTitle: 'L’habilitation est révoquée',
    archived: 'Ce dossier est archivé : il ne peut plus être modifié.',
    quoted: (words) => `« ${words} »`,
    resume: 'Reprendre la demande',
    resumeAt: (step) => `Reprendre à l’étape « ${step} »`,
    theirDraft: (who) =>
      `${who} prépare cette demande, qui n’a pas encore été envoyée. Vous pouvez la lire, non la modifier ni la soumettre.`,
    theirSubmitted: (who) => `La demande de ${who} est entre les mains de l’instructeur.`,
    theirChangesTitle: 'L’instructeur demande une modification',
    theirChanges: (who) => `C’est à ${who} de la faire ; le délai est suspendu en attendant.`,
    theirValidated: (number) => `L’habilitation ${number} est délivrée`,
    archive: 'Archiver ce brouillon',
    archiveSure: 'Archiver ce brouillon ? Il ne pourra plus être modifié ni soumis.',
  },
  en: {
    by: (what, who) => `${what} by ${who}`,
    there: (what, number) => `${what} in ${number}`,
    changed: (day) => `changed on ${day}`,
    line: {
      sent: 'Sent',
      instruction: 'Instruction',
      decided: 'Decision',
      connected: 'Connection',
      in_use: 'In use',
    },
    progress: { done: 'done', current: 'under way', todo: 'to come' },
    draft: 'This request has not been sent yet.',
    submitted:
      'Your request is with the instructor. You will receive an e-mail at each step; this page updates itself.',
    answerBy: (day) =>
      `Without an answer on ${day}, the request counts as refused (CRPA, art. L. 231-4). You may then contest this refusal for two months.`,
    changesTitle: 'The instructor asks you for a change',
    changes: 'The clock is stopped while it is your turn.',
    validatedTitle: (number) => `Your habilitation ${number} is granted`,
    validated: (day) => `It is valid until ${day}.`,
    child: (api, number) =>
      `With it, habilitation ${number} for ${api} is granted: it lasts and ends with this one.`,
    preparing: 'Your request is accepted. The habilitation is being prepared.',
    answeredTitle: 'Your request has its answer',
    answered: 'This answer is not a habilitation: it says whether there is access to ask for, and where.',
    access: 'Get my access',
    accessHint: 'Opens in a new tab, on the DataPass site.',
    refusedTitle: 'The request is refused',
    refused: 'You may contest this decision for two months, or begin again with a copy of this request.',
    revokedTitle: 'The habilitation is revoked',
    archived: 'This file is archived: it can no longer be changed.',
    quoted: (words) => `“${words}”`,
    resume: 'Resume the request',
    resumeAt: (step) => `Resume at the step “${step}”`,
    theirDraft: (who) =>
      `${who} is preparing this request, which has not been sent yet. You may read it, not change or submit it.`,
    theirSubmitted: (who) => `The request of ${who} is with the instructor.`,
    theirChangesTitle: 'The instructor asks for a change',
    theirChanges: (who) => `It is for ${who} to make; the clock is stopped meanwhile.`,
    theirValidated: (number) => `Habilitation ${number} is granted`,
    archive: 'Archive this draft',
    archiveSure: 'Archive this draft? It can then no longer be changed or submitted.',
  },
};
