/** The words of the list on its own: few enough that both languages travel together. */
const fr = {
  signIn:
    'Identifiez-vous pour voir vos demandes, celles de vos collègues, celles qui vous nomment, et les habilitations de votre organisation.',
  held: (count: number) => (count < 2 ? 'Une habilitation en cours' : `${count} habilitations en cours`),
  until: (day: string) => `jusqu’au ${day}`,
  profile: 'Profil de l’organisation',
  down: 'DataPass ne répond pas pour le moment.',
};

const en: typeof fr = {
  signIn:
    'Sign in to see your requests, your colleagues’, those that name you, and the habilitations of your organisation.',
  held: (count) => (count === 1 ? 'One habilitation in force' : `${count} habilitations in force`),
  until: (day) => `until ${day}`,
  profile: 'Profile of the organisation',
  down: 'DataPass does not answer at the moment.',
};

export const aloneWords = { fr, en };
