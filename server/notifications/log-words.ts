/** What each mail is called, where they are listed, and what became of it. */
import type { circularTopic } from '../circulars/topic.ts';
import { examinationTopics } from '../examination/topics.ts';
import type { Language } from '../http/language.ts';
import { isPermanent } from './bounced.ts';
import type { Template } from './facts.ts';

const examination = Object.values(examinationTopics);
type Named = Template | (typeof examination)[number] | typeof circularTopic;

const names: Record<Language, Record<Named, string>> = {
  fr: {
    receipt: 'Accusé de réception',
    to_instruct: 'Demande à instruire',
    changes_requested: 'Modifications demandées',
    refused: 'Refus',
    validated: 'Validation',
    answered: 'Réponse',
    access: 'Accès ouvert',
    privacy: 'Information sur les données personnelles',
    confirmed: 'Étape confirmée',
    commented: 'Commentaire',
    handed_over: 'Demande confiée',
    handed_on: 'Demande confiée (confirmation)',
    taken_over: 'Demande reprise',
    taken_from_you: 'Demande reprise par un collègue',
    take_over_asked: 'Reprise proposée',
    take_over_refused: 'Reprise écartée',
    told: 'Réponse commune changée',
    message_from_provider: 'Message du service',
    message_from_applicant: 'Message du demandeur',
    second_awaited: 'Deuxième accord attendu',
    withdrawn: 'Demande retirée',
    update_begun: 'Mise à jour commencée',
    update_dropped: 'Mise à jour abandonnée',
    update_dropped_done: 'Mise à jour abandonnée (confirmation)',
    people_updated: 'Personnes remplacées',
    given_back: 'Habilitation rendue',
    given_back_done: 'Habilitation rendue (confirmation)',
    update_stopped: 'Mise à jour arrêtée',
    suspended: 'Suspension',
    resumed: 'Rétablissement',
    revocation_announced: 'Révocation envisagée',
    revocation_dropped: 'Révocation écartée',
    revoked: 'Révocation',
    expired: 'Fin de l’habilitation',
    corrected: 'Réponse corrigée',
    archived: 'Archivage',
    moved_away: 'Demande confiée à une autre organisation',
    moved_here: 'Demande reçue d’une autre organisation',
    access_suspended: 'Accès suspendu',
    access_resumed: 'Accès rétabli',
    access_ended: 'Accès fermé',
    to_open: 'Accès à ouvrir',
    to_close: 'Accès à fermer',
    reminder_draft: 'Rappel : brouillon',
    'reminder_draft-removal': 'Avertissement : brouillon bientôt effacé',
    reminder_changes: 'Rappel : modifications attendues',
    reminder_deadline: 'Rappel : date légale',
    reminder_end: 'Rappel : fin de l’habilitation',
    reminder_end_access: 'Rappel : fin de l’accès',
    reminder_prolonged: 'Rappel : fin de la prolongation',
    reminder_questionnaire: 'Rappel : questionnaire de sécurité',
    control_entrusted: 'Contrôle confié',
    opinion_asked: 'Avis demandé',
    opinion_given: 'Avis donné',
    request_assigned: 'Demande attribuée',
    recommended: 'Recommandations',
    recommendation_reminder: 'Rappel de recommandations',
    circular: 'Message du service aux contacts techniques',
  },
  en: {
    receipt: 'Receipt',
    to_instruct: 'Request to examine',
    changes_requested: 'Changes requested',
    refused: 'Refusal',
    validated: 'Validation',
    answered: 'Answer',
    access: 'Access open',
    privacy: 'Information about personal data',
    confirmed: 'Step confirmed',
    commented: 'Comment',
    handed_over: 'Request handed over',
    handed_on: 'Request handed over (confirmation)',
    taken_over: 'Request taken over',
    taken_from_you: 'Request taken over by a colleague',
    take_over_asked: 'Offer to take over',
    take_over_refused: 'Offer to take over set aside',
    told: 'Common answer changed',
    message_from_provider: 'Message of the service',
    message_from_applicant: 'Message of the applicant',
    second_awaited: 'Second agreement awaited',
    withdrawn: 'Request withdrawn',
    update_begun: 'Update begun',
    update_dropped: 'Update given up',
    update_dropped_done: 'Update given up (confirmation)',
    people_updated: 'People replaced',
    given_back: 'Habilitation given back',
    given_back_done: 'Habilitation given back (confirmation)',
    update_stopped: 'Update stopped',
    suspended: 'Suspension',
    resumed: 'Restoration',
    revocation_announced: 'Revocation considered',
    revocation_dropped: 'Revocation set aside',
    revoked: 'Revocation',
    expired: 'End of the habilitation',
    corrected: 'Answer put right',
    archived: 'Archiving',
    moved_away: 'Request handed over to another organisation',
    moved_here: 'Request received from another organisation',
    access_suspended: 'Access suspended',
    access_resumed: 'Access restored',
    access_ended: 'Access closed',
    to_open: 'Access to open',
    to_close: 'Access to close',
    reminder_draft: 'Reminder: draft',
    'reminder_draft-removal': 'Warning: draft soon to be erased',
    reminder_changes: 'Reminder: changes awaited',
    reminder_deadline: 'Reminder: legal date',
    reminder_end: 'Reminder: end of the habilitation',
    reminder_end_access: 'Reminder: end of the access',
    reminder_prolonged: 'Reminder: end of the prolongation',
    reminder_questionnaire: 'Reminder: security questionnaire',
    control_entrusted: 'Control entrusted',
    opinion_asked: 'Opinion asked',
    opinion_given: 'Opinion given',
    request_assigned: 'Request assigned',
    recommended: 'Recommendations',
    recommendation_reminder: 'Reminder of recommendations',
    circular: 'Message of the service to technical contacts',
  },
};

/** « Accusé de réception »; of a mail without a name of its own, that it is one. */
export const mailName = (template: string, language: Language): string =>
  names[language][template as Named] ?? logWords[language].other;

/** Why a mail did not reach its reader, as far as that says what to do. */
type Cause = 'unknown' | 'full' | 'silent' | 'unwanted';

export const logWords: Record<
  Language,
  {
    title: string;
    hint: string;
    other: string;
    sent: string;
    waiting: string;
    by: (name: string) => string;
    refused: (code: string) => string;
    returned: (status: string) => string;
    why: Record<Cause, string>;
    spared: string;
  }
> = {
  fr: {
    title: 'Courriels',
    hint: 'Ce que DataPass a envoyé au sujet de cette demande.',
    other: 'Courriel',
    sent: 'Envoyé',
    waiting: 'Pas encore parti',
    by: (name) => `écrit par ${name}`,
    refused: (code) => `Refusé (${code})`,
    returned: (status) => `Non remis (${status})`,
    why: {
      unknown: 'Cette adresse n’existe pas, ou plus : demandez-en une autre.',
      full: 'La boîte de cette personne est pleine : joignez-la autrement.',
      silent:
        'Le serveur du destinataire n’a pas répondu pendant plusieurs jours : vérifiez l’adresse, ou joignez cette personne autrement.',
      unwanted: 'Le serveur du destinataire n’en veut pas : joignez cette personne autrement.',
    },
    spared: 'DataPass n’y envoie plus, pour quelques mois, que ce qui doit l’être.',
  },
  en: {
    title: 'Mails',
    hint: 'What DataPass has sent about this request.',
    other: 'Mail',
    sent: 'Sent',
    waiting: 'Not sent yet',
    by: (name) => `written by ${name}`,
    refused: (code) => `Refused (${code})`,
    returned: (status) => `Not delivered (${status})`,
    why: {
      unknown: 'This address does not exist, or no more: ask for another one.',
      full: 'The mailbox of this person is full: reach them otherwise.',
      silent:
        'The recipient’s server did not answer for several days: check the address, or reach this person otherwise.',
      unwanted: 'The recipient’s server does not want it: reach this person otherwise.',
    },
    spared: 'For some months DataPass sends there only what has to be sent.',
  },
};

/** What is said of a mail that was refused at once or came back; undefined for one that, as far as we know, arrived. */
export function failureWords(
  { error, bounceStatus }: { error: string; bounceStatus: string },
  language: Language,
): { label: string; why: string } | undefined {
  const t = logWords[language];
  if (error) return { label: t.refused(error), why: t.why[causeOfCode(error)] };
  if (!bounceStatus) return undefined;
  const why = [t.why[causeOfStatus(bounceStatus)], ...(isPermanent(bounceStatus) ? [t.spared] : [])];
  return { label: t.returned(bounceStatus), why: why.join(' ') };
}

/** RFC 5321 §4.2.3: no such mailbox, not here, name not allowed. */
const causeOfCode = (code: string): Cause => (['550', '551', '553'].includes(code) ? 'unknown' : 'unwanted');

/** RFC 3463: of an address (x.1), of a mailbox that is closed (x.2.1) or full (x.2.2); class 4 was tried for days. */
function causeOfStatus(status: string): Cause {
  if (/^\d\.2\.2$/.test(status)) return 'full';
  if (!isPermanent(status)) return 'silent';
  return /^5\.(1\.\d+|2\.1)$/.test(status) ? 'unknown' : 'unwanted';
}
