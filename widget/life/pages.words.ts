/** The words of renewing as it is, and of replacing people. */
const fr = {
  intro: (number: string, day: string) =>
    `L’habilitation ${number} est valable jusqu’au ${day}. Si rien n’a changé, trois réponses et vos engagements suffisent : aucune question du formulaire n’est posée de nouveau.`,
  purpose: 'Le projet et son objet sont-ils toujours les mêmes ?',
  data: 'Les données demandées sont-elles toujours les mêmes ?',
  people: 'Les personnes nommées sont-elles toujours les mêmes ?',
  yes: 'Oui',
  no: 'Non',
  noData: 'Non, il en faut d’autres, ou moins',
  noPeople: 'Non, quelqu’un est parti ou a changé de coordonnées',
  answer: 'Répondez à cette question.',
  updateTitle: 'C’est alors une mise à jour',
  update:
    'Le formulaire s’ouvre au bon endroit, avec les réponses de votre habilitation. Changez ce qui doit l’être et soumettez : une fois validée, la mise à jour vaut renouvellement. L’habilitation reste en vigueur en attendant.',
  begin: 'Commencer la mise à jour',
  replace: 'Qui remplacer',
  replaceText:
    'Écrivez la nouvelle personne à la place de celle qui est partie. Laissez les autres comme elles sont.',
  same: 'Personne n’a changé : remplacez quelqu’un, ou répondez « Oui » plus haut.',
  renew: 'Demander le renouvellement',
  peopleText:
    'Remplacez qui est parti, ou corrigez ses coordonnées. Rien d’autre ne change dans la demande : l’habilitation reste la même, et l’instructeur est seulement informé. Le contact technique peut récupérer l’accès.',
  nobody: 'Cette demande ne nomme personne.',
  save: 'Enregistrer les personnes',
  nothing: 'Rien n’a changé : remplacez une personne, ou fermez.',
  stale:
    'Le formulaire a changé depuis votre habilitation, et certaines réponses ne lui suffisent plus. Faites une mise à jour : elles y sont montrées.',
  sending: 'Envoi…',
};

const en: typeof fr = {
  intro: (number, day) =>
    `Habilitation ${number} is valid until ${day}. If nothing has changed, three answers and your commitments are enough: no question of the form is asked again.`,
  purpose: 'Are the project and its purpose still the same?',
  data: 'Are the data asked for still the same?',
  people: 'Are the people named still the same?',
  yes: 'Yes',
  no: 'No',
  noData: 'No, others are needed, or fewer',
  noPeople: 'No, somebody has left or can be reached elsewhere',
  answer: 'Answer this question.',
  updateTitle: 'Then it is an update',
  update:
    'The form opens at the right place, with the answers of your habilitation. Change what has to be and submit: once validated, the update is a renewal. The habilitation stays in force meanwhile.',
  begin: 'Begin the update',
  replace: 'Whom to replace',
  replaceText: 'Write the new person in the place of the one who has left. Leave the others as they are.',
  same: 'Nobody has changed: replace somebody, or answer “Yes” above.',
  renew: 'Ask for the renewal',
  peopleText:
    'Replace who has left, or correct how to reach them. Nothing else of the request changes: the habilitation stays the same, and the instructor is only told. The technical contact may collect the access.',
  nobody: 'This request names nobody.',
  save: 'Save the people',
  nothing: 'Nothing has changed: replace somebody, or close.',
  stale:
    'The form has changed since your habilitation, and some answers are not enough for it any more. Make an update: they are shown there.',
  sending: 'Sending…',
};

export const pageWords = { fr, en };
