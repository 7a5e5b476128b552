/** The words of the list: few enough that both languages travel together. */
const fr = {
  requests: 'Vos demandes',
  mine: 'Mes demandes',
  theirs: 'Celles de mon organisation',
  empty: 'Aucune demande pour cette API.',
  emptyHint: 'Vérifiez d’abord que vous y avez droit : quelques questions suffisent.',
  newRequest: 'Nouvelle demande',
  follow: 'Suivre',
  continue: 'Reprendre',
  untitled: 'Sans titre',
  signInToOpen: 'Identifiez-vous pour ouvrir cette demande.',
  notYours: 'La demande de ce lien n’est pas à vous, ou n’existe plus : vérifiez le compte utilisé.',
};

const en: typeof fr = {
  requests: 'Your requests',
  mine: 'My requests',
  theirs: 'Those of my organisation',
  empty: 'No request for this API.',
  emptyHint: 'First check that you are entitled to it: a few questions are enough.',
  newRequest: 'New request',
  follow: 'Follow',
  continue: 'Resume',
  untitled: 'Untitled',
  signInToOpen: 'Sign in to open this request.',
  notYours: 'The request of this link is not yours, or no longer exists: check which account you used.',
};

export const listWords = { fr, en };
