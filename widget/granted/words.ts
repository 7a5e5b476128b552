/** The words of what follows a validation: few enough that both languages travel together. */
const fr = {
  file: 'Les demandes de ce dossier',
  current: 'celle-ci',
  open: (number: string) => `Ouvrir ${number}`,
  valid: (day: string) => `valable jusqu’au ${day}`,
  access: (number: string) => `Récupérer l’accès de ${number}`,
};

const en: typeof fr = {
  file: 'The requests of this file',
  current: 'this one',
  open: (number) => `Open ${number}`,
  valid: (day) => `valid until ${day}`,
  access: (number) => `Get the access of ${number}`,
};

export const grantedWords = { fr, en };
