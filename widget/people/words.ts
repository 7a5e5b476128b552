/** The words of filling in a form with others: few enough that both languages travel together. */
const fr = {
  invite: 'Faire remplir ou confirmer cette étape par un collègue',
  open: (count: number) => `${count} ${count < 2 ? 'invitation' : 'invitations'} en cours`,
  inviteText:
    'Cette personne recevra un courriel, dont le lien vaut 14 jours et ne montre que cette étape. Pour écrire, elle se connectera avec ProConnect ou saisira un code reçu à cette adresse. C’est vous qui soumettrez la demande.',
  confirmText:
    'Cette personne recevra un courriel, dont le lien vaut 14 jours et ne montre que l’étape où elle est désignée. Pour confirmer, elle se connectera avec ProConnect ou saisira un code.',
  nobody: 'La demande ne désigne personne que vous puissiez inviter.',
  signIn: 'Pour inviter quelqu’un, identifiez-vous : votre brouillon sera enregistré.',
  what: 'Que lui demandez-vous ?',
  kinds: {
    fill: 'Remplir cette étape',
    confirm: 'Confirmer ce que dit cette étape',
    comment: 'Relire et commenter le brouillon',
  },
  who: 'À qui le demandez-vous ?',
  other: 'À une autre personne',
  email: 'Son adresse électronique',
  noAddress: 'Écrivez une adresse électronique complète, comme prenom.nom@commune.example.',
  send: 'Envoyer l’invitation',
  sent: (email: string) => `L’invitation part vers ${email}.`,
  already: (email: string) => `${email} a déjà cette invitation : elle vaut toujours.`,
  revoke: 'Retirer',
  revokeSure: (email: string) =>
    `Retirer l’invitation de ${email} ? Son lien n’ouvrira plus rien ; ce qui est rempli reste.`,
  revoked: (email: string) => `L’invitation de ${email} est retirée.`,
  unsaved: 'Rien n’est parti : votre brouillon n’a pas pu être enregistré. Réessayez dans un instant.',
  written: (who: string) => `Dernières réponses données par ${who}.`,
  came: (who: string) => `${who} a répondu pendant que vous remplissiez`,
  by: (who: string) => `Réponse de ${who}`,
  seen: 'J’ai lu',
  together: 'Qui a fait quoi',
  alone:
    'Personne d’autre n’a rempli ni confirmé d’étape. Au bas de chacune, vous pouvez y inviter un collègue.',
  adviser: 'Demander l’avis de votre conseiller local (CDL, CDNE)',
  adviserText:
    'Le conseiller aux décideurs locaux, ou le correspondant données et numérisation des échanges, lira le brouillon entier et le commentera. Il ne pourra ni le modifier, ni le soumettre.',
  comments: 'Commentaires',
  commentsText: 'Entre vous, vos collègues et qui vous invitez à commenter : l’instructeur ne les voit pas.',
  answer: 'Votre réponse',
  send_answer: 'Envoyer la réponse',
  noText: 'Écrivez votre réponse.',
  answered: 'Votre réponse est envoyée.',
};

const en: typeof fr = {
  invite: 'Have this step filled in or confirmed by a colleague',
  open: (count) => `${count} open ${count === 1 ? 'invitation' : 'invitations'}`,
  inviteText:
    'They will receive an e-mail, whose link works for 14 days and shows this step alone. To write, they will sign in with ProConnect or type a code received at that address. It is you who will submit the request.',
  confirmText:
    'They will receive an e-mail, whose link works for 14 days and shows only the step that names them. To confirm, they will sign in with ProConnect or type a code.',
  nobody: 'The request names nobody whom you can invite.',
  signIn: 'To invite somebody, sign in: your draft will be saved.',
  what: 'What do you ask of them?',
  kinds: {
    fill: 'Fill in this step',
    confirm: 'Confirm what this step says',
    comment: 'Read and comment on the draft',
  },
  who: 'Whom do you ask?',
  other: 'Somebody else',
  email: 'Their e-mail address',
  noAddress: 'Write a whole e-mail address, such as prenom.nom@commune.example.',
  send: 'Send the invitation',
  sent: (email) => `The invitation is on its way to ${email}.`,
  already: (email) => `${email} has this invitation already: it still works.`,
  revoke: 'Revoke',
  revokeSure: (email) =>
    `Revoke the invitation of ${email}? Its link will open nothing any more; what is filled in stays.`,
  revoked: (email) => `The invitation of ${email} is revoked.`,
  unsaved: 'Nothing was sent: your draft could not be saved. Try again in a moment.',
  written: (who) => `Last answers given by ${who}.`,
  came: (who) => `${who} has answered while you were filling in`,
  by: (who) => `Answer of ${who}`,
  seen: 'I have read it',
  together: 'Who did what',
  alone:
    'Nobody else has filled in or confirmed a step. At the foot of each, you can invite a colleague to do so.',
  adviser: 'Ask your local adviser (CDL, CDNE) for their opinion',
  adviserText:
    'The DGFiP’s adviser of local authorities, or its correspondent for data exchanges, will read the whole draft and comment on it. They can neither change nor submit it.',
  comments: 'Comments',
  commentsText:
    'Between you, your colleagues and those you invite to comment: the instructor does not see them.',
  answer: 'Your answer',
  send_answer: 'Send the answer',
  noText: 'Write your answer.',
  answered: 'Your answer is sent.',
};

export const peopleWords = { fr, en };
