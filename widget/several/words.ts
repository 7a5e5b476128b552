/** The words of a file of several APIs: few enough that both languages travel together. */
const fr = {
  file: 'Votre dossier',
  todo: 'à remplir',
  begun: 'à compléter',
  ready: 'prête',
  no: 'non éligible',
  inherited: 'Ce que vous avez déjà répondu est repris : il reste ce que cette API demande en propre.',
  carried: (count: number, title: string) =>
    `${count < 2 ? 'Une réponse reprise' : `${count} réponses reprises`} de votre demande ${title}`,
  carriedHint: 'Pour en changer une, suivez son lien : elle change pour tout le dossier.',
  remove: (title: string) => `Retirer ${title} du dossier`,
  removeSure: (title: string) =>
    `Retirer ${title} de ce dossier ? Son brouillon ne sera pas soumis ; vos autres demandes restent.`,
  notEligible: (title: string) =>
    `Vous n’avez pas droit à ${title} : la raison est ci-dessous. Retirez-la pour soumettre le reste du dossier.`,
  continue: (title: string) => `Continuer : ${title}`,
  whole: 'Tout le dossier',
  together:
    'Ces demandes partent ensemble. Chaque administration reçoit la sienne, et en décide pour elle-même.',
  go: (title: string) => `Ouvrir ${title}`,
  tick: 'Cochez les engagements de chaque demande du dossier, puis soumettez.',
  alone: (title: string) => `Soumettre seulement ${title}`,
  aloneHint: 'Les autres restent en brouillon, avec les réponses qu’elles reprennent.',
  aloneChosen: 'Seule cette demande partira.',
  differs: 'Les demandes de ce dossier ne disent plus la même chose',
  unread: 'DataPass ne répond pas : réessayez dans un instant.',
};

const en: typeof fr = {
  file: 'Your file',
  todo: 'to fill in',
  begun: 'to complete',
  ready: 'ready',
  no: 'not eligible',
  inherited: 'What you have answered already is taken over: what remains is what this API alone asks.',
  carried: (count, title) =>
    `${count === 1 ? 'One answer' : `${count} answers`} taken over from your request for ${title}`,
  carriedHint: 'To change one, follow its link: it changes for the whole file.',
  remove: (title) => `Take ${title} out of the file`,
  removeSure: (title) =>
    `Take ${title} out of this file? Its draft will not be submitted; your other requests stay.`,
  notEligible: (title) =>
    `You are not entitled to ${title}: the reason is below. Take it out to submit the rest of the file.`,
  continue: (title) => `Continue: ${title}`,
  whole: 'The whole file',
  together: 'These requests go together. Each administration receives its own, and decides on it by itself.',
  go: (title) => `Open ${title}`,
  tick: 'Tick the commitments of each request of the file, then submit.',
  alone: (title) => `Submit ${title} alone`,
  aloneHint: 'The others stay drafts, with the answers that they take over.',
  aloneChosen: 'Only this request will go.',
  differs: 'The requests of this file no longer say the same',
  unread: 'DataPass does not answer: try again in a moment.',
};

export const severalWords = { fr, en };
