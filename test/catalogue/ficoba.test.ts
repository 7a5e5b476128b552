/** What the sources say of API FICOBA. */
import { expect, test } from 'vitest';
import { walk } from '../../catalogue/eligibility.ts';
import { offeredScopes } from '../../catalogue/scopes.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import { offeredUseCases } from '../../catalogue/use-cases.ts';
import { definitionOf } from './definitions.ts';

const ficoba = definitionOf('ficoba');
const context = (profil: string) => ({ answers: {}, eligibility: { profil }, use_case: '' });
const scope = (name: string) => `dgfip_ficoba_${name}`;
const account = ['etat_civil_denomination', 'adresse', 'compte', 'etablissement_bancaire', 'date'].map(scope);

test.each([
  [{ profil: 'administration', texte: 'oui' }, 'proof', /référence exacte/],
  [{ profil: 'administration', texte: 'non' }, 'no', /L\. 103/],
  [{ profil: 'banque', epargne: 'oui' }, 'yes', /R\. 221-122/],
  [{ profil: 'banque', epargne: 'non' }, 'no', /L\. 103/],
  [{ profil: 'editeur', clients: 'public' }, 'yes', /bac à sable/],
  [{ profil: 'entreprise' }, 'no', /L\. 103/],
  [{ profil: 'particulier' }, 'no', /CNIL/],
])('%j → %s', (answers, answer, says) => {
  const verdict = ficoba.eligibility.verdicts[walk(ficoba.eligibility, answers).verdict ?? ''];
  expect(verdict?.answer).toBe(answer);
  expect(JSON.stringify(verdict)).toMatch(says);
});

test('six data are for all, four more for banks', () => {
  expect(offeredScopes(ficoba, context('administration'))).toHaveLength(6);
  expect(offeredScopes(ficoba, context('banque'))).toHaveLength(10);
});

test('has eight modalities, by their technical values', () => {
  const field = fieldsOf(ficoba, 'sandbox').find(({ id }) => id === 'modalities');
  expect(field?.kind === 'several_of' && field.options.map(({ id }) => id)).toEqual(
    [
      ...['iban', 'spi', 'siren', 'personne_physique', 'personne_morale'],
      ...['iban_siren', 'iban_personne_physique', 'iban_personne_morale'],
    ].map((name) => `with_ficoba_${name}`),
  );
});

test.each([
  ['recouvrement', account, ['iban', 'siren', 'personne_physique', 'personne_morale']],
  [
    'verification_iban',
    [scope('restitution_verification')],
    ['iban_siren', 'iban_personne_physique', 'iban_personne_morale'],
  ],
  ['verification_existence', [scope('restitution_verification')], ['iban']],
  ['fraude', account, ['iban', 'siren', 'personne_physique', 'personne_morale']],
  [
    'multi_detention',
    ['etablissement_bancaire', 'nombre_comptes', 'iban', 'date_ouverture', 'motif_ouverture'].map(scope),
    ['siren', 'personne_physique', 'personne_morale'],
  ],
])('%s ticks its data and its modalities', (id, scopes, modalities) => {
  const useCase = ficoba.use_cases.find((one) => one.id === id);
  expect(useCase?.scopes?.chosen).toEqual(scopes);
  expect(useCase?.prefill.modalities).toEqual(modalities.map((name) => `with_ficoba_${name}`));
});

test('the check of multiple savings is for banks, by its article; the rest is not for them', () => {
  const offered = (profil: string) => offeredUseCases(ficoba, 'sandbox', context(profil)).map(({ id }) => id);
  expect(offered('banque')).toEqual(['demande_libre', 'multi_detention']);
  expect(offered('administration')).toEqual([
    ...['demande_libre', 'recouvrement', 'verification_iban', 'verification_existence', 'fraude'],
  ]);
  const prefill = ficoba.use_cases.find(({ id }) => id === 'multi_detention')?.prefill;
  expect(prefill?.cadre_juridique_textes).toEqual(['cmf_r221_122']);
  expect(prefill?.cadre_juridique_nature).toMatch(/R\. 221-122 du code monétaire et financier/);
});
