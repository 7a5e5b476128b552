/** What each mail is called, where they are listed. */
import { examinationTopics } from '../examination/topics.ts';
import type { Language } from '../http/language.ts';
import type { Template } from './facts.ts';

const examination = Object.values(examinationTopics);
type Named = Template | (typeof examination)[number];

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
  },
};

/** « Accusé de réception »; of a mail without a name of its own, that it is one. */
export const mailName = (template: string, language: Language): string =>
  names[language][template as Named] ?? logWords[language].other;

export const logWords: Record<
  Language,
  {
    title: string;
    hint: string;
    other: string;
    sent: string;
    waiting: string;
    refused: (code: string) => string;
    why: (code: string) => string;
  }
> = {
  fr: {
    title: 'Courriels',
    hint: 'Ce que DataPass a envoyé au sujet de cette demande.',
    other: 'Courriel',
    sent: 'Envoyé',
    waiting: 'Pas encore parti',
    refused: (code) => `Refusé (${code})`,
    why: (code) =>
      addressUnknown(code)
        ? 'Cette adresse n’existe pas, ou plus : demandez-en une autre.'
        : 'Le serveur du destinataire n’en veut pas : joignez cette personne autrement.',
  },
  en: {
    title: 'Mails',
    hint: 'What DataPass has sent about this request.',
    other: 'Mail',
    sent: 'Sent',
    waiting: 'Not sent yet',
    refused: (code) => `Refused (${code})`,
    why: (code) =>
      addressUnknown(code)
        ? 'This address does not exist, or no more: ask for another one.'
        : 'The recipient’s server does not want it: reach this person otherwise.',
  },
};

/** RFC 5321 §4.2.3: no such mailbox, not here, name not allowed. */
const addressUnknown = (code: string) => ['550', '551', '553'].includes(code);
