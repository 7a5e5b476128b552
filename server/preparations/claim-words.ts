/** The page of whom a draft was prepared for, in words. */
import type { Language } from '../http/language.ts';
import { guestTexts } from '../invitations/words.ts';

const fr = {
  landing: {
    ...guestTexts.fr.landing,
    title: 'Un brouillon préparé pour vous',
    wrong:
      'Cette adresse n’ouvre rien, ou plus rien : copiez-la entière depuis le dernier courriel reçu. Si elle ne convient toujours pas, demandez au service qui vous a écrit d’en envoyer une autre.',
    proconnect:
      'Le courriel vous a été envoyé à l’adresse de votre compte ProConnect ? La page s’ouvre aussi ainsi.',
  },
  title: (api: string) => `Un brouillon préparé pour vous – ${api}`,
  lead: (provider: string) =>
    `Le service ${provider} qui instruit les demandes a préparé ce brouillon. Reprenez-le : il devient le vôtre, que vous seul pouvez modifier et soumettre.`,
  facts: {
    project: 'Projet',
    api: 'API',
    organisation: 'Organisation',
    until: 'À reprendre avant le',
    text: 'Il vous reste à remplir',
  },
  untitled: 'Sans titre',
  prepared: 'Ce qui est déjà rempli',
  preparedHint: 'Vous pourrez tout changer.',
  nothing: 'Rien encore.',
  signIn: {
    title: 'Connectez-vous pour le reprendre',
    text: (organisation: string) =>
      `Le brouillon est au nom de ${organisation} : connectez-vous pour cette organisation. Rien n’est envoyé tant que vous ne soumettez pas la demande.`,
    button: 'Se connecter avec ProConnect',
  },
  eligibility: {
    title: 'Puis-je demander l’accès ?',
    hint: 'Ces réponses sont les vôtres : personne ne les a données pour vous.',
    missing: 'Choisissez une réponse à cette question.',
    errors: 'Une réponse manque',
    other:
      'Vos réponses ne sont enregistrées que si vous reprenez le brouillon. Changez-les si l’une est fausse.',
  },
  continue: 'Continuer',
  claim: 'Reprendre ce brouillon',
  errorPrefix: 'Erreur : ',
  organisation: {
    title: 'Ce brouillon est pour une autre organisation',
    text: (theirs: string, siret: string) =>
      `Il est au nom de ${theirs} (SIRET ${siret}), pour laquelle vous n’êtes pas connecté. Connectez-vous de nouveau en choisissant cette organisation ; si ce n’est pas la vôtre, demandez au service qui vous a écrit de corriger le SIRET.`,
    button: 'Se connecter pour cette organisation',
  },
  closed: {
    title: 'Cette organisation est fermée',
    text: (theirs: string) =>
      `L’annuaire dit que ${theirs} est fermée. Demandez au service qui vous a écrit de préparer le brouillon pour l’organisation qui lui succède.`,
  },
  own: {
    title: 'Vous avez préparé ce brouillon',
    text: 'Qui prépare un brouillon ne le reprend pas : la personne à qui il est destiné le fera.',
    button: 'Voir ce que vous avez préparé',
  },
  person: {
    title: 'Ce brouillon est pour une autre adresse',
    text: 'Vous êtes connecté avec une autre adresse que celle à qui il est envoyé, et sans le lien du courriel. Ouvrez le lien reçu, ou connectez-vous avec l’adresse qui l’a reçu.',
    button: 'Se connecter autrement',
  },
  ended: {
    withdrawn: ['Ce brouillon n’est plus proposé', 'Le service qui l’a préparé a retiré son invitation.'],
    expired: [
      'Ce lien a pris fin',
      'Le brouillon n’a pas été repris à temps ; ce qui était préparé est conservé quelques semaines.',
    ],
    claimed: [
      'Ce brouillon est déjà repris',
      'Une autre personne l’a repris : c’est sa demande à présent. Si elle est de votre organisation, vous la trouvez dans vos demandes.',
    ],
    prepared: ['Ce brouillon n’est plus proposé', 'Le service qui le prépare l’a changé depuis.'],
    changed: [
      'Ce brouillon a changé',
      'Le service qui le prépare vient de changer pour qui, ou pour quelle organisation, il est.',
    ],
  } satisfies Record<string, [string, string]>,
  ask: 'Pour en recevoir un autre, écrivez à',
  requests: 'Mes demandes',
  withdrawnApi: [
    'Cette API n’est plus au catalogue',
    'Le brouillon ne peut pas être repris. Écrivez au service qui vous a écrit.',
  ] as [string, string],
};

const en: typeof fr = {
  landing: {
    ...guestTexts.en.landing,
    title: 'A draft prepared for you',
    wrong:
      'This address opens nothing, or nothing any more: copy all of it from the last e-mail that you received. If it still is not right, ask the service that wrote to you to send another one.',
    proconnect: 'Was the e-mail sent to the address of your ProConnect account? The page opens that way too.',
  },
  title: (api) => `A draft prepared for you – ${api}`,
  lead: (provider) =>
    `The service of ${provider} that examines requests has prepared this draft. Take it up: it becomes yours, which you alone can change and submit.`,
  facts: {
    project: 'Project',
    api: 'API',
    organisation: 'Organisation',
    until: 'To be taken up before',
    text: 'What is left for you to fill in',
  },
  untitled: 'No title',
  prepared: 'What is filled in already',
  preparedHint: 'You will be able to change all of it.',
  nothing: 'Nothing yet.',
  signIn: {
    title: 'Sign in to take it up',
    text: (organisation) =>
      `The draft is on behalf of ${organisation}: sign in for this organisation. Nothing is sent as long as you do not submit the request.`,
    button: 'Sign in with ProConnect',
  },
  eligibility: {
    title: 'May I ask for access?',
    hint: 'These answers are your own: nobody has given them for you.',
    missing: 'Choose an answer to this question.',
    errors: 'An answer is missing',
    other: 'Your answers are kept only if you take the draft up. Change them if one is wrong.',
  },
  continue: 'Continue',
  claim: 'Take this draft up',
  errorPrefix: 'Error: ',
  organisation: {
    title: 'This draft is for another organisation',
    text: (theirs, siret) =>
      `It is on behalf of ${theirs} (SIRET ${siret}), for which you are not signed in. Sign in again and choose this organisation; if it is not yours, ask the service that wrote to you to correct the SIRET.`,
    button: 'Sign in for this organisation',
  },
  closed: {
    title: 'This organisation is closed',
    text: (theirs) =>
      `The directory says that ${theirs} is closed. Ask the service that wrote to you to prepare the draft for its successor.`,
  },
  own: {
    title: 'You have prepared this draft',
    text: 'Who prepares a draft does not take it up: the person whom it is for will.',
    button: 'See what you have prepared',
  },
  person: {
    title: 'This draft is for another address',
    text: 'You are signed in with another address than the one it was sent to, and without the link of the e-mail. Open the link that was received, or sign in with the address that received it.',
    button: 'Sign in otherwise',
  },
  ended: {
    withdrawn: [
      'This draft is no longer offered',
      'The service that prepared it has withdrawn its invitation.',
    ],
    expired: [
      'This link has ended',
      'The draft was not taken up in time; what was prepared is kept for some weeks.',
    ],
    claimed: [
      'This draft is taken up already',
      'Somebody else has taken it up: it is their request now. If they are of your organisation, you find it among your requests.',
    ],
    prepared: ['This draft is no longer offered', 'The service that prepares it has changed it since.'],
    changed: [
      'This draft has changed',
      'The service that prepares it has just changed whom, or which organisation, it is for.',
    ],
  },
  ask: 'To receive another one, write to',
  requests: 'My requests',
  withdrawnApi: [
    'This API is no longer in the catalogue',
    'The draft can’t be taken up. Write to the service that wrote to you.',
  ],
};

export const claimWords: Record<Language, typeof fr> = { fr, en };
