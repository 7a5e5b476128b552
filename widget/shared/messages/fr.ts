/** French, the language of reference. Only what the eligibility question shows: the rest is in lazy chunks. */
export default {
  access: 'Accès sur habilitation',
  eligibilityTitle: 'Avez-vous le droit d’accéder à ces données ?',
  eligibilityIntroduction: 'Quelques questions, une réponse claire. Rien n’est envoyé.',
  closed: 'Cette API n’accepte pas de nouvelle demande en ce moment.',
  law: 'Ce que dit le droit : ',
  proof: 'Ce que vous devrez montrer : ',
  instead: 'Que faire alors ?',
  medianDays: (days: number) =>
    `Réponse en ${days} ${days < 2 ? 'jour' : 'jours'}, le plus souvent (délai médian mesuré).`,
  noMedian: 'Délai de réponse : pas encore mesuré.',
  request: 'Demander l’accès aux données',
  retry: 'Réessayer',
  down: 'DataPass ne répond pas pour le moment. Vos réponses sont gardées dans ce navigateur.',
  unknownApi: 'Cette API n’est pas connue de DataPass.',
  hosted: 'Continuer sur DataPass',
  signIn: 'S’identifier avec ProConnect',
  signInReason: 'Vous avez déjà une demande ? Identifiez-vous pour la retrouver.',
};
