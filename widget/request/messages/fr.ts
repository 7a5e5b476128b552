/** The words of the journey after the eligibility question; French, the language of reference. */
export default {
  preparationsTitle: 'Ce qu’il vous faudra',
  preparationsIntroduction:
    'Cochez ce qui est prêt. Rien n’est obligatoire pour commencer : vous pourrez vous arrêter et reprendre plus tard.',
  timeToFill: 'Comptez vingt minutes environ pour remplir la demande.',
  print: 'Imprimer cette liste',
  start: 'Commencer la demande',
  previous: 'Précédent',
  myRequests: 'Mes demandes',
  hostedReason:
    'La demande se fait sur le site DataPass : cette page n’est pas encore enregistrée pour l’accueillir.',
  signOut: 'Se déconnecter',
  signedInAs: (name: string) => `Vous êtes ${name}.`,
  signingIn: 'La connexion est en cours dans une autre fenêtre.',
  cancel: 'Annuler',
  reopen: 'Rouvrir la fenêtre',
  failures: {
    access_denied: 'La connexion a été abandonnée. Rien n’est perdu : recommencez quand vous voulez.',
    expired: 'La connexion a pris plus de dix minutes. Recommencez.',
    unreachable: 'DataPass ne répond pas pour le moment. Rien n’est perdu : réessayez dans un instant.',
    unregistered: 'Cette page n’est pas enregistrée auprès de DataPass : continuez sur le site DataPass.',
    'organisation-invalid':
      'Le SIRET de votre organisation n’est pas valable. Corrigez-le chez votre fournisseur d’identité, puis recommencez.',
    'organisation-unknown':
      'Le répertoire des entreprises ne connaît pas votre organisation. Identifiez-vous avec un autre SIRET ; rien n’est perdu.',
    'organisation-closed':
      'Votre organisation est fermée d’après le répertoire des entreprises. Identifiez-vous avec le SIRET de celle qui lui succède ; rien n’est perdu.',
    'directory-unavailable':
      'Le répertoire des entreprises ne répond pas. Rien n’est perdu : réessayez dans une minute.',
    failed: 'La connexion n’a pas abouti. Recommencez ; si cela se reproduit, écrivez au support.',
  },
};
