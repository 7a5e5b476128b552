/** Texts of « Récupérer mon accès ». */
import type { Language } from '../http/language.ts';

interface AccessTexts {
  title: string;
  lead: (facts: { organisation: string; api: string }) => string;
  number: string;
  organisation: string;
  api: string;
  scopes: string;
  until: string;
  /** Of calls a minute, where it is lower than the one asked for. */
  quota: string;
  perMinute: (quota: string) => string;
  conditions: string;
  credential: string;
  how: string;
  steps: string[];
  keepTitle: string;
  keep: string;
  /** The way chosen needs another API of the file, which is not validated. */
  counted: (api: string, state: string) => string;
  /** The PDF, and the page that its code leads to. */
  certificate: string;
  check: string;
  support: string;
  ended: { title: string; text: string };
  absent: { title: string; detail: string };
}

export const accessTexts: Record<Language, AccessTexts> = {
  fr: {
    title: 'Récupérer mon accès',
    lead: ({ organisation, api }) =>
      `${organisation} peut utiliser « ${api} ». Voici l’habilitation signée qui le prouve.`,
    number: 'Habilitation',
    organisation: 'Organisation',
    api: 'API',
    scopes: 'Données',
    until: 'Valable jusqu’au',
    quota: 'Débit accordé',
    perMinute: (quota) => `${quota} appels par minute`,
    conditions: 'Conditions à respecter',
    credential: 'Habilitation signée',
    how: 'Comment s’en servir',
    steps: [
      'Cliquez dans le cadre, sélectionnez tout (Ctrl + A, ou ⌘ + A) et copiez (Ctrl + C, ou ⌘ + C).',
      'Collez-la dans le coffre de secrets ou la configuration protégée de votre logiciel.',
      'Joignez-la à chaque appel de l’API, dans l’en-tête « Authorization: Bearer … ».',
    ],
    keepTitle: 'Gardez-la secrète',
    keep: 'Qui la détient peut appeler l’API au nom de l’organisation. Ne l’envoyez pas par messagerie et ne la publiez pas : l’autre personne habilitée la retire ici elle-même. Chaque retrait est consigné.',
    counted: (api, state) =>
      `La modalité choisie passe par « ${api} », demandé dans le même dossier (${state.toLowerCase()}) : elle ne fonctionnera qu’une fois cette demande validée.`,
    certificate: 'Télécharger l’attestation (PDF)',
    check: 'La page publique qui dit si elle est en vigueur',
    support: 'Une difficulté ? Écrivez à',
    ended: {
      title: 'Cette habilitation n’est plus valable',
      text: 'Elle a expiré, a été remplacée ou a été révoquée : elle ne peut plus être retirée. Revenez à la demande pour connaître la suite.',
    },
    absent: {
      title: 'Cette habilitation n’est pas disponible',
      detail:
        'Vérifiez le numéro, et connectez-vous sous l’adresse à laquelle le message de validation est arrivé : seuls le demandeur et le contact technique peuvent la retirer.',
    },
  },
  en: {
    title: 'Collect my access',
    lead: ({ organisation, api }) =>
      `${organisation} may use ${api}. Here is the signed habilitation that proves it.`,
    number: 'Habilitation',
    organisation: 'Organisation',
    api: 'API',
    scopes: 'Data',
    until: 'Valid until',
    quota: 'Rate granted',
    perMinute: (quota) => `${quota} calls a minute`,
    conditions: 'Conditions to keep to',
    credential: 'Signed habilitation',
    how: 'How to use it',
    steps: [
      'Click in the box, select everything (Ctrl + A, or ⌘ + A) and copy it (Ctrl + C, or ⌘ + C).',
      'Paste it into the vault or the protected settings of your software.',
      'Send it with every call of the API, in the header “Authorization: Bearer …”.',
    ],
    keepTitle: 'Keep it secret',
    keep: 'Whoever holds it can call the API in the name of the organisation. Do not send it by e-mail or publish it: the other entitled person collects it here. Each collection is recorded.',
    counted: (api, state) =>
      `The way chosen goes by “${api}”, asked for in the same file (${state.toLowerCase()}): it will only work once that request is validated.`,
    certificate: 'Download the certificate (PDF)',
    check: 'The public page that says whether it is in force',
    support: 'Something does not work? Write to',
    ended: {
      title: 'This habilitation is no longer valid',
      text: 'It has expired, has been replaced or has been revoked, and can no longer be collected. Go back to the request to see what comes next.',
    },
    absent: {
      title: 'This habilitation is not available',
      detail:
        'Check the number, and sign in under the address that received the message of validation: only the applicant and the technical contact can collect it.',
    },
  },
};
