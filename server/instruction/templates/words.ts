/** Words of the pages where managers write templates of answers. */
import type { Language } from '../../http/language.ts';
import type { TemplateKind } from './tables.ts';
import type { Variable } from './variables.ts';

interface Words {
  title: string;
  lead: string;
  back: string;
  requests: string;
  none: string;
  add: string;
  create: string;
  edit: (title: string) => string;
  api: string;
  choose: string;
  kind: string;
  kinds: Record<TemplateKind, string>;
  name: string;
  nameHint: (most: number) => string;
  content: string;
  variables: string;
  variable: Record<Variable, string>;
  example: Record<Variable, string>;
  uses: (count: number) => string;
  save: string;
  preview: string;
  previewTitle: string;
  previewHint: string;
  remove: string;
  removeSure: string;
  removeDo: string;
  cancel: string;
  saved: string;
  removed: string;
  errors: (count: number) => string;
  errorPrefix: string;
  changed: string;
  changedText: string;
  present: string;
  needTitle: string;
  longTitle: (most: number) => string;
  needContent: string;
  longContent: (most: number) => string;
  wrongCharacter: string;
  unknownVariable: (known: string) => string;
  needApi: string;
  needKind: string;
  notManager: string;
  notManagerText: string;
  absent: string;
  absentText: string;
}

export const templateWords: Record<Language, Words> = {
  fr: {
    title: 'Modèles de réponse',
    lead: 'Les instructeurs les insèrent dans leurs décisions, puis les adaptent.',
    back: 'Tous les modèles',
    requests: 'Toutes les demandes',
    none: 'Aucun modèle pour les API dont vous êtes responsable.',
    add: 'Ajouter un modèle',
    create: 'Nouveau modèle',
    edit: (title) => `Modifier « ${title} »`,
    api: 'API',
    choose: 'Choisissez',
    kind: 'Décision',
    kinds: {
      request_changes: 'Demande de modification',
      refuse: 'Refus',
      validate: 'Validation',
    },
    name: 'Titre',
    nameHint: (most) =>
      `Pour le retrouver dans la liste ; ${most} caractères au plus. Le demandeur ne le lit pas.`,
    content: 'Texte',
    variables: 'Ces mots sont remplacés par ceux de la demande :',
    variable: {
      demande_id: 'le numéro de la demande',
      demande_intitule: 'le titre du projet',
      demande_url: 'l’adresse de la demande',
    },
    example: {
      demande_id: 'D1042',
      demande_intitule: 'Tarification de la cantine scolaire',
      demande_url: 'https://datapass.example/demande/…',
    },
    uses: (count) => `employé ${count} fois`,
    save: 'Enregistrer le modèle',
    preview: 'Voir un exemple',
    previewTitle: 'Exemple',
    previewHint: 'Avec une demande imaginaire. Rien n’est encore enregistré.',
    remove: 'Supprimer ce modèle',
    removeSure: 'Les réponses déjà envoyées ne changent pas.',
    removeDo: 'Supprimer',
    cancel: 'Annuler',
    saved: 'Le modèle est enregistré.',
    removed: 'Le modèle est supprimé.',
    errors: (count) => (count === 1 ? 'Une réponse à corriger' : `${count} réponses à corriger`),
    errorPrefix: 'Erreur : ',
    changed: 'Ce modèle a changé pendant que vous l’écriviez',
    changedText:
      'Rien n’est enregistré. Votre texte est gardé ci-dessous : comparez-le au texte présent, puis enregistrez.',
    present: 'Texte présent',
    needTitle: 'Donnez un titre au modèle',
    longTitle: (most) => `Raccourcissez le titre à ${most} caractères au plus`,
    needContent: 'Écrivez le texte du modèle',
    longContent: (most) => `Raccourcissez ce texte à ${most} caractères au plus`,
    wrongCharacter: 'Retirez le caractère invisible, puis renvoyez',
    unknownVariable: (known) => `Employez seulement les variables qui existent : ${known}`,
    needApi: 'Choisissez une API dont vous êtes responsable',
    needKind: 'Choisissez la décision à laquelle il répond',
    notManager: 'Page réservée aux responsables',
    notManagerText: 'Demandez à la personne responsable de votre API d’ajouter ou de modifier un modèle.',
    absent: 'Ce modèle n’existe pas',
    absentText: 'Il a pu être supprimé. Cherchez-le dans la liste des modèles.',
  },
  en: {
    title: 'Templates of answers',
    lead: 'Instructors put them into their decisions, then adapt them.',
    back: 'All templates',
    requests: 'All requests',
    none: 'No template for the APIs that you manage.',
    add: 'Add a template',
    create: 'New template',
    edit: (title) => `Change “${title}”`,
    api: 'API',
    choose: 'Choose',
    kind: 'Decision',
    kinds: { request_changes: 'Request for changes', refuse: 'Refusal', validate: 'Validation' },
    name: 'Title',
    nameHint: (most) => `To find it in the list; ${most} characters at most. The applicant does not read it.`,
    content: 'Text',
    variables: 'These words are replaced by those of the request:',
    variable: {
      demande_id: 'the number of the request',
      demande_intitule: 'the title of the project',
      demande_url: 'the address of the request',
    },
    example: {
      demande_id: 'D1042',
      demande_intitule: 'Prices of the school canteen',
      demande_url: 'https://datapass.example/demande/…',
    },
    uses: (count) => (count === 1 ? 'used once' : `used ${count} times`),
    save: 'Save the template',
    preview: 'See an example',
    previewTitle: 'Example',
    previewHint: 'With an imaginary request. Nothing is saved yet.',
    remove: 'Remove this template',
    removeSure: 'Answers that were sent do not change.',
    removeDo: 'Remove',
    cancel: 'Cancel',
    saved: 'The template is saved.',
    removed: 'The template is removed.',
    errors: (count) => (count === 1 ? 'One answer to correct' : `${count} answers to correct`),
    errorPrefix: 'Error: ',
    changed: 'This template changed while you were writing',
    changedText: 'Nothing is saved. Your text is kept below: compare it with the present one, then save.',
    present: 'Present text',
    needTitle: 'Give the template a title',
    longTitle: (most) => `Shorten the title to ${most} characters at most`,
    needContent: 'Write the text of the template',
    longContent: (most) => `Shorten this text to ${most} characters at most`,
    wrongCharacter: 'Remove the invisible character, then send again',
    unknownVariable: (known) => `Use only variables that exist: ${known}`,
    needApi: 'Choose an API that you manage',
    needKind: 'Choose the decision that it is for',
    notManager: 'For managers only',
    notManagerText: 'Ask whoever manages your API to add or change a template.',
    absent: 'This template does not exist',
    absentText: 'It may have been removed. Look for it in the list of templates.',
  },
};
