/** The words of a problem: an order that stands alone in a list. */
import { expect, test } from 'vitest';
import { messageFor } from '../../catalogue/messages/index.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import { spaced } from '../../catalogue/typography.ts';
import { definitionOf } from './definitions.ts';

function field(id: string, language: 'fr' | 'en') {
  return fieldsOf(definitionOf('impot-particulier', language), 'sandbox').find((one) => one.id === id);
}

test.each([
  ['fr', { field: 'intitule', code: 'required' }, 'Donnez un titre à votre projet.'],
  ['en', { field: 'intitule', code: 'required' }, 'Give your project a title.'],
  [
    'fr',
    { field: 'intitule', code: 'too_long', params: { max: 200 } },
    '« Titre du projet » : écrivez 200 caractères au plus.',
  ],
  [
    'fr',
    { field: 'contact_technique', part: 'phone', code: 'required' },
    '« Contact technique », le numéro de téléphone : à compléter.',
  ],
  [
    'en',
    { field: 'contact_technique', part: 'job_title', code: 'required' },
    '“Technical contact”, job title: to be completed.',
  ],
  [
    'fr',
    { field: 'france_connect_authorization_id', code: 'pattern' },
    '« Numéro de votre habilitation FranceConnect » : vérifiez la forme attendue (la lettre H suivie de chiffres, ou des chiffres seuls).',
  ],
  [
    'fr',
    {
      field: 'delegue_protection_donnees',
      code: 'same_person',
      params: { other: 'Responsable de traitement' },
    },
    '« Délégué à la protection des données » : indiquez une autre personne que « Responsable de traitement ».',
  ],
] as const)('%s: %j', (language, problem, message) => {
  expect(messageFor(language)(problem, field(problem.field, language))).toBe(spaced(message));
});
