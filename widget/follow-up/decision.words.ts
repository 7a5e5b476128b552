/** The words of states other than « under instruction »: few enough that both languages travel together. */
const fr = {
  draftText: 'Cette demande n’a pas encore été envoyée.',
  changesText: 'Le délai est suspendu tant que vous avez la main.',
  validatedTitle: (number: string) => `Votre habilitation ${number} est délivrée`,
  validatedText: (day: string) => `Elle est valable jusqu’au ${day}.`,
  validated: 'Votre demande est acceptée. L’habilitation est en préparation.',
  access: 'Récupérer mon accès',
  accessHint: 'S’ouvre dans un nouvel onglet, sur le site DataPass.',
  refusedTitle: 'La demande est refusée',
  refusedText: 'Vous pouvez contester cette décision pendant deux mois, ou déposer une nouvelle demande.',
  revokedTitle: 'L’habilitation est révoquée',
  archivedText: 'Ce dossier est archivé : il ne peut plus être modifié.',
  resume: 'Reprendre la demande',
  resumeAt: (title: string) => `Reprendre à l’étape « ${title} »`,
  archive: 'Archiver ce brouillon',
  archiveSure: 'Archiver ce brouillon ? Il ne pourra plus être modifié ni soumis.',
};

const en: typeof fr = {
  draftText: 'This request has not been sent yet.',
  changesText: 'The clock is stopped while it is your turn.',
  validatedTitle: (number) => `Your habilitation ${number} is granted`,
  validatedText: (day) => `It is valid until ${day}.`,
  validated: 'Your request is accepted. The habilitation is being prepared.',
  access: 'Get my access',
  accessHint: 'Opens in a new tab, on the DataPass site.',
  refusedTitle: 'The request is refused',
  refusedText: 'You may contest this decision for two months, or make a new request.',
  revokedTitle: 'The habilitation is revoked',
  archivedText: 'This file is archived: it can no longer be changed.',
  resume: 'Resume the request',
  resumeAt: (title) => `Resume at the step “${title}”`,
  archive: 'Archive this draft',
  archiveSure: 'Archive this draft? It can then no longer be changed or submitted.',
};

export const decisionWords = { fr, en };
