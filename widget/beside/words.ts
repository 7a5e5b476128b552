/** The words of what stands beside some fields: few enough that both languages travel together. */
const fr = {
  reading: (name: string) => `Ce que « ${name} » contient`,
  pending: 'pas encore lu',
  found: 'trouvé',
  missing: 'non trouvé',
  later:
    'Une fois que vous serez identifié, le texte du PDF sera lu : vous verrez ce qu’il contient et ce qui y manque.',
  sign: 'À signer, puis à joindre ci-dessus',
  signLater:
    'Une fois que vous serez identifié, les formulaires à signer se téléchargeront ici, déjà remplis.',
  forms: {
    attestation_employeur: 'Attestation employeur',
    designation: 'Désignation',
  },
  editor: 'pour votre éditeur',
  held: (organisation: string) => `Habilitations en cours de ${organisation}`,
  heldLater: 'Une fois que vous serez identifié, celles de votre organisation se choisiront ici.',
  until: (day: string) => `jusqu’au ${day}`,
  lent: (publisher: string) => `Questionnaires en cours de validité de ${publisher}`,
  lentLater:
    'Une fois que vous serez identifié, celui de votre éditeur se choisira ici, s’il en a déposé un.',
  lentNone: (publisher: string) =>
    `${publisher} n’en a pas déposé auprès de ce fournisseur : répondez vous-même ci-dessous, ou demandez-lui de le faire.`,
  publisher: 'Votre éditeur',
  certified: 'Éditeurs que FranceConnect a certifiés',
  none: 'Votre organisation n’en a aucune en cours.',
  askFor: 'En demander une',
  unread: 'DataPass ne répond pas : réessayez dans un instant.',
};

const en: typeof fr = {
  reading: (name) => `What “${name}” holds`,
  pending: 'not read yet',
  found: 'found',
  missing: 'not found',
  later:
    'Once you have signed in, the text of the PDF will be read: you will see what it holds and what it lacks.',
  sign: 'To sign, then to attach above',
  signLater: 'Once you have signed in, the forms to sign can be downloaded here, filled in already.',
  forms: {
    attestation_employeur: 'Employer’s certificate',
    designation: 'Designation',
  },
  editor: 'for your publisher',
  held: (organisation) => `Habilitations in force of ${organisation}`,
  heldLater: 'Once you have signed in, those of your organisation can be chosen here.',
  until: (day) => `until ${day}`,
  lent: (publisher) => `Questionnaires of ${publisher} that are still valid`,
  lentLater: 'Once you have signed in, your publisher’s can be chosen here, if it has given one.',
  lentNone: (publisher) =>
    `${publisher} has given none to this provider: answer it yourself below, or ask them to give one.`,
  publisher: 'Your publisher',
  certified: 'Publishers that FranceConnect has certified',
  none: 'Your organisation has none in force.',
  askFor: 'Ask for one',
  unread: 'DataPass does not answer: try again in a moment.',
};

export const besideWords = { fr, en };
