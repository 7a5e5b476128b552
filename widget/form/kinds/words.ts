/** The words of the rarer kinds of field: few enough that both languages travel together. */
const fr = {
  included: 'toujours comprise',
  sensitive: 'donnée sensible',
  person: 'Une personne',
  team: 'Une équipe',
  who: 'Qui est ce contact ?',
  teamName: 'Nom de l’équipe',
  mobile: 'Téléphone mobile',
};

const en: typeof fr = {
  included: 'always included',
  sensitive: 'sensitive datum',
  person: 'A person',
  team: 'A team',
  who: 'Who is this contact?',
  teamName: 'Name of the team',
  mobile: 'Mobile phone',
};

export const kindWords = { fr, en };
