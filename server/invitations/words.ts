/** Texts of the page of an invitation. */
import { spaced } from '../../catalogue/typography.ts';
import type { Language } from '../http/language.ts';
import { codeMinutes, triesPerCode } from './rules.ts';

const french = {
  answers: { none: 'Sans réponse', nothing: 'Rien n’est demandé ici pour le moment.', yes: 'Oui' },
  landing: {
    title: 'Votre invitation',
    lead: 'Cette page s’ouvre par le lien reçu par courriel.',
    paste: 'Adresse reçue par courriel',
    pasteHint:
      'Si la page ne s’ouvre pas d’elle-même, copiez ici l’adresse entière, jusqu’au dernier caractère.',
    open: 'Ouvrir',
    wrong:
      'Cette adresse n’ouvre rien : copiez-la entière depuis le courriel, ou demandez une nouvelle invitation à la personne qui vous a écrit.',
    wrongTitle: 'Le lien ne convient pas',
    proconnect: 'L’adresse invitée est celle de votre compte ProConnect ? La page s’ouvre aussi ainsi.',
  },
  ended: {
    revoked: 'Cette invitation a été retirée',
    expired: 'Cette invitation a pris fin',
    revokedText: (who: string) =>
      `${who} l’a retirée. Ce que vous aviez rempli est conservé. S’il reste quelque chose à faire, demandez-lui une nouvelle invitation.`,
    expiredText: (when: string, who: string) =>
      `Elle valait jusqu’au ${when}. Ce que vous aviez rempli est conservé. S’il reste quelque chose à faire, demandez à ${who} une nouvelle invitation.`,
  },
  titles: {
    fill: (step: string) => `Remplir l’étape « ${step} »`,
    confirm: (step: string) => `Confirmer l’étape « ${step} »`,
    comment: 'Relire et commenter un brouillon',
  },
  leads: {
    fill: (who: string, request: string) =>
      `${who} prépare ${request} et vous demande d’en remplir cette étape.`,
    confirm: (who: string, request: string) =>
      `${who} prépare ${request} et vous demande de confirmer cette étape.`,
    comment: (who: string, request: string) =>
      `${who} prépare ${request} et vous invite à la relire. Vous pouvez la commenter, non la modifier ni la soumettre.`,
  },
  request: (number: string, organisation: string, api: string, stage: string) =>
    `la demande d’habilitation ${number} (${organisation}) pour « ${api} » (${stage})`,
  until: (when: string) =>
    `Cette page est ouverte jusqu’au ${when}. Elle ne montre rien d’autre de la demande.`,
  closed: {
    title: 'Plus rien à faire ici pour le moment',
    text: (state: string, who: string) =>
      `La demande est dans l’état « ${state} » : ${who} ne peut plus en faire changer les réponses, et vous non plus. Rien de ce que vous avez fait n’est perdu.`,
    archived: (who: string) =>
      `La demande est archivée : elle n’aboutira pas. Pour en savoir plus, écrivez à ${who}.`,
  },
  proof: {
    titles: {
      fill: 'Pour remplir cette étape, montrez que c’est vous',
      confirm: 'Pour confirmer, montrez que c’est vous',
      comment: 'Pour commenter, montrez que c’est vous',
    },
    text: (email: string) => `L’invitation est pour ${email}. Choisissez l’un des deux moyens.`,
    proconnect: 'Se connecter avec ProConnect',
    proconnectHint: 'ProConnect convient si votre compte a cette adresse.',
    send: 'Recevoir un code par courriel',
    sendAgain: 'Recevoir un autre code',
    sendHint: `Le code a six chiffres et vaut ${codeMinutes} minutes.`,
    sent: (email: string) =>
      `Un code vient de partir vers ${email}. Il peut mettre une minute à arriver ; regardez aussi les indésirables.`,
    code: 'Code reçu par courriel',
    codeHint: `Six chiffres. ${triesPerCode} essais au plus.`,
    you: 'Qui êtes-vous ?',
    youHint: 'La demande dira qui a rempli, confirmé ou commenté.',
    known: (who: string) =>
      `Cette invitation a déjà servi à ${who}. Si ce n’est pas vous, demandez la vôtre : chacun répond en son nom.`,
    givenName: 'Prénom',
    familyName: 'Nom',
    continue: 'Continuer',
    other: (email: string) =>
      `Vous êtes connecté comme ${email}, qui n’est pas l’adresse invitée. Demandez un code, changez de compte, ou demandez au demandeur d’inviter cette adresse-ci.`,
    change: 'Se connecter avec un autre compte',
    by: {
      code: (who: string) => `Vous écrivez en tant que ${who} (adresse vérifiée par code).`,
      proconnect: (who: string) => `Vous écrivez en tant que ${who} (connecté avec ProConnect).`,
    },
    leave: 'Terminer sur cet appareil',
  },
  refusals: {
    pause: 'Un code vient de partir : attendez une minute avant d’en demander un autre.',
    often: 'Cinq codes sont partis en une heure : attendez une heure, ou connectez-vous avec ProConnect.',
    locked:
      'Trop de codes faux ont été saisis : cette invitation n’en prend plus. Connectez-vous avec ProConnect, ou demandez une nouvelle invitation.',
    wrong: 'Ce n’est pas le code envoyé : vérifiez les six chiffres du dernier courriel.',
    none: 'Ce code ne vaut plus : il a servi, a plus de dix minutes, ou a été essayé trop de fois. Demandez-en un autre.',
    givenName: 'Donnez votre prénom, en 100 caractères au plus.',
    familyName: 'Donnez votre nom, en 100 caractères au plus.',
    code: 'Saisissez les six chiffres reçus par courriel.',
    session: 'Votre session a pris fin',
    sessionText:
      'Rien n’est perdu : vos réponses sont encore ci-dessous, non enregistrées. Montrez de nouveau que c’est vous dans un autre onglet, puis revenez ici et enregistrez. Les fichiers sont à choisir de nouveau.',
    sessionLink: 'Ouvrir l’invitation dans un nouvel onglet',
  },
  form: {
    optional: '(facultatif)',
    save: 'Enregistrer',
    finish: 'Enregistrer et terminer',
    finishHint:
      '« Terminer » vérifie l’étape et prévient le demandeur. Vous pourrez encore y revenir tant que l’invitation vaut et que la demande n’est pas envoyée.',
    more: 'Certaines questions n’apparaissent qu’une fois la réponse précédente enregistrée.',
    remove: 'Retirer',
    files: (megabytes: number) => `${megabytes} Mo au plus chacun, 25 Mo par envoi.`,
    full: 'Le nombre de documents est atteint : retirez-en un pour en joindre un autre.',
    fixedScope: 'Toujours incluse.',
    closedScope: 'Non ouverte à cette demande.',
    errors: (count: number) => (count === 1 ? 'Une réponse à corriger' : `${count} réponses à corriger`),
    stored: 'Vos réponses sont enregistrées. Pour terminer, corrigez ce qui suit.',
    errorPrefix: 'Erreur : ',
    unsaved:
      'Ce que vous venez de saisir n’est pas enregistré. Le voici, pour que vous puissiez le garder ou l’envoyer au demandeur.',
    conflict: 'Cette étape a changé pendant que vous la remplissiez',
    conflictText:
      'Vos réponses ne sont pas encore enregistrées. Voici ce que la demande dit maintenant ; enregistrez de nouveau pour le remplacer par vos réponses.',
  },
  confirm: {
    informed: (as: string) =>
      `Je confirme que je suis informé de cette demande et que j’y suis désigné comme « ${as} ».`,
    right: 'Je confirme ce que dit cette étape.',
    button: 'Confirmer',
    done: (when: string) => `Vous avez confirmé cette étape le ${when}. La demande l’indique.`,
    changed: (when: string) =>
      `Vous aviez confirmé cette étape le ${when} ; elle a changé depuis. Relisez-la, et confirmez de nouveau si elle vous convient.`,
    otherwise: (who: string) =>
      `Quelque chose n’est pas exact, ou ne vous concerne pas ? Ne confirmez pas : écrivez à ${who}.`,
    replaced: (as: string, who: string) =>
      `La demande ne vous désigne plus comme « ${as} » : il n’y a plus rien à confirmer. En cas d’erreur, écrivez à ${who}.`,
  },
  comments: {
    title: 'Commentaires',
    empty: 'Aucun commentaire pour le moment.',
    label: 'Votre commentaire',
    hint: 'Le demandeur et ses collègues le lisent, avec votre nom. Le service instructeur ne le voit pas.',
    button: 'Envoyer le commentaire',
    missing: 'Écrivez votre commentaire.',
    tooLong: 'Raccourcissez votre commentaire à 10 000 caractères au plus.',
    unreadable: 'Un caractère illisible s’y trouve : effacez-le et retapez ce passage.',
    you: 'vous',
    somebody: 'une personne',
  },
  done: {
    save: 'Vos réponses sont enregistrées.',
    finish: 'Merci : l’étape est remplie, et le demandeur est prévenu.',
    confirm: 'Merci : votre confirmation est enregistrée, et le demandeur est prévenu.',
    comment: 'Merci : votre commentaire est envoyé.',
    proof: 'Merci : vous pouvez maintenant écrire.',
  },
};

type Texts = typeof french;

const english: Texts = {
  answers: { none: 'No answer', nothing: 'Nothing is asked here for now.', yes: 'Yes' },
  landing: {
    title: 'Your invitation',
    lead: 'This page opens by the link that you received by e-mail.',
    paste: 'Address received by e-mail',
    pasteHint: 'If the page does not open by itself, copy the whole address here, up to its last character.',
    open: 'Open',
    wrong:
      'This address opens nothing: copy all of it from the e-mail, or ask whoever wrote to you for a new invitation.',
    wrongTitle: 'The link is not right',
    proconnect: 'Is the invited address that of your ProConnect account? The page opens that way too.',
  },
  ended: {
    revoked: 'This invitation was revoked',
    expired: 'This invitation has ended',
    revokedText: (who) =>
      `${who} revoked it. What you had filled in is kept. If something remains to be done, ask them for a new invitation.`,
    expiredText: (when, who) =>
      `It worked until ${when}. What you had filled in is kept. If something remains to be done, ask ${who} for a new invitation.`,
  },
  titles: {
    fill: (step) => `Fill in the step “${step}”`,
    confirm: (step) => `Confirm the step “${step}”`,
    comment: 'Read a draft and comment on it',
  },
  leads: {
    fill: (who, request) => `${who} is preparing ${request} and asks you to fill in this step of it.`,
    confirm: (who, request) => `${who} is preparing ${request} and asks you to confirm this step of it.`,
    comment: (who, request) =>
      `${who} is preparing ${request} and invites you to read it. You may comment on it, not change or submit it.`,
  },
  request: (number, organisation, api, stage) => `request ${number} of ${organisation} for ${api} (${stage})`,
  until: (when) => `This page is open until ${when}. It shows nothing else of the request.`,
  closed: {
    title: 'Nothing more to do here for now',
    text: (state, who) =>
      `The request is in the state “${state}”: neither ${who} nor you can change its answers any more. Nothing that you did is lost.`,
    archived: (who) => `The request is archived: nothing will come of it. To know more, write to ${who}.`,
  },
  proof: {
    titles: {
      fill: 'To fill in this step, show that it is you',
      confirm: 'To confirm, show that it is you',
      comment: 'To comment, show that it is you',
    },
    text: (email) => `The invitation is for ${email}. Choose one of two ways.`,
    proconnect: 'Sign in with ProConnect',
    proconnectHint: 'ProConnect will do if your account has this address.',
    send: 'Receive a code by e-mail',
    sendAgain: 'Receive another code',
    sendHint: `The code has six digits and works for ${codeMinutes} minutes.`,
    sent: (email) => `A code is on its way to ${email}. It may take a minute; look among unwanted mail too.`,
    code: 'Code received by e-mail',
    codeHint: `Six digits. ${triesPerCode} tries at most.`,
    you: 'Who are you?',
    youHint: 'The request will say who filled in, confirmed or commented.',
    known: (who) =>
      `This invitation has served ${who} already. If that is not you, ask for your own: everybody answers in their own name.`,
    givenName: 'Given name',
    familyName: 'Family name',
    continue: 'Continue',
    other: (email) =>
      `You are signed in as ${email}, which is not the invited address. Ask for a code, use another account, or ask the applicant to invite this address.`,
    change: 'Sign in with another account',
    by: {
      code: (who) => `You write as ${who} (address checked by a code).`,
      proconnect: (who) => `You write as ${who} (signed in with ProConnect).`,
    },
    leave: 'Finish on this device',
  },
  refusals: {
    pause: 'A code has just been sent: wait a minute before asking for another.',
    often: 'Five codes were sent within an hour: wait an hour, or sign in with ProConnect.',
    locked:
      'Too many wrong codes were typed: this invitation takes no more of them. Sign in with ProConnect, or ask for a new invitation.',
    wrong: 'This is not the code that was sent: check the six digits of the last e-mail.',
    none: 'This code no longer works: it has served, is older than ten minutes, or was tried too often. Ask for another.',
    givenName: 'Give your given name, in 100 characters at most.',
    familyName: 'Give your family name, in 100 characters at most.',
    code: 'Type the six digits received by e-mail.',
    session: 'Your session has ended',
    sessionText:
      'Nothing is lost: your answers still stand below, not saved. Show again in another tab that it is you, then come back here and save. Files have to be chosen again.',
    sessionLink: 'Open the invitation in a new tab',
  },
  form: {
    optional: '(optional)',
    save: 'Save',
    finish: 'Save and finish',
    finishHint:
      '“Finish” checks the step and tells the applicant. You may still come back to it while the invitation works and the request has not been sent.',
    more: 'Some questions appear only once the answer before them is saved.',
    remove: 'Remove',
    files: (megabytes) => `${megabytes} MB at most each, 25 MB at a time.`,
    full: 'The number of documents is reached: remove one to attach another.',
    fixedScope: 'Always included.',
    closedScope: 'Not open to this request.',
    errors: (count) => (count === 1 ? 'One answer to correct' : `${count} answers to correct`),
    stored: 'Your answers are saved. To finish, correct the following.',
    errorPrefix: 'Error: ',
    unsaved:
      'What you have just typed is not saved. Here it is, so that you can keep it or send it to the applicant.',
    conflict: 'This step has changed while you were filling it in',
    conflictText:
      'Your answers are not saved yet. This is what the request says now; save again to replace it by your answers.',
  },
  confirm: {
    informed: (as) => `I confirm that I know of this request and that it names me as “${as}”.`,
    right: 'I confirm what this step says.',
    button: 'Confirm',
    done: (when) => `You confirmed this step on ${when}. The request says so.`,
    changed: (when) =>
      `You had confirmed this step on ${when}; it has changed since. Read it again, and confirm anew if you agree.`,
    otherwise: (who) => `Something is not right, or does not concern you? Do not confirm: write to ${who}.`,
    replaced: (as, who) =>
      `The request no longer names you as “${as}”: there is nothing to confirm any more. If this is a mistake, write to ${who}.`,
  },
  comments: {
    title: 'Comments',
    empty: 'No comment for now.',
    label: 'Your comment',
    hint: 'The applicant and their colleagues read it, with your name. The service that examines the request does not.',
    button: 'Send the comment',
    missing: 'Write your comment.',
    tooLong: 'Shorten your comment to 10,000 characters at most.',
    unreadable: 'There is an unreadable character: delete it and type that passage again.',
    you: 'you',
    somebody: 'somebody',
  },
  done: {
    save: 'Your answers are saved.',
    finish: 'Thank you: the step is filled in, and the applicant has been told.',
    confirm: 'Thank you: your confirmation is recorded, and the applicant has been told.',
    comment: 'Thank you: your comment is sent.',
    proof: 'Thank you: you may write now.',
  },
};

export const guestTexts: Record<Language, Texts> = { fr: inFrench(french), en: english };

/** French punctuation keeps to its word: texts are written with plain spaces, and shown with narrow ones. */
function inFrench<T>(texts: T): T {
  if (typeof texts === 'string') return spaced(texts) as T;
  if (typeof texts === 'function') return ((...parts: unknown[]) => spaced(texts(...parts))) as T;
  return Object.fromEntries(Object.entries(texts as object).map(([key, text]) => [key, inFrench(text)])) as T;
}
