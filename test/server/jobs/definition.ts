/** A small API of no real provider, for tests of what follows a decision. */
import * as v from 'valibot';
import { Definition } from '../../../catalogue/definition.ts';
import { localise } from '../../../catalogue/localise.ts';

const person = (id: string, label: string) => ({ kind: 'person', id, label: { fr: label, en: label } });

export const definitionFile = v.parse(Definition, {
  id: 'api-exemple',
  version: 3,
  title: 'API Exemple',
  summary: { fr: 'Une API d’exemple.', en: 'An example API.' },
  provider: {
    id: 'exemple',
    name: 'Direction des exemples',
    acronym: 'DEX',
    support: 'support@exemple.example',
    address: '1 place de l’Exemple, 75000 Exempleville',
  },
  access: 'restricted',
  accepting: true,
  eligibility: {
    first: 'profil',
    questions: {
      profil: {
        label: { fr: 'Qui êtes-vous ?', en: 'Who are you?' },
        options: [{ id: 'administration', label: 'Administration', verdict: 'oui' }],
      },
    },
    verdicts: { oui: { answer: 'yes', title: { fr: 'Oui', en: 'Yes' }, text: [] } },
  },
  preparations: [],
  stages: [
    {
      id: 'sandbox',
      label: { fr: 'Bac à sable', en: 'Sandbox' },
      definition_id: 'api-exemple-bac-a-sable',
      steps: ['projet', 'donnees', 'personnes'],
      terms: {
        version: '2026-01',
        label: { fr: 'Conditions', en: 'Terms' },
        url: 'https://exemple.example/cgu',
      },
      validity_months: 36,
    },
  ],
  use_cases: [],
  api_team: 'equipe.api@exemple.example',
  steps: [
    {
      id: 'projet',
      title: { fr: 'Mon projet', en: 'My project' },
      fields: [
        {
          kind: 'text',
          id: 'intitule',
          label: { fr: 'Nom du projet', en: 'Name of the project' },
          max_length: 200,
        },
        {
          kind: 'long_text',
          id: 'description',
          label: { fr: 'Description du projet', en: 'Description of the project' },
          max_length: 5000,
        },
      ],
    },
    {
      id: 'donnees',
      title: { fr: 'Les données', en: 'The data' },
      fields: [{ kind: 'scopes', id: 'scopes', label: { fr: 'Données', en: 'Data' } }],
    },
    {
      id: 'personnes',
      title: { fr: 'Les personnes impliquées', en: 'The people involved' },
      fields: [
        person('responsable_traitement', 'Responsable de traitement'),
        person('delegue_protection_donnees', 'Délégué à la protection des données'),
        person('contact_technique', 'Contact technique'),
      ],
    },
  ],
  scopes: {
    groups: [
      {
        label: { fr: 'Revenus', en: 'Income' },
        scopes: [
          { id: 'revenu', label: { fr: 'Revenu', en: 'Income' } },
          { id: 'parts', label: { fr: 'Parts', en: 'Shares' } },
        ],
      },
    ],
    rules: [],
  },
  commitments: [],
});

/** A catalogue of this one API. */
export const catalogue = {
  get: (api: string) => (api === definitionFile.id ? definitionFile : undefined),
  localised: (api: string, language: 'fr' | 'en') =>
    api === definitionFile.id ? localise(definitionFile, language) : undefined,
  list: () => [definitionFile],
  editors: { fr: { questions: [], editors: [] }, en: { questions: [], editors: [] } },
};
