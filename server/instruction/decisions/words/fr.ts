/** Words of the decisions on a request and its habilitation, in French. */
export const french = {
  /** As a link on the page of the request, and as the title of the decision's own. */
  name: {
    validate: 'Valider',
    agree: 'Donner un premier accord',
    request_changes: 'Demander une modification',
    refuse: 'Refuser',
    cancel_reopening: 'Clore la mise à jour',
    resume: 'Rétablir l’habilitation',
    drop_revocation: 'Écarter la révocation',
    suspend: 'Suspendre l’habilitation',
    announce_revocation: 'Envisager une révocation',
    revoke: 'Révoquer l’habilitation',
    archive: 'Archiver le dossier',
  },
  refuseUpdate: { update: 'Refuser la mise à jour', renewal: 'Refuser le renouvellement' },
  cancelRenewal: 'Clore le renouvellement',
  /** On its button. */
  submit: {
    validate: 'Valider la demande',
    agree: 'Donner mon accord',
    request_changes: 'Envoyer la demande de modification',
    refuse: 'Refuser la demande',
    cancel_reopening: 'Clore et rétablir les réponses de l’habilitation',
    resume: 'Rétablir l’habilitation',
    drop_revocation: 'Écarter la révocation',
    suspend: 'Suspendre l’habilitation',
    announce_revocation: 'Annoncer au titulaire',
    revoke: 'Révoquer l’habilitation',
    archive: 'Archiver le dossier',
  },
  /** After it is done. */
  done: {
    validate: 'La demande est validée. Le demandeur et le contact technique sont prévenus.',
    agree: 'Votre accord est enregistré. Une autre personne peut maintenant valider.',
    request_changes: 'Votre demande de modification est envoyée au demandeur.',
    refuse: 'La demande est refusée. Le demandeur est prévenu, avec les voies de recours.',
    refuse_update: 'La mise à jour est refusée. L’habilitation reste en vigueur, telle qu’elle est.',
    cancel_reopening: 'La mise à jour est close. L’habilitation reste en vigueur, telle qu’elle est.',
    resume: 'L’habilitation est rétablie.',
    drop_revocation: 'La révocation est écartée.',
    suspend: 'L’habilitation est suspendue. Elle peut être rétablie à tout moment.',
    announce_revocation: 'Le titulaire est invité à répondre. La révocation attend sa réponse ou l’échéance.',
    revoke: 'L’habilitation est révoquée.',
    archive: 'Le dossier est archivé.',
  },
  also: (numbers: string) => `Fait aussi pour ${numbers}.`,
  notAlso: (numbers: string) =>
    `Pas fait pour ${numbers} : la situation a changé. Ouvrez ces demandes pour décider de chacune.`,
  /** What it does, before it is done. */
  what: {
    agree:
      'Pour cette API, deux personnes décident. Votre accord compte pour la première ; une autre personne valide ensuite. Une modification demandée entre-temps l’annule.',
    cancel_reopening:
      'Les changements en cours sont abandonnés. La demande reprend les réponses et les documents de l’habilitation, qui reste en vigueur.',
    resume: 'Les données redeviennent accessibles aussitôt.',
    drop_revocation: 'L’habilitation reste ce qu’elle est, et la procédure annoncée est close.',
    suspend: 'L’accès aux données est coupé jusqu’à ce que vous le rétablissiez. Rien n’est perdu.',
    announce_revocation:
      'Le titulaire a le droit de présenter ses observations avant une décision qui lui retire un droit (CRPA, art. L. 121-1). L’habilitation reste en vigueur d’ici là ; au besoin, suspendez-la.',
    revoke:
      'La révocation est définitive : l’accès est coupé, et il faudra une nouvelle demande. Les voies de recours sont ouvertes pendant deux mois.',
    archive: 'Le dossier n’est plus modifiable. Il reste lisible pour son organisation.',
  },
  updateStays: (number: string) =>
    `Ce refus porte sur la mise à jour seule : l’habilitation ${number} reste en vigueur, avec ses réponses.`,
  hint: {
    cancel_reopening:
      'Dites pourquoi vous mettez fin à cette mise à jour. Ces mots sont envoyés au demandeur.',
    suspend:
      'Dites ce qui ne va pas et ce qui permettrait de rétablir l’accès. Ces mots sont envoyés au titulaire.',
    announce_revocation:
      'Dites les faits et la règle qui n’est pas respectée. Ces mots sont envoyés au titulaire.',
    revoke:
      'Motivez la décision en droit et en fait, et répondez aux observations reçues. Ces mots sont envoyés au titulaire.',
  },
  lessHint: 'Si vous accordez moins que demandé, expliquez-le ici : ces mots sont envoyés au demandeur.',
  answer: 'Réponse actuelle :',
  due: 'Le titulaire peut répondre jusqu’au',
  dueHint: 'Ce jour compris. Quinze jours sont proposés.',
  hearing: 'Ce que le titulaire a été invité à dire',
  announced: (on: string, due: string) =>
    `Révocation envisagée annoncée le ${on}. Le titulaire peut répondre jusqu’au ${due}.`,
  heard: (due: string) => `Le délai laissé au titulaire pour répondre est passé depuis le ${due}.`,
  unheard: 'Le titulaire n’a pas encore été invité à répondre.',
  urgent: 'La révocation est urgente : elle n’attend pas la réponse du titulaire',
  urgentHint:
    'Urgence ou circonstances exceptionnelles, ordre public (CRPA, art. L. 121-2). Dites dans le motif en quoi elle est urgente.',
  members: 'Autres habilitations du même dossier',
  membersHint: 'Cochez celles auxquelles la décision s’applique aussi, pour le même motif.',
  allMembers: 'Révoquer aussi les autres habilitations du dossier',
  memberHeard: 'titulaire entendu',
  memberUnheard: 'titulaire non entendu : seulement si la révocation est urgente',
  granting: 'Accorder tout ce qui est demandé, ou moins',
  scopes: (count: number) => `Données accordées (${count} demandées)`,
  scopesHint: 'Décochez ce que vous n’accordez pas, et dites pourquoi dans le message.',
  quota: 'Débit accordé (appels par minute)',
  asAsked: (label: string) => `${label}, comme demandé`,
  conditions: 'Conditions à respecter',
  conditionsHint:
    'Gardées sur l’habilitation : le titulaire et le contact technique les lisent avec l’accès.',
  templates: 'Insérer un texte',
  template: 'Modèle de réponse',
  noTemplate: 'Choisir un modèle',
  insert: 'Insérer',
  mostUsed: 'Les plus employés',
  oftenest: 'le plus souvent donnée',
  manage: 'Gérer les modèles',
  preview: 'Voir ce que lira le demandeur',
  previewTitle: 'Ce que lira le demandeur',
  previewMail: 'Par courriel',
  previewPage: 'Sur la page de sa demande',
  previewSubject: 'Objet',
  previewNotSent: 'Rien n’est encore envoyé. Relisez, puis confirmez en bas de page.',
  previewLink: 'Lien du courriel',
  problems: {
    less: 'Expliquez pourquoi vous accordez moins que demandé',
    none: 'Accordez au moins une donnée, ou refusez la demande',
    unknownScope: 'Cochez seulement des données demandées',
    unknownQuota: 'Choisissez un débit parmi ceux proposés',
    day: 'Choisissez un jour à venir, d’ici un an',
    hearing: 'Annoncez d’abord la révocation au titulaire, ou cochez l’urgence et dites-en la raison',
    words: {
      cancel_reopening: 'Écrivez pourquoi vous mettez fin à cette mise à jour',
      suspend: 'Écrivez le motif : le titulaire doit savoir quoi faire',
      announce_revocation: 'Écrivez le motif : le titulaire doit pouvoir y répondre',
      revoke: 'Écrivez le motif : une révocation doit être motivée',
    },
  },
  standing: {
    title: 'Habilitation',
    active: 'en vigueur',
    suspended: 'suspendue',
    obsolete: 'remplacée ou rendue',
    revoked: 'révoquée',
    expired: 'échue',
    until: (date: string) => `jusqu’au ${date}`,
    prolonged: 'prolongée jusqu’à la décision sur le renouvellement',
    withheld: 'Données demandées, non accordées',
    quota: 'Débit accordé',
    perMinute: (quota: string) => `${quota} appels par minute`,
    conditions: 'Conditions',
    hearing: 'Révocation envisagée',
    agreed: (who: string) => `Premier accord donné par ${who}. Une autre personne doit valider.`,
    agreedByYou: 'Vous avez donné le premier accord : une autre personne doit valider.',
  },
};

export type Texts = typeof french;
