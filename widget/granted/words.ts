/** The words of what follows a validation: few enough that both languages travel together. */
const fr = {
  file: 'Les demandes de ce dossier',
  current: 'celle-ci',
  open: (number: string) => `Ouvrir ${number}`,
  valid: (day: string) => `valable jusqu’au ${day}`,
  notice: 'Informer les usagers : un texte prêt à publier',
  access: (number: string) => `Récupérer l’accès de ${number}`,
};

const en: typeof fr = {
  file: 'The requests of this file',
  current: 'this one',
  open: (number) => `Open ${number}`,
  valid: (day) => `valid until ${day}`,
  notice: 'Tell people: a text ready to publish',
  access: (number) => `Get the access of ${number}`,
};

export const grantedWords = { fr, en };
