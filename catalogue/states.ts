/** What the states of a request are called, as DataPass's users know them: in lists, on pages, in problems. */
const fr = {
  draft: 'Brouillon',
  submitted: 'En cours d’instruction',
  changes_requested: 'Modifications demandées',
  validated: 'Validée',
  refused: 'Refusée',
  revoked: 'Révoquée',
  archived: 'Archivée',
};

const en: typeof fr = {
  draft: 'Draft',
  submitted: 'Under instruction',
  changes_requested: 'Changes requested',
  validated: 'Validated',
  refused: 'Refused',
  revoked: 'Revoked',
  archived: 'Archived',
};

export const stateNames = { fr, en };
