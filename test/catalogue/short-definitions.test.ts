/** The definitions for which the sources give little: health insurance rights, three signposts, and missing data. */
import { describe, expect, test } from 'vitest';
import { checkAnswers } from '../../catalogue/checker.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { fieldsOf, isRequired, stepsOf } from '../../catalogue/steps.ts';
import { offeredUseCases } from '../../catalogue/use-cases.ts';
import { fill } from './complete.ts';
import { catalogue, definitionOf } from './definitions.ts';

describe('health insurance rights (CNAM)', () => {
  const api = definitionOf('ameli');
  const clinic = { profil: 'entreprise', activite: 'etablissement_de_soin' };

  test('answers to the names that DataPass and api.gouv.fr give it', () => {
    expect(catalogue.get('api_droits_cnam')?.id).toBe('ameli');
    expect(catalogue.get('api_ameli_droits_cnam')?.id).toBe('ameli');
  });

  test.each([
    [{ profil: 'entreprise', activite: 'organisme_complementaire' }, 'proof'],
    [{ profil: 'administration', activite: 'etablissement_de_soin' }, 'proof'],
    [{ profil: 'administration', activite: 'autre' }, 'no'],
    [{ profil: 'editeur' }, 'no'],
    [{ profil: 'banque' }, 'no'],
    [{ profil: 'particulier' }, 'no'],
  ])('%j → %s', (answers, answer) => {
    const { verdict } = walk(api.eligibility, answers);
    expect(api.eligibility.verdicts[verdict ?? '']?.answer).toBe(answer);
  });

  test('needs the organisation’s FranceConnect habilitation', () => {
    const context = { answers: {}, eligibility: clinic, use_case: '' };
    for (const name of ['france_connect_source', 'france_connect_authorization_id']) {
      const field = fieldsOf(api, 'production').find(({ id }) => id === name);
      expect(field && isRequired(field, context)).toBe(true);
    }
    expect(stepsOf(api, 'production').map(({ id }) => id)).toEqual([
      'basic_infos',
      'personal_data',
      'legal',
      'france_connect',
      'contacts',
    ]);
  });

  test('offers the use case of the activity declared', () => {
    const offered = offeredUseCases(api, 'production', { answers: {}, eligibility: clinic, use_case: '' });
    expect(offered.map(({ id }) => id)).toEqual(['etablissement_de_soin', 'demande_libre']);
  });
});

describe.each([
  ['siv', 'api-particulier'],
  ['justif-adresse', 'api-particulier'],
  ['comedec', undefined],
])('%s, a signpost', (id, api) => {
  const definition = definitionOf(id);

  test('asks nothing, and says at once where to go', () => {
    const { asked, verdict } = walk(definition.eligibility, {});
    expect(asked).toEqual([]);
    const reached = definition.eligibility.verdicts[verdict ?? ''];
    expect(reached?.answer).toBe('no');
    expect(reached?.instead?.api).toBe(api);
    if (api) expect(catalogue.get(api)).toBeDefined();
    else expect(reached?.instead?.url).toMatch(/^https:/);
  });

  test('takes no request', () => {
    expect(definition).toMatchObject({ accepting: false, stages: [], steps: [], use_cases: [] });
  });
});

describe('missing data', () => {
  const api = definitionOf('donnee-manquante');

  test('asks for the use case, the data and the legal justification in one step, and no more', () => {
    expect(stepsOf(api, 'production')).toHaveLength(1);
    const start = { answers: {}, eligibility: { profil: 'administration' }, use_case: '' };
    const { answers, asked } = fill(api, 'production', start);
    expect(asked).toEqual(['intitule', 'cas_usage', 'donnees_demandees', 'justification_juridique']);
    expect(checkAnswers(api, 'production', { ...start, answers })).toEqual([]);
  });

  test('is open to every organisation, and to no private person', () => {
    const options = api.eligibility.questions.profil?.options ?? [];
    const closed = options.filter(({ verdict }) => api.eligibility.verdicts[verdict ?? '']?.answer === 'no');
    expect(closed.map(({ id }) => id)).toEqual(['particulier']);
  });

  test('is answered by the platform’s own team', () => {
    expect(api.provider).toMatchObject({ id: 'datapass', support: 'datapass@api.gouv.fr' });
  });
});
