/**
 * The words of the journey after the eligibility question, in French, the language of reference. Texts about an API
 * come from its definition; the words of uploads, of the list and of decisions are beside them.
 */
import { problemMessage, sentences } from '../../catalogue/messages/fr.ts';
import entry from '../shared/messages/fr.ts';

export default {
  ...entry,
  /** What is wrong with an answer. */
  problem: problemMessage,
  /** Those that `problem` puts together; chunks of their own add theirs. */
  sentences: sentences as Record<string, string>,

  // Preparations, and who is signed in
  preparationsTitle: 'Ce qu’il vous faudra',
  preparationsIntroduction: 'Cochez ce qui est prêt : rien n’est obligatoire.',
  timeToFill: 'Comptez vingt minutes environ.',
  print: 'Imprimer',
  start: 'Commencer la demande',
  previous: 'Précédent',
  myRequests: 'Mes demandes',
  signOut: 'Se déconnecter',
  signedInAs: (name: string) => `Vous êtes ${name}.`,
  signingIn: 'Connexion en cours dans une autre fenêtre.',
  cancel: 'Annuler',
  reopen: 'Rouvrir la fenêtre',

  // The form
  step: (number: number, count: number) => `Étape ${number} sur ${count}`,
  nextStep: 'Étape suivante : ',
  allSteps: 'Revenir à une étape',
  summary: 'La synthèse',
  optional: '(facultatif)',
  allRequired: 'Tout est nécessaire, sauf ce qui est marqué « facultatif ».',
  example: 'Exemple : ',
  next: 'Suivant',
  save: 'Enregistrer',
  error: 'Erreur : ',
  errors: (count: number) => `${count} ${count < 2 ? 'réponse' : 'réponses'} à corriger`,
  left: (count: number) =>
    `${Math.abs(count)} ${Math.abs(count) < 2 ? 'caractère' : 'caractères'} ${count < 0 ? 'de trop' : 'possibles encore'}`,
  useCase: 'Partir d’un modèle',
  useCaseHint: 'Il remplit ce que ces demandes ont en commun.',
  me: 'C’est moi',
  given_name: 'Prénom',
  family_name: 'Nom',
  email: 'Adresse électronique',
  phone: 'Téléphone',
  job_title: 'Fonction',
  gone: 'Données qui ne sont plus ici',
  saved: (time: string) => `✓ Enregistré à ${time.replace(':', ' h ')}`,
  saving: {
    dirty: 'Modifications en attente',
    saving: 'Enregistrement…',
    kept: 'Gardé 7 jours dans ce navigateur',
    unkept: 'Ce navigateur ne garde rien : identifiez-vous',
    offline: 'Hors connexion : gardé ici, envoyé au retour du réseau',
    lost: 'Session terminée : gardé dans ce navigateur',
    refused: 'Non enregistré',
  } as Record<string, string>,
  elsewhere: 'Ce brouillon est ouvert dans un autre onglet.',
  here: 'Continuer ici',
  erase: 'Effacer de ce navigateur',
  eraseSure: 'Effacer ? Ce qui n’est pas enregistré sera perdu.',
  edit: 'Modifier',
  editStep: (title: string) => `Modifier l’étape « ${title} »`,
  carried: (number: string) => `Repris de ${number}`,
  noAnswer: 'Pas de réponse',
  yes: 'Oui',
  missing: (count: number) =>
    count < 2 ? 'Il manque une réponse pour soumettre' : `Il manque ${count} réponses pour soumettre`,
  organisation: 'L’organisation qui demande',
  organisationSignedOut: 'Celle de votre compte ProConnect.',
  otherOrganisation: 'Demander pour une autre organisation',
  commitments: 'Vos engagements',
  terms: 'Lire les conditions',
  tick: (label: string) => `Cochez : « ${label} »`,
  submit: 'Soumettre la demande d’habilitation',
  submitSignIn: 'Vous vous identifierez, puis reviendrez ici.',
  submitReady: 'Vous voici identifié. Vérifiez l’organisation, puis soumettez.',
  unsent: 'La demande n’est pas partie',
  loading: 'Chargement…',
  newTab: '(nouvel onglet)',

  // The follow-up
  lineTitle: 'Où en est votre demande',
  history: 'Historique',
  stale: 'Hors connexion : dernier état connu.',
  ended: 'Session terminée.',
};
