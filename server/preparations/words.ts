/** Drafts prepared for applicants, in words: the pages of those who prepare them. */
import type { Language } from '../http/language.ts';
import { mostPerDay } from '../invitations/rules.ts';
import type { ProblemCode } from './input.ts';
import { longestNote, longestText, type PreparationState } from './rules.ts';

const fr = {
  title: 'Brouillons préparés',
  lead: 'Préparez le brouillon d’une demande pour qui en a besoin : la personne reçoit un lien, le reprend, le complète et le soumet elle-même.',
  requests: 'Demandes',
  list: 'Brouillons préparés',
  add: 'Préparer un brouillon',
  none: 'Aucun brouillon n’est préparé.',
  older: 'Plus anciens →',
  pages: 'Pages',
  untitled: 'Sans titre',
  choose: {
    title: 'Préparer un brouillon',
    lead: 'Pour quelle API, à quelle étape ?',
    label: 'API et étape',
    submit: 'Continuer',
  },
  form: {
    create: (api: string) => `Préparer un brouillon – ${api}`,
    edit: 'Modifier ce qui est préparé',
    other: 'Choisir une autre API',
    useCase: 'Cas d’usage',
    useCaseHint: 'Le brouillon commence avec ce qui est habituel pour lui.',
    noUseCase: 'Aucun en particulier',
    siret: 'SIRET de l’organisation',
    siretHint: 'La personne doit se connecter pour cette organisation. Exemple : 219 900 016 00011',
    email: 'Adresse électronique de la personne',
    emailHint: 'Exemple : prenom.nom@commune.example',
    emailOut:
      'Un lien a été envoyé : avec une autre adresse, il n’ouvre plus rien, et un autre est à envoyer.',
    titleField: 'Titre du projet',
    titleHint: 'La personne peut le changer.',
    text: 'Ce qu’il lui reste à remplir (facultatif)',
    textHint: 'La personne le lit dans le courriel, puis dans l’historique de sa demande.',
    note: 'Note privée (facultatif)',
    noteHint: 'Pour votre service seulement.',
    save: 'Enregistrer',
    errors: (count: number) => (count === 1 ? 'Une réponse à corriger' : `${count} réponses à corriger`),
    errorPrefix: 'Erreur : ',
  },
  problems: {
    use_case: 'Choisissez un cas d’usage de cette liste.',
    siret: 'Écrivez un SIRET : 14 chiffres, dont le dernier contrôle les autres.',
    siret_unknown: 'L’annuaire ne connaît pas ce SIRET : vérifiez-le.',
    siret_closed: 'Cet établissement est fermé, dit l’annuaire : écrivez le SIRET de celui qui lui succède.',
    directory: 'L’annuaire des organisations ne répond pas : réessayez dans une minute, rien n’est perdu.',
    email: 'Écrivez une adresse électronique complète, comme prenom.nom@commune.example.',
    own_email: 'C’est votre propre adresse : qui prépare un brouillon ne le reprend pas.',
    banned:
      'Le compte de cette adresse est exclu de DataPass : écrivez à une autre personne de l’organisation, ou demandez à un administrateur de lever l’exclusion.',
    title_missing: 'Donnez un titre : la personne y reconnaît sa demande.',
    title: 'Raccourcissez ce titre.',
    text: `Raccourcissez à ${longestText} caractères au plus.`,
    note: `Raccourcissez à ${longestNote} caractères au plus.`,
    character: 'Retirez le caractère qui ne peut pas être enregistré : effacez, puis écrivez de nouveau.',
  } satisfies Record<ProblemCode, string>,
  states: {
    prepared: 'Pas encore envoyé',
    sent: 'Envoyé',
    opened: 'Ouvert',
    claimed: 'Repris',
    withdrawn: 'Retiré',
    expired: 'Échu',
  } satisfies Record<PreparationState, string>,
  next: {
    prepared: 'Relisez, remplissez ce que vous savez, puis envoyez le lien.',
    sent: (until: string) => `Le lien est parti ; il vaut jusqu’au ${until}.`,
    opened: (until: string) =>
      `Le lien a été ouvert, le brouillon n’est pas encore repris. Il vaut jusqu’au ${until}.`,
    claimed: (who: string, when: string) =>
      `Repris par ${who} le ${when} : vous ne pouvez plus le modifier, et vous le lirez quand la demande sera soumise.`,
    withdrawn: 'Le lien n’ouvre plus rien. Envoyez-en un autre, ou supprimez ce brouillon.',
    expired: (until: string) =>
      `Le lien valait jusqu’au ${until}, et personne n’a repris le brouillon. Envoyez-en un autre, ou supprimez ce brouillon.`,
  },
  somebody: 'une personne',
  facts: {
    api: 'API',
    useCase: 'Cas d’usage',
    organisation: 'Organisation',
    email: 'Pour',
    preparedBy: 'Préparé par',
    text: 'Il lui reste à remplir',
    note: 'Note privée',
    request: 'Demande',
    unsent: (number: string) => `${number}, pas encore soumise`,
  },
  prepared: 'Ce qui est préparé',
  fill: 'Remplir',
  nothing: 'Rien n’est encore rempli à cette étape.',
  mail: {
    waiting: 'Le courriel part.',
    sent: (when: string) => `Courriel envoyé le ${when}.`,
    failed: 'Le serveur de courriel a refusé cette adresse : corrigez-la, puis envoyez de nouveau.',
  },
  actions: {
    change: 'Modifier',
    invite: 'Envoyer le lien',
    again: 'Envoyer un nouveau lien',
    withdraw: 'Retirer l’invitation',
    remove: 'Supprimer ce brouillon',
    removeSure: 'Supprimer : tout ce qui est préparé ici est perdu.',
    sure: 'Supprimer définitivement',
  },
  done: {
    saved: 'Enregistré.',
    sent: 'Le lien part par courriel.',
    withdrawn: 'L’invitation est retirée : son lien n’ouvre plus rien.',
    removed: 'Le brouillon est supprimé.',
  },
  step: {
    back: 'Ce qui est préparé',
    hint: 'Écrivez ce que vous savez : la personne relit tout, et peut tout changer. Les documents, c’est elle qui les joint.',
    save: 'Enregistrer cette étape',
    documents: 'Les documents seront joints par la personne.',
  },
  absent: [
    'Brouillon introuvable',
    'Il n’existe pas, a été supprimé, ou concerne une API que vous n’instruisez pas. Revenez à la liste.',
  ] as [string, string],
  notAccepting: [
    'Aucune de vos API ne prend de demande',
    'Elles n’acceptent pas de nouvelle demande pour le moment : un brouillon ne pourrait pas être soumis. Les brouillons déjà préparés restent dans la liste.',
  ] as [string, string],
  noRole: [
    'Cette page est réservée',
    'Préparer un brouillon demande le rôle d’instructeur d’une API. Demandez-le au responsable de votre équipe.',
  ] as [string, string],
};

const en: typeof fr = {
  title: 'Prepared drafts',
  lead: 'Prepare the draft of a request for whoever needs one: the person receives a link, takes it up, completes it and submits it themselves.',
  requests: 'Requests',
  list: 'Prepared drafts',
  add: 'Prepare a draft',
  none: 'No draft is prepared.',
  older: 'Older →',
  pages: 'Pages',
  untitled: 'No title',
  choose: {
    title: 'Prepare a draft',
    lead: 'For which API, at which stage?',
    label: 'API and stage',
    submit: 'Continue',
  },
  form: {
    create: (api) => `Prepare a draft – ${api}`,
    edit: 'Change what is prepared',
    other: 'Choose another API',
    useCase: 'Use case',
    useCaseHint: 'The draft begins with what is usual for it.',
    noUseCase: 'None in particular',
    siret: 'SIRET of the organisation',
    siretHint: 'The person has to sign in for this organisation. Example: 219 900 016 00011',
    email: 'E-mail address of the person',
    emailHint: 'Example: prenom.nom@commune.example',
    emailOut:
      'A link was sent: with another address it opens nothing any more, and another one is to be sent.',
    titleField: 'Title of the project',
    titleHint: 'The person may change it.',
    text: 'What is left for them to fill in (optional)',
    textHint: 'The person reads it in the e-mail, then in the history of their request.',
    note: 'Private note (optional)',
    noteHint: 'For your service alone.',
    save: 'Save',
    errors: (count) => (count === 1 ? 'One answer to correct' : `${count} answers to correct`),
    errorPrefix: 'Error: ',
  },
  problems: {
    use_case: 'Choose a use case of this list.',
    siret: 'Write a SIRET: 14 digits, of which the last checks the others.',
    siret_unknown: 'The directory does not know this SIRET: check it.',
    siret_closed: 'This establishment is closed, says the directory: write the SIRET of its successor.',
    directory: 'The directory of organisations does not answer: try again in a minute, nothing is lost.',
    email: 'Write a whole e-mail address, such as prenom.nom@commune.example.',
    own_email: 'This is your own address: who prepares a draft does not take it up.',
    banned:
      'The account of this address is kept out of DataPass: write to somebody else of the organisation, or ask an administrator to let it in again.',
    title_missing: 'Give a title: the person recognises their request by it.',
    title: 'Shorten this title.',
    text: `Shorten to ${longestText} characters at most.`,
    note: `Shorten to ${longestNote} characters at most.`,
    character: 'Remove the character that cannot be stored: delete it, then write again.',
  },
  states: {
    prepared: 'Not sent yet',
    sent: 'Sent',
    opened: 'Opened',
    claimed: 'Taken up',
    withdrawn: 'Withdrawn',
    expired: 'Ended',
  },
  next: {
    prepared: 'Read it again, fill in what you know, then send the link.',
    sent: (until) => `The link has gone; it works until ${until}.`,
    opened: (until) => `The link was opened, the draft is not taken up yet. It works until ${until}.`,
    claimed: (who, when) =>
      `Taken up by ${who} on ${when}: you can change it no more, and will read it once the request is submitted.`,
    withdrawn: 'The link opens nothing any more. Send another one, or delete this draft.',
    expired: (until) =>
      `The link worked until ${until}, and nobody took the draft up. Send another one, or delete this draft.`,
  },
  somebody: 'somebody',
  facts: {
    api: 'API',
    useCase: 'Use case',
    organisation: 'Organisation',
    email: 'For',
    preparedBy: 'Prepared by',
    text: 'Left for them to fill in',
    note: 'Private note',
    request: 'Request',
    unsent: (number) => `${number}, not submitted yet`,
  },
  prepared: 'What is prepared',
  fill: 'Fill in',
  nothing: 'Nothing is filled in at this step yet.',
  mail: {
    waiting: 'The e-mail is going.',
    sent: (when) => `E-mail sent on ${when}.`,
    failed: 'The mail server refused this address: correct it, then send again.',
  },
  actions: {
    change: 'Change',
    invite: 'Send the link',
    again: 'Send a new link',
    withdraw: 'Withdraw the invitation',
    remove: 'Delete this draft',
    removeSure: 'Delete: all that is prepared here is lost.',
    sure: 'Delete for good',
  },
  done: {
    saved: 'Saved.',
    sent: 'The link is going by e-mail.',
    withdrawn: 'The invitation is withdrawn: its link opens nothing any more.',
    removed: 'The draft is deleted.',
  },
  step: {
    back: 'What is prepared',
    hint: 'Write what you know: the person reads it all again, and may change all of it. Documents are theirs to attach.',
    save: 'Save this step',
    documents: 'The person will attach the documents.',
  },
  absent: [
    'Draft not found',
    'It does not exist, was deleted, or is of an API that you do not instruct. Go back to the list.',
  ],
  notAccepting: [
    'None of your APIs takes requests',
    'They accept no new request for now: a draft could not be submitted. Drafts prepared already stay in the list.',
  ],
  noRole: [
    'This page is reserved',
    'Preparing a draft takes the role of instructor of an API. Ask whoever manages your team for it.',
  ],
};

export const preparationWords: Record<Language, typeof fr> = { fr, en };

export const preparationProblems: Record<Language, Record<'changed' | 'often', [string, string]>> = {
  fr: {
    changed: [
      'Ce brouillon a changé entre-temps',
      'Quelqu’un l’a modifié, retiré ou repris depuis que cette page est ouverte. Revenez à ce brouillon pour voir où il en est : votre action n’a pas été faite.',
    ],
    often: [
      'Trop d’invitations aujourd’hui',
      `Vous en avez envoyé ${mostPerDay} en 24 heures : le brouillon est conservé, envoyez-le demain.`,
    ],
  },
  en: {
    changed: [
      'This draft has changed meanwhile',
      'Somebody changed it, withdrew it or took it up since this page was opened. Go back to the draft to see where it stands: your action was not done.',
    ],
    often: [
      'Too many invitations today',
      `You have sent ${mostPerDay} in 24 hours: the draft is kept, send it tomorrow.`,
    ],
  },
};
