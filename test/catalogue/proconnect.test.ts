/** What the sources say of ProConnect for a service provider: who may ask, its five data, where it is reached from. */
import { describe, expect, test } from 'vitest';
import { pruned } from '../../catalogue/checker.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { fieldsOf, stepsOf } from '../../catalogue/steps.ts';
import { fill } from './complete.ts';
import { catalogue, definitionOf } from './definitions.ts';

const api = definitionOf('proconnect');
const context = (answers = {}) => ({ answers, eligibility: {}, use_case: 'demande_libre' });

describe('who may ask', () => {
  test.each([
    [{ profil: 'administration' }, 'yes', /secteur public comme du secteur privé/],
    [{ profil: 'entreprise', utilisateurs: 'public' }, 'yes', /pour rien d’autre/],
    [{ profil: 'entreprise', utilisateurs: 'tous' }, 'no', /que les professionnels du secteur public/],
    [{ profil: 'editeur', utilisateurs: 'public' }, 'yes', /pour rien d’autre/],
    [{ profil: 'editeur', utilisateurs: 'tous' }, 'no', /que les professionnels du secteur public/],
    [{ profil: 'particulier' }, 'no', /vous n’avez rien à demander/],
  ])('%j → %s', (answers, answer, says) => {
    const verdict = api.eligibility.verdicts[walk(api.eligibility, answers).verdict ?? ''];
    expect(verdict?.answer).toBe(answer);
    expect(verdict?.text.join(' ')).toMatch(says);
  });
});

test('has DataPass’s names, support address and steps', () => {
  expect(catalogue.get('pro_connect_service_provider')?.id).toBe('proconnect');
  expect(catalogue.get('agent-connect')?.id).toBe('proconnect');
  expect(api.stages.map(({ form_ids }) => form_ids)).toEqual([['pro-connect-fs']]);
  expect(api.provider.support).toBe('support.partenaires@agentconnect.gouv.fr');
  expect(stepsOf(api, 'production').map(({ id }) => id)).toEqual([
    'basic_infos',
    'legal',
    'scopes',
    'modalities',
    'personal_data',
    'contacts',
  ]);
});

test('has five data, of which the technical identifier is always given', () => {
  expect(api.scopes.groups.flatMap(({ scopes }) => scopes.map(({ id }) => id))).toEqual([
    'openid',
    'usual_name',
    'given_name',
    'email',
    'siret',
  ]);
  const { answers } = fill(api, 'production', context());
  expect(pruned(api, 'production', context({ ...answers, scopes: ['siret'] })).scopes).toEqual([
    'siret',
    'openid',
  ]);
});

test('is reached from the State’s network, from the Internet, or both', () => {
  const field = fieldsOf(api, 'production').find(({ id }) => id === 'modalities');
  expect(field?.kind).toBe('several_of');
  expect(field && 'options' in field && field.options.map(({ id }) => id)).toEqual(['rie', 'internet']);
});

test('quotes the decision that creates it', () => {
  const prefill = api.use_cases[0]?.prefill;
  expect(prefill?.cadre_juridique_nature).toBe('Décision n° DINUM-202106-01 du 1er juin 2021.');
  expect(prefill?.cadre_juridique_url).toMatch(/^https:\/\/www\.info\.gouv\.fr\/.*20210601/);
});

test('names three people', () => {
  expect(fieldsOf(api, 'production').flatMap(({ id, kind }) => (kind === 'person' ? [id] : []))).toEqual([
    'responsable_traitement',
    'delegue_protection_donnees',
    'contact_technique',
  ]);
});
