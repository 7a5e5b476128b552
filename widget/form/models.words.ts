/** The words of models: few enough that both languages travel together. */
const fr = {
  model: (label: string) => `modèle « ${label} »`,
  usual: (label: string) => `habituel pour « ${label} »`,
  filled: (count: number) =>
    count < 2 ? 'Le modèle a rempli une réponse' : `Le modèle a rempli ${count} réponses`,
  typed: 'Vous aviez déjà répondu : vos mots sont gardés',
  replace: 'Remplacer par le modèle',
};

const en: typeof fr = {
  model: (label) => `model “${label}”`,
  usual: (label) => `usual for “${label}”`,
  filled: (count) =>
    count === 1 ? 'The model filled in one answer' : `The model filled in ${count} answers`,
  typed: 'You had already answered: your words are kept',
  replace: 'Replace with the model',
};

export const modelWords = { fr, en };
