/** What the sources say of API SFiP, where it differs from API Impôt particulier. */
import { describe, expect, test } from 'vitest';
import { checkAnswers, pruned } from '../../catalogue/checker.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { offeredScopes, scopeState } from '../../catalogue/scopes.ts';
import { modelOf, offeredUseCases, useCaseNamed } from '../../catalogue/use-cases.ts';
import { fill } from './complete.ts';
import { definitionOf } from './definitions.ts';

const sfip = definitionOf('sfip');
const impots = definitionOf('impot-particulier');

test.each([
  [{ profil: 'administration', identification: 'etat_civil', donnees: 'fiscales' }, 'yes', /L\. 114-8/],
  [{ profil: 'administration', identification: 'numero_fiscal', donnees: 'fiscales' }, 'yes', /L\. 114-8/],
  [{ profil: 'administration', identification: 'etat_civil', donnees: 'identite' }, 'no', /"api":"r2p"/],
  [{ profil: 'administration', identification: 'france_connect' }, 'no', /"api":"impot-particulier"/],
  [{ profil: 'banque', livret: 'oui' }, 'yes', /2021-277.*L\. 166 AA/],
  [{ profil: 'banque', livret: 'non' }, 'no', /L\. 103/],
  [{ profil: 'entreprise', mission: 'oui' }, 'proof', /délégation/],
  [{ profil: 'entreprise', mission: 'non' }, 'no', /agence de voyages/],
  [{ profil: 'particulier' }, 'no', /impots\.gouv\.fr/],
])('%j → %s', (answers, answer, says) => {
  const verdict = sfip.eligibility.verdicts[walk(sfip.eligibility, answers).verdict ?? ''];
  expect(verdict?.answer).toBe(answer);
  expect(JSON.stringify(verdict)).toMatch(says);
});

test('has the data, the rules and the use cases of API Impôt particulier, and no access modality', () => {
  expect(sfip.scopes).toEqual(impots.scopes);
  expect(sfip.use_cases).toEqual(impots.use_cases);
  expect(sfip.stages[0]?.steps).toEqual(['basic_infos', 'legal', 'scopes', 'personal_data', 'contacts']);
});

describe.each([sfip, impots])('the use cases of $id', (api) => {
  const bank = { profil: 'banque', livret: 'oui' };
  const offered = (eligibility: Record<string, string>) =>
    offeredUseCases(api, 'production', { answers: {}, eligibility, use_case: '' }).map(({ id }) => id);

  test('are seven for administrations; the right to a LEP is for banks', () => {
    expect(offered({ profil: 'administration' })).toEqual([
      'demande_libre',
      'cantine_scolaire',
      'place_creche',
      'activites_periscolaires',
      'stationnement_residentiel',
      'aides_sociales_facultatives',
      'carte_transport',
    ]);
    expect(offered(bank)).toEqual(['demande_libre', 'eligibilite_lep']);
  });

  test('have the names of DataPass’s forms, and the one that it misnames', () => {
    expect(useCaseNamed(api, 'subventions_associations')?.id).toBe('aides_sociales_facultatives');
    const name = api.id === 'sfip' ? 'api-sfip' : 'api-impot-particulier';
    const [sandbox, production] = api.stages;
    expect(sandbox?.form_ids).toEqual([`${name}-sandbox`]);
    expect(sandbox?.use_case_forms?.place_creche).toEqual([`${name}-place-creche-sandbox`]);
    expect(production?.use_case_forms?.carte_transport).toEqual([
      `${name}-carte-transport-production`,
      `${name}-carte-transport-editeur`,
    ]);
  });

  test('the right to a LEP comes with its indicator alone, which nobody can remove, and without any year', () => {
    const lep = api.use_cases.find(({ id }) => id === 'eligibilite_lep');
    if (!lep) throw new Error('a use case for banks');
    const context = { answers: modelOf(lep), eligibility: bank, use_case: lep.id };
    const shown = offeredScopes(api, context);
    expect(shown.map((scope) => [scope.id, scopeState(api, scope, context)])).toEqual([
      ['dgfip_IndLep', 'locked'],
    ]);
    const { answers } = fill(api, 'sandbox', context);
    expect(pruned(api, 'sandbox', { ...context, answers }).scopes).toEqual(['dgfip_IndLep']);
    const more = { ...answers, scopes: ['dgfip_IndLep', 'dgfip_annee_n_moins_1'] };
    expect(checkAnswers(api, 'sandbox', { ...context, answers: more }).map(({ code }) => code)).toContain(
      'scope_not_offered',
    );
    expect(lep.prefill.cadre_juridique_textes).toEqual(['decret_2021_277']);
  });
});
