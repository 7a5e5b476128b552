/** The words of « Ajouter une API ». */
const fr = {
  add: 'Demander une autre API dans ce dossier',
  addHint:
    'Ce que vous avez répondu ici ne vous sera pas redemandé. Chaque administration décide de la sienne.',
  choose: 'API à ajouter',
  chooseOne: 'Choisissez dans la liste',
  addIt: 'Ajouter',
  addFirst: 'Choisissez d’abord une API.',
  none: 'Il n’y a pas d’autre API à demander ici.',
  unread: 'DataPass ne répond pas : réessayez dans un instant.',
};

const en: typeof fr = {
  add: 'Ask for another API in this file',
  addHint: 'You will not be asked again what you have answered here. Each administration decides on its own.',
  choose: 'API to add',
  chooseOne: 'Choose from the list',
  addIt: 'Add',
  addFirst: 'Choose an API first.',
  none: 'There is no other API to ask for here.',
  unread: 'DataPass does not answer: try again in a moment.',
};

export const addWords = { fr, en };
