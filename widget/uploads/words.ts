/** The words of uploads: few enough that both languages travel together. */
const fr = {
  choose: 'Choisir un fichier',
  pdf: 'PDF',
  spreadsheet: 'tableur',
  or: ' ou ',
  drop: (kinds: string, size: number, count: number) =>
    `ou déposez-le ici. ${kinds}, ${size} Mo au plus${count > 1 ? `, ${count} fichiers au plus` : ''}.`,
  notOne: (name: string, kinds: string) =>
    `« ${name} » n’est pas un ${kinds} : exportez-le dans ce format, puis joignez-le de nouveau.`,
  tooBig: (name: string, size: number) =>
    `« ${name} » est trop lourd : réduisez-le à ${size} Mo au plus, puis joignez-le de nouveau.`,
  tooMany: (count: number) => `Retirez un fichier pour en joindre un autre : ${count} au plus.`,
  added: (name: string) => `« ${name} » est joint.`,
  remove: 'Retirer',
  sending: 'envoi en cours',
  keptFile: 'gardé dans ce navigateur, envoyé une fois identifié',
  size: (bytes: number) =>
    bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} ko` : `${(bytes / 1e6).toFixed(1).replace('.', ',')} Mo`,
};

/** A missing or superfluous key in English is a compile error. */
export type UploadWords = typeof fr;

const en: UploadWords = {
  choose: 'Choose a file',
  pdf: 'PDF',
  spreadsheet: 'spreadsheet',
  or: ' or ',
  drop: (kinds, size, count) =>
    `or drop it here. ${kinds}, ${size} MB at most${count > 1 ? `, ${count} files at most` : ''}.`,
  notOne: (name, kinds) => `“${name}” is not a ${kinds}: export it in that format, then attach it again.`,
  tooBig: (name, size) => `“${name}” is too big: reduce it to ${size} MB at most, then attach it again.`,
  tooMany: (count) => `Remove a file to attach another: ${count} at most.`,
  added: (name) => `“${name}” is attached.`,
  remove: 'Remove',
  sending: 'sending',
  keptFile: 'kept in this browser, sent once you have signed in',
  size: (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`),
};

export const uploadWords = { fr, en };
