/**
 * The words of the journey after the eligibility question, in French, the language of reference. Texts about an API
 * come from its definition; the words of uploads, of the list and of decisions are beside them.
 */
import { problemMessage } from '../../catalogue/messages/fr.ts';
import entry from '../shared/messages/fr.ts';

export default {
  ...entry,
  /** What is wrong with an answer. */
  problem: problemMessage,

  // Preparations, and who is signed in
  preparationsTitle: 'Ce qu’il vous faudra',
  preparationsIntroduction:
    'Cochez ce qui est prêt. Rien n’est obligatoire pour commencer : vous pourrez vous arrêter et reprendre plus tard.',
  timeToFill: 'Comptez vingt minutes environ pour remplir la demande.',
  print: 'Imprimer cette liste',
  start: 'Commencer la demande',
  previous: 'Précédent',
  myRequests: 'Mes demandes',
  hostedReason:
    'La demande se fait sur le site DataPass : cette page n’est pas encore enregistrée pour l’accueillir.',
  signOut: 'Se déconnecter',
  signedInAs: (name: string) => `Vous êtes ${name}.`,
  signingIn: 'La connexion est en cours dans une autre fenêtre.',
  cancel: 'Annuler',
  reopen: 'Rouvrir la fenêtre',

  // The form
  step: (number: number, count: number) => `Étape ${number} sur ${count}`,
  nextStep: 'Étape suivante : ',
  allSteps: 'Revenir à une étape',
  summary: 'La synthèse',
  optional: '(facultatif)',
  allRequired: 'Toutes les réponses sont nécessaires, sauf celles marquées « facultatif ».',
  example: 'Exemple : ',
  next: 'Suivant',
  save: 'Enregistrer',
  error: 'Erreur : ',
  errors: (count: number) => `${count} ${count < 2 ? 'réponse' : 'réponses'} à corriger`,
  left: (count: number) =>
    `${Math.abs(count)} ${Math.abs(count) < 2 ? 'caractère' : 'caractères'} ${count < 0 ? 'de trop' : 'possibles encore'}`,
  asked: 'modification demandée',
  changesTitle: 'L’instructeur vous demande une modification',
  model: (label: string) => `modèle « ${label} »`,
  usual: (label: string) => `habituel pour « ${label} »`,
  useCase: 'Partir d’un modèle',
  useCaseHint: 'Il remplit ce que les demandes semblables ont en commun. Vous relisez et changez tout.',
  filled: (count: number) =>
    count < 2 ? 'Le modèle a rempli une réponse' : `Le modèle a rempli ${count} réponses`,
  typed: 'Vous aviez déjà répondu : vos mots sont gardés',
  replace: 'Remplacer par le modèle',
  me: 'C’est moi',
  given_name: 'Prénom',
  family_name: 'Nom',
  email: 'Adresse électronique',
  phone: 'Téléphone',
  job_title: 'Fonction',
  scopesBroken: 'Ce choix ne convient pas encore',
  saved: (time: string) => `✓ Enregistré à ${time.replace(':', ' h ')}`,
  saving: {
    dirty: 'Modifications en attente',
    saving: 'Enregistrement…',
    kept: 'Gardé 7 jours dans ce navigateur',
    offline: 'Hors connexion : gardé ici, envoyé au retour du réseau',
    conflict: 'Une version plus récente existe : réunion des deux…',
    lost: 'Session terminée : gardé dans ce navigateur',
    refused: 'Non enregistré',
  } as Record<string, string>,
  unkept: 'Ce navigateur ne garde rien : identifiez-vous pour ne rien perdre',
  elsewhere: 'Ce brouillon est ouvert dans un autre onglet.',
  here: 'Continuer ici',
  erase: 'Effacer de ce navigateur',
  eraseSure: 'Effacer ce brouillon de ce navigateur ? Ce qui n’est pas enregistré sera perdu.',
  signInToSave: 'S’identifier pour enregistrer',
  differed: 'Modifié aussi ailleurs : vos mots sont gardés, l’autre version disait',
  takeTheirs: 'Prendre l’autre version',
  edit: 'Modifier',
  editStep: (title: string) => `Modifier l’étape « ${title} »`,
  noAnswer: 'Pas de réponse',
  yes: 'Oui',
  missing: (count: number) =>
    count < 2 ? 'Il manque une réponse pour soumettre' : `Il manque ${count} réponses pour soumettre`,
  organisation: 'L’organisation qui demande',
  onBehalf: 'Pour laquelle faites-vous cette demande ?',
  organisationSignedOut:
    'Celle de votre compte ProConnect : elle s’affichera ici une fois identifié, avant tout envoi.',
  otherOrganisation: 'Demander pour une autre organisation',
  closedOrganisation: 'Cette organisation est fermée au répertoire Sirene : elle ne peut pas demander.',
  disagreement: 'Votre déclaration et le répertoire ne s’accordent pas',
  explanation: 'Expliquez cet écart',
  explanationHint: 'L’instructeur lira cette explication : deux ou trois phrases suffisent.',
  emailTitle: 'Votre adresse électronique ne permet pas de soumettre',
  emailText:
    'Il faut une adresse professionnelle à votre nom, ni partagée ni personnelle. Ce que vous avez saisi est gardé.',
  otherAccount: 'S’identifier avec une autre adresse',
  commitments: 'Vos engagements',
  terms: 'Lire les conditions',
  version: (version: string) => `version ${version}`,
  tick: (label: string) => `Cochez : « ${label} »`,
  submit: 'Soumettre la demande d’habilitation',
  submitting: 'Envoi en cours…',
  submitSignIn:
    'Vous vous identifierez avec ProConnect, puis reviendrez ici : rien ne part avant votre confirmation.',
  submitReady: 'Vous voici identifié. Vérifiez l’organisation, puis soumettez.',
  unsent: 'La demande n’est pas partie',
  unreachable: 'DataPass ne répond pas. Tout est gardé : réessayez, la demande ne partira qu’une fois.',
  loading: 'Chargement…',
  unreadable: 'Ce brouillon n’a pas pu être ouvert.',
  newTab: '(nouvel onglet)',

  // The follow-up
  number: (number: string) => `Demande ${number}`,
  state: {
    draft: 'Brouillon',
    submitted: 'En cours d’instruction',
    changes_requested: 'Modifications demandées',
    validated: 'Validée',
    refused: 'Refusée',
    revoked: 'Révoquée',
    archived: 'Archivée',
  },
  newState: (state: string) => `La demande a changé d’état : ${state}.`,
  lineTitle: 'Où en est votre demande',
  line: {
    sent: 'Envoi',
    instruction: 'Instruction',
    decided: 'Décision',
    connected: 'Raccordement',
    in_use: 'Utilisation',
  },
  lineState: { done: 'fait', current: 'en cours', todo: 'à venir' },
  submittedText:
    'Votre demande est entre les mains de l’instructeur. Vous recevrez un courriel à chaque étape ; cette page se met à jour seule.',
  answerBy: (day: string) =>
    `Sans réponse le ${day}, la demande est considérée comme refusée (CRPA, art. L. 231-4). Vous pourrez contester ce refus pendant deux mois.`,
  history: 'Historique',
  by: (person: string) => ` par ${person}`,
  event: {
    create: 'Demande commencée',
    save: 'Brouillon modifié',
    submit: 'Demande soumise',
    request_changes: 'Modifications demandées',
    refuse: 'Demande refusée',
    validate: 'Demande validée',
    archive: 'Dossier archivé',
  } as Record<string, string>,
  at: (day: string, time: string) => `${day}, ${time.replace(':', ' h ')}`,
  stale: 'Hors connexion : l’état affiché est le dernier connu.',
  ended: 'Votre session est terminée.',
  signInAgain: 'S’identifier à nouveau',
  unread: 'La demande n’a pas pu être lue.',
};
