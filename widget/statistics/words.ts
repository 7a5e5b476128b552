/** The words of the figures: few enough that both languages travel together. */
const fr = {
  title: (name: string) => `En chiffres : ${name}`,
  since: { 3: 'ces 3 derniers mois', 12: 'ces 12 derniers mois', all: 'depuis le début' } as Record<
    string,
    string
  >,
  submitted: 'Demandes soumises',
  validated: 'Demandes validées',
  refused: 'Demandes refusées',
  first: 'Première réponse',
  final: 'Décision',
  most: (p80: string, mean: string) => `médiane ; 80 % en ${p80}, ${mean} en moyenne`,
  trips: 'Avec un aller-retour',
  waiting: 'En attente aujourd’hui',
  active: 'Habilitations en vigueur',
  nothing: 'Aucune mesure',
  day: (days: string, one: boolean) => `${days} ${one ? 'jour' : 'jours'}`,
  short: 'moins d’un jour',
  months: 'Mois par mois',
  month: 'Mois',
  columns: ['Soumises', 'Validées', 'Refusées'],
  more: 'Tous les chiffres',
  register: 'Les habilitations en vigueur',
};

const en: typeof fr = {
  title: (name) => `In figures: ${name}`,
  since: { 3: 'these last 3 months', 12: 'these last 12 months', all: 'since the beginning' },
  submitted: 'Requests submitted',
  validated: 'Requests validated',
  refused: 'Requests refused',
  first: 'First answer',
  final: 'Decision',
  most: (p80, mean) => `median; 80% within ${p80}, ${mean} on average`,
  trips: 'With a round trip',
  waiting: 'Waiting today',
  active: 'Habilitations in force',
  nothing: 'Nothing measured',
  day: (days, one) => `${days} ${one ? 'day' : 'days'}`,
  short: 'less than a day',
  months: 'Month by month',
  month: 'Month',
  columns: ['Submitted', 'Validated', 'Refused'],
  more: 'All figures',
  register: 'The habilitations in force',
};

export const statsWords = { fr, en };
