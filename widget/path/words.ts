/** The words of the path: few enough that both languages travel together. */
const fr = {
  title: 'Par où commencer',
  introduction: 'Deux questions au plus, pour ne demander que ce qu’il faut.',
  choose: 'Choisissez dans la liste',
  anyway: 'Faire une demande quand même',
};

const en: typeof fr = {
  title: 'Where to begin',
  introduction: 'Two questions at most, so that you ask only for what you need.',
  choose: 'Choose from the list',
  anyway: 'Make a request all the same',
};

export const pathWords = { fr, en };
