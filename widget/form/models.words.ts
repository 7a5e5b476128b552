/** The words of models: few enough that both languages travel together. */
const fr = {
  model: 'Prérempli par le modèle',
  page: 'Prérempli par cette page',
  changed: 'Modifié',
  back: 'Reprendre le texte du modèle',
  backToPage: 'Reprendre le texte de la page',
  locked: 'fixée par le modèle',
  usual: (label: string) => `habituel pour « ${label} »`,
  filled: (count: number) =>
    count < 2 ? 'Le modèle a rempli une réponse' : `Le modèle a rempli ${count} réponses`,
  given: (count: number) =>
    `${count < 2 ? 'Une réponse vient' : `${count} réponses viennent`} de cette page : à relire`,
  typed: 'Vous aviez déjà répondu : vos mots sont gardés',
  replace: 'Remplacer par le modèle',
};

const en: typeof fr = {
  model: 'Filled in by the model',
  page: 'Filled in by this page',
  changed: 'Changed',
  back: 'Take the model’s text again',
  backToPage: 'Take the page’s text again',
  locked: 'set by the model',
  usual: (label) => `usual for “${label}”`,
  filled: (count) =>
    count === 1 ? 'The model filled in one answer' : `The model filled in ${count} answers`,
  given: (count) =>
    `${count === 1 ? 'One answer comes' : `${count} answers come`} from this page: read them again`,
  typed: 'You had already answered: your words are kept',
  replace: 'Replace with the model',
};

export const modelWords = { fr, en };
