/** What the sources say of FranceConnect: who may ask, its nine data, the level of assurance, the mobile number. */
import { describe, expect, test } from 'vitest';
import { checkAnswers, pruned } from '../../catalogue/checker.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { fieldsOf, isRequired, stepsOf } from '../../catalogue/steps.ts';
import { offeredUseCases } from '../../catalogue/use-cases.ts';
import { fill, person } from './complete.ts';
import { catalogue, definitionOf } from './definitions.ts';

const api = definitionOf('franceconnect');
const context = (use_case = 'demande_libre', answers = {}, eligibility = {}) => ({
  ...{ answers, eligibility, use_case },
});
const field = (id: string) => {
  const found = fieldsOf(api, 'production').find((candidate) => candidate.id === id);
  if (!found) throw new Error(id);
  return found;
};
const useCase = (id: string) => api.use_cases.find((candidate) => candidate.id === id);

describe('who may ask', () => {
  test.each([
    [{ profil: 'administration' }, 'yes'],
    [{ profil: 'entreprise', service: 'identite' }, 'proof'],
    [{ profil: 'entreprise', service: 'adresse' }, 'yes'],
    [{ profil: 'entreprise', service: 'mission' }, 'proof'],
    [{ profil: 'entreprise', service: 'autre' }, 'no'],
    [{ profil: 'editeur', clients: 'public' }, 'no'],
    [{ profil: 'editeur', clients: 'propre', service: 'identite' }, 'proof'],
    [{ profil: 'particulier' }, 'no'],
  ])('%j → %s, by the order of 8 November 2018', (answers, answer) => {
    const verdict = api.eligibility.verdicts[walk(api.eligibility, answers).verdict ?? ''];
    expect(verdict?.answer).toBe(answer);
    expect(verdict?.law?.url).toContain('JORFTEXT000037611479');
  });
});

test('has DataPass’s names, support address and steps', () => {
  expect(catalogue.get('france_connect')?.id).toBe('franceconnect');
  expect(catalogue.get('france-connect')?.id).toBe('franceconnect');
  expect(api.provider.support).toBe('support.partenaires@franceconnect.gouv.fr');
  expect(stepsOf(api, 'production').map(({ id }) => id)).toEqual([
    'basic_infos',
    'legal',
    'france_connect_eidas',
    'scopes',
    'personal_data',
    'contacts',
  ]);
});

test('has nine data, of which the technical identifier is always given', () => {
  expect(api.scopes.groups.map(({ label, scopes }) => [label, ...scopes.map(({ id }) => id)])).toEqual([
    ['Identité pivot', 'family_name', 'given_name', 'birthdate', 'birthplace', 'birthcountry', 'gender'],
    ['Autres données', 'preferred_username', 'email'],
    ['Données techniques', 'openid'],
  ]);
  const { answers } = fill(api, 'production', context());
  const with_email = context('demande_libre', { ...answers, scopes: ['email'] });
  expect(pruned(api, 'production', with_email).scopes).toEqual(['email', 'openid']);
});

test('asks for a level of assurance, and for another way to sign in', () => {
  const level = field('france_connect_eidas');
  expect('options' in level && level.options.map(({ id }) => id)).toEqual(['eidas_1', 'eidas_2']);
  const { answers } = fill(api, 'production', context());
  const without = context('demande_libre', { ...answers, alternative_connexion: false });
  expect(checkAnswers(api, 'production', without)).toEqual([
    { field: 'alternative_connexion', code: 'required' },
  ]);
});

test('wants a French mobile number of the technical contact, who receives a secret by SMS', () => {
  const { answers } = fill(api, 'production', context());
  const calling = (id: string, phone: string) =>
    checkAnswers(
      api,
      'production',
      context('demande_libre', { ...answers, [id]: { ...person(id), phone } }),
    ).map(({ field: name, code }) => `${name} ${code}`);
  expect(calling('contact_technique', '06 12 34 56 78')).toEqual([]);
  expect(calling('contact_technique', '01 23 45 67 89')).toEqual(['contact_technique mobile']);
  expect(calling('responsable_traitement', '01 23 45 67 89')).toEqual([]);
  expect(fieldsOf(api, 'production').flatMap(({ id, kind }) => (kind === 'person' ? [id] : []))).toEqual([
    'responsable_traitement',
    'delegue_protection_donnees',
    'contact_technique',
  ]);
});

describe('the use cases', () => {
  test.each([
    ['collectivite', 'france-connect-collectivite-administration', /8 novembre 2018/, 'JORFTEXT000037611479'],
    ['epermis', 'france-connect-collectivite-epermis', /8 novembre 2018/, 'JORFTEXT000037611479'],
    ['sante', 'france-connect-sante', /28 mars 2022/, 'JORFTEXT000045457991'],
  ])('%s comes with its legal text', (id, form, text, address) => {
    expect(useCase(id)?.form_ids).toEqual([form]);
    expect(useCase(id)?.prefill.cadre_juridique_nature).toMatch(text);
    expect(useCase(id)?.prefill.cadre_juridique_url).toContain(address);
  });

  test('e-permis ticks three data', () => {
    expect(useCase('epermis')?.scopes?.chosen).toEqual(['family_name', 'given_name', 'email']);
  });

  test('those of an administration are for administrations', () => {
    const offered = (profil: string) =>
      offeredUseCases(api, 'production', context('', {}, { profil })).map(({ id }) => id);
    expect(offered('administration')).toEqual(['demande_libre', 'collectivite', 'epermis', 'sante']);
    expect(offered('entreprise')).toEqual(['demande_libre', 'sante']);
  });

  test('a contractor or a delegate attaches the contract', () => {
    const required = (service: string) =>
      ['cadre_juridique_url', 'cadre_juridique_document'].filter((id) =>
        isRequired(field(id), context('demande_libre', {}, { profil: 'entreprise', service })),
      );
    expect(required('mission')).toEqual(['cadre_juridique_document']);
    expect(required('identite')).toEqual(['cadre_juridique_url']);
  });
});
