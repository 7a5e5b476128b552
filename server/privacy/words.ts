/** The words of `/mes-donnees`, and of the page where an administrator erases somebody. */
import type { Language } from '../http/language.ts';

interface PrivacyWords {
  title: string;
  lead: string;
  identity: string;
  name: string;
  email: string;
  phone: string;
  jobTitle: string;
  organisations: string;
  roles: string;
  lastSeen: string;
  none: string;
  requests: string;
  noRequest: string;
  /** What somebody is to a request of the list. */
  mine: string;
  acted: string;
  until: (day: string) => string;
  running: (time: string) => string;
  named: string;
  noNamed: string;
  namedHint: string;
  traces: string;
  documents: (count: number) => string;
  seen: (count: number) => string;
  mails: (count: number) => string;
  invitations: (count: number) => string;
  received: (count: number) => string;
  sessions: string;
  sessionsHint: string;
  /** A browser that says neither its name nor its system. */
  someBrowser: string;
  here: string;
  lastUsed: (time: string) => string;
  endSession: string;
  export: string;
  exportHint: string;
  download: string;
  erase: string;
  goes: string;
  goesIdentity: string;
  goesDrafts: (numbers: string) => string;
  goesAll: string;
  stays: string;
  staysDraft: (number: string, day: string) => string;
  staysRole: string;
  staysHistory: string;
  law: string;
  confirm: string;
  unconfirmed: string;
  errors: (count: number) => string;
  submit: string;
  asked: (day: string) => string;
  allGone: string;
  allGoneText: string;
  partly: string;
  partlyText: string;
  rules: string;
  home: string;
  admin: {
    title: (name: string) => string;
    lead: string;
    reason: string;
    reasonHint: string;
    noReason: string;
    confirm: string;
    submit: string;
    goes: string;
    own: string;
    done: string;
    doneText: string;
    partly: string;
    partlyText: string;
    unknown: string;
    unknownText: string;
  };
}

export const privacyWords: Record<Language, PrivacyWords> = {
  fr: {
    title: 'Mes données',
    lead: 'Ce que DataPass conserve à votre sujet, jusqu’à quand, et comment l’emporter ou l’effacer.',
    identity: 'Votre identité',
    name: 'Nom',
    email: 'Adresse électronique',
    phone: 'Téléphone',
    jobTitle: 'Fonction',
    organisations: 'Organisations',
    roles: 'Rôles',
    lastSeen: 'Dernière connexion',
    none: 'Non renseigné',
    requests: 'Les demandes où vous avez agi',
    noRequest: 'Aucune.',
    mine: 'votre demande',
    acted: 'vous y avez agi',
    until: (day) => `conservée jusqu’au ${day}`,
    running: (time) => `en cours : conservée ${time}`,
    named: 'Les demandes d’autres personnes qui vous nomment',
    noNamed: 'Aucune.',
    namedHint:
      'Ce qu’elles disent de vous est dans le fichier à télécharger. Pour le faire corriger, écrivez au demandeur ou au support de l’API.',
    traces: 'Le reste',
    documents: (count) => (count < 2 ? `${count} document joint` : `${count} documents joints`),
    seen: (count) =>
      count < 2 ? `${count} consultation de document` : `${count} consultations de documents`,
    mails: (count) => (count < 2 ? `${count} courriel envoyé` : `${count} courriels envoyés`),
    invitations: (count) =>
      count < 2 ? `${count} invitation envoyée ou suivie` : `${count} invitations envoyées ou suivies`,
    received: (count) => (count < 2 ? `${count} accès récupéré` : `${count} accès récupérés`),
    sessions: 'Vos sessions ouvertes',
    sessionsHint: 'Vous n’en reconnaissez pas une ? Fermez-la : elle ne donnera plus accès à rien.',
    someBrowser: 'Navigateur inconnu',
    here: 'celle-ci',
    lastUsed: (time) => `utilisée le ${time}`,
    endSession: 'Fermer',
    export: 'Emporter une copie',
    exportHint:
      'Un fichier JSON, lisible par d’autres logiciels : votre identité, vos demandes et leurs réponses, ce que vous avez fait, et ce qui est dit de vous.',
    download: 'Télécharger mes données',
    erase: 'Demander l’effacement',
    goes: 'Effacé tout de suite',
    goesIdentity:
      'Vos sessions, votre téléphone, votre fonction, vos préférences de courriel et vos listes enregistrées ; votre nom dans l’historique des profils d’organisation.',
    goesDrafts: (numbers) => `Vos brouillons, avec leurs documents : ${numbers}.`,
    goesAll: 'Et votre compte : rien d’autre n’est conservé.',
    stays: 'Conservé, parce que la loi l’impose ou que d’autres en dépendent',
    staysDraft: (number, day) =>
      `${number} : un brouillon où d’autres ont écrit. Il sera supprimé le ${day} si personne n’y touche ; vous pouvez le transmettre ou l’archiver.`,
    staysRole:
      'Votre compte, tant qu’un rôle vous est confié chez un fournisseur de données : l’administration rend compte de ses décisions.',
    staysHistory:
      'Votre nom dans l’historique de demandes où vous êtes intervenu, jusqu’à leur propre effacement.',
    law: 'Échanges entre administrations : traçabilité de 36 mois (code des relations entre le public et l’administration, articles L. 114-8 et suivants ; RGPD, article 17, paragraphe 3, point b). Ce qui reste s’efface de lui-même à ces dates, et votre compte avec.',
    confirm: 'J’ai compris que l’effacement est définitif.',
    unconfirmed: 'Cochez la case pour confirmer que vous avez compris que l’effacement est définitif',
    errors: (count) => (count < 2 ? 'Il reste une chose à faire' : `Il reste ${count} choses à faire`),
    submit: 'Effacer mes données',
    asked: (day) =>
      `Vous avez demandé l’effacement de vos données le ${day}. Vous vous êtes reconnecté depuis : si vous le souhaitez toujours, demandez-le de nouveau.`,
    allGone: 'Vos données sont effacées',
    allGoneText: 'Votre compte n’existe plus. Vous êtes déconnecté de DataPass.',
    partly: 'Ce qui pouvait l’être est effacé',
    partlyText:
      'Vous êtes déconnecté. Voici ce qui est encore conservé ; le reste s’effacera sans que vous ayez rien à faire.',
    rules: 'Ce que DataPass conserve, pourquoi et combien de temps',
    home: 'Aller à l’accueil',
    admin: {
      title: (name) => `Effacer les données de ${name}`,
      lead: 'À la demande de la personne, reçue par un autre moyen que sa page « Mes données ». Vérifiez que c’est bien elle qui vous l’a demandé.',
      reason: 'Motif',
      reasonHint: 'Comment et quand la personne l’a demandé. Conservé avec l’effacement, sans son nom.',
      noReason: 'Indiquez comment la personne l’a demandé',
      confirm: 'J’ai vérifié l’identité de la personne ; l’effacement est définitif.',
      submit: 'Effacer ces données',
      goes: 'Et son compte : rien d’autre n’est conservé.',
      own: 'Pour vos propres données, utilisez votre page « Mes données ».',
      done: 'Les données sont effacées',
      doneText: 'Le compte n’existe plus.',
      partly: 'Ce qui pouvait l’être est effacé',
      partlyText: 'Voici ce qui est encore conservé ; le reste s’effacera de lui-même.',
      unknown: 'Cette personne n’est pas connue',
      unknownText: 'Elle a peut-être été effacée. Cherchez-la de nouveau par son adresse.',
    },
  },
  en: {
    title: 'My data',
    lead: 'What DataPass keeps about you, until when, and how to take it away or have it erased.',
    identity: 'Your identity',
    name: 'Name',
    email: 'E-mail address',
    phone: 'Telephone',
    jobTitle: 'Position',
    organisations: 'Organisations',
    roles: 'Roles',
    lastSeen: 'Last sign-in',
    none: 'Not given',
    requests: 'The requests in which you did something',
    noRequest: 'None.',
    mine: 'your request',
    acted: 'you did something there',
    until: (day) => `kept until ${day}`,
    running: (time) => `under way: kept ${time}`,
    named: 'Other people’s requests that name you',
    noNamed: 'None.',
    namedHint:
      'What they say of you is in the file to download. To have it corrected, write to the applicant or to the support of the API.',
    traces: 'The rest',
    documents: (count) => (count === 1 ? '1 document attached' : `${count} documents attached`),
    seen: (count) => (count === 1 ? '1 document seen' : `${count} documents seen`),
    mails: (count) => (count === 1 ? '1 e-mail sent to you' : `${count} e-mails sent to you`),
    invitations: (count) =>
      count === 1 ? '1 invitation sent or followed' : `${count} invitations sent or followed`,
    received: (count) => (count === 1 ? '1 access fetched' : `${count} accesses fetched`),
    sessions: 'Your open sessions',
    sessionsHint: 'One that you do not know? End it: it will open nothing any more.',
    someBrowser: 'Unknown browser',
    here: 'this one',
    lastUsed: (time) => `used on ${time}`,
    endSession: 'End',
    export: 'Take a copy away',
    exportHint:
      'A JSON file that other software can read: your identity, your requests and their answers, what you did, and what is said of you.',
    download: 'Download my data',
    erase: 'Ask for erasure',
    goes: 'Erased at once',
    goesIdentity:
      'Your sessions, telephone, position, e-mail preferences and saved lists; your name in the history of organisation profiles.',
    goesDrafts: (numbers) => `Your drafts, with their documents: ${numbers}.`,
    goesAll: 'And your account: nothing else is kept.',
    stays: 'Kept, because the law says so or others depend on it',
    staysDraft: (number, day) =>
      `${number}: a draft that others have written in. It will be removed on ${day} if nobody touches it; you can hand it over or archive it.`,
    staysRole:
      'Your account, for as long as you hold a role with a data provider: the administration accounts for its decisions.',
    staysHistory:
      'Your name in the history of requests in which you did something, until they are erased themselves.',
    law: 'Exchanges between administrations must be traceable for 36 months (French code of relations between the public and the administration, articles L. 114-8 and following; GDPR, article 17(3)(b)). What stays is erased by itself on these dates, and your account with it.',
    confirm: 'I understand that erasure is final.',
    unconfirmed: 'Tick the box to confirm that you understand that erasure is final',
    errors: (count) => (count === 1 ? 'One thing is left to do' : `${count} things are left to do`),
    submit: 'Erase my data',
    asked: (day) =>
      `You asked for your data to be erased on ${day}. You have signed in since: if you still want it, ask again.`,
    allGone: 'Your data are erased',
    allGoneText: 'Your account no longer exists. You are signed out of DataPass.',
    partly: 'What could be erased is erased',
    partlyText:
      'You are signed out. This is what is still kept; the rest will be erased without your doing anything.',
    rules: 'What DataPass keeps, why and for how long',
    home: 'Go to the home page',
    admin: {
      title: (name) => `Erase the data of ${name}`,
      lead: 'At the request of the person, received otherwise than through their page “My data”. Make sure that it was they who asked you.',
      reason: 'Reason',
      reasonHint: 'How and when the person asked. Kept with the erasure, without their name.',
      noReason: 'Say how the person asked',
      confirm: 'I have checked who the person is; erasure is final.',
      submit: 'Erase these data',
      goes: 'And their account: nothing else is kept.',
      own: 'For your own data, use your page “My data”.',
      done: 'The data are erased',
      doneText: 'The account no longer exists.',
      partly: 'What could be erased is erased',
      partlyText: 'This is what is still kept; the rest will be erased by itself.',
      unknown: 'This person is not known',
      unknownText: 'They may have been erased. Look for them again by their address.',
    },
  },
};
