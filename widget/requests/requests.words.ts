/** The words for who comes back by a link: few enough that both languages travel together. */
const fr = {
  signInToOpen: 'Identifiez-vous pour ouvrir cette demande.',
  notYours: 'La demande de ce lien n’est pas à vous, ou n’existe plus : vérifiez le compte utilisé.',
};

const en: typeof fr = {
  signInToOpen: 'Sign in to open this request.',
  notYours: 'The request of this link is not yours, or no longer exists: check which account you used.',
};

export const linkWords = { fr, en };
