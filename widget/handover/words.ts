/** The words of who holds a request, and of reading one: few enough that both languages travel together. */
const fr = {
  transfer: 'Confier cette demande à un collègue',
  transferText:
    'Elle devient la sienne : votre collègue la modifie, la soumet et reçoit la suite. Vous pourrez encore la lire. Cette personne doit être de votre organisation, et s’être connectée ici au moins une fois.',
  transferEmail: 'Adresse électronique de votre collègue',
  transferDo: 'Confier la demande',
  transferSure: (email: string) =>
    `Confier cette demande à ${email} ? Vous ne pourrez plus la modifier ni la soumettre.`,
  transferred: (email: string) => `La demande est confiée à ${email}.`,
  noAddress: 'Écrivez son adresse électronique.',
  takeOver: 'Reprendre cette demande',
  takeOverText: (who: string) =>
    `Elle est suivie par ${who}. Si cette personne n’est plus dans votre organisation, la demande devient la vôtre tout de suite. Sinon, elle est prévenue par courriel et a sept jours pour s’y opposer ; passé ce délai, la demande devient la vôtre.`,
  takeOverSure: (who: string) => `Reprendre la demande de ${who} ?`,
  yours: 'Cette demande est maintenant la vôtre.',
  offered: 'Votre proposition est enregistrée.',
  offer: 'Reprise proposée',
  object: 'Garder cette demande',
  objectSure: (who: string) => `Garder cette demande, et refuser que ${who} la reprenne ?`,
  withdraw: 'Retirer ma proposition',
  withdrawSure: 'Retirer votre proposition de reprendre cette demande ?',
  kept: 'La proposition de reprise est écartée.',
  answers: 'Ce que dit la demande',
  people: 'Faire confirmer la demande par une personne qu’elle désigne',
  confirmations: 'Confirmations',
  confirmed: 'confirmé',
  changed: 'à confirmer de nouveau',
};

const en: typeof fr = {
  transfer: 'Hand this request over to a colleague',
  transferText:
    'It becomes theirs: your colleague changes it, submits it and hears what becomes of it. You will still be able to read it. They must be of your organisation, and have signed in here once.',
  transferEmail: 'E-mail address of your colleague',
  transferDo: 'Hand the request over',
  transferSure: (email) =>
    `Hand this request over to ${email}? You will no longer be able to change or submit it.`,
  transferred: (email) => `The request is handed over to ${email}.`,
  noAddress: 'Write their e-mail address.',
  takeOver: 'Take this request over',
  takeOverText: (who) =>
    `It is in the hands of ${who}. If they are no longer in your organisation, the request becomes yours at once. Otherwise they are told by e-mail and have seven days to object; after that, the request becomes yours.`,
  takeOverSure: (who) => `Take over the request of ${who}?`,
  yours: 'This request is now yours.',
  offered: 'Your offer is registered.',
  offer: 'Offer to take over',
  object: 'Keep this request',
  objectSure: (who) => `Keep this request, and refuse that ${who} takes it over?`,
  withdraw: 'Withdraw my offer',
  withdrawSure: 'Withdraw your offer to take this request over?',
  kept: 'The offer to take over is set aside.',
  answers: 'What the request says',
  people: 'Have the request confirmed by somebody whom it names',
  confirmations: 'Confirmed by',
  confirmed: 'confirmed',
  changed: 'to confirm again',
};

export const handoverWords = { fr, en };
