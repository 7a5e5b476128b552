/** French, the language of reference. Texts about an API come from its definition; these are the element's own. */
export default {
  access: 'Accès sur habilitation',
  eligibilityTitle: 'Avez-vous le droit d’accéder à ces données ?',
  eligibilityIntroduction:
    'Quelques questions, une réponse claire. Rien n’est enregistré tant que vous ne le demandez pas.',
  closed: 'Cette API n’accepte pas de nouvelle demande en ce moment.',
  yes: 'Vous êtes éligible',
  law: 'Ce que dit le droit : ',
  proof: 'Ce que vous devrez montrer : ',
  instead: 'Que faire alors ?',
  medianDays: (days: number) =>
    `Réponse en ${days} ${days < 2 ? 'jour' : 'jours'}, le plus souvent (délai médian mesuré).`,
  noMedian: 'Délai de réponse : pas encore de mesure.',
  request: 'Demander l’accès aux données',
  preparationsTitle: 'Ce qu’il vous faudra',
  preparationsIntroduction:
    'Cochez ce qui est prêt. Rien n’est obligatoire pour commencer : vous pourrez vous arrêter et reprendre plus tard.',
  timeToFill: 'Comptez vingt minutes environ pour remplir la demande.',
  print: 'Imprimer cette liste',
  start: 'Commencer la demande',
  previous: 'Précédent',
  newRequest: 'Nouvelle demande',
  myRequests: 'Mes demandes',
  loading: 'Chargement…',
  retry: 'Réessayer',
  down: 'DataPass ne répond pas pour le moment. Ce que vous avez saisi est gardé dans ce navigateur.',
  unknownApi: 'Cette API n’est pas connue de DataPass.',
  hosted: 'Continuer sur DataPass',
  hostedReason:
    'La demande se fait sur le site DataPass : cette page n’est pas encore enregistrée pour l’accueillir.',
  signIn: 'S’identifier avec ProConnect',
  signOut: 'Se déconnecter',
  signedInAs: (name: string) => `Vous êtes ${name}.`,
  signInReason: 'Vous avez déjà une demande ? Identifiez-vous pour la retrouver.',
  signingIn: 'La connexion est en cours dans une autre fenêtre.',
  cancel: 'Annuler',
  reopen: 'Rouvrir la fenêtre',
};
