/** What the sources say of API SFiP R2P. */
import { expect, test } from 'vitest';
import { walk } from '../../catalogue/eligibility.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import { catalogue, definitionOf } from './definitions.ts';

const r2p = definitionOf('r2p');

test.each([
  [{ profil: 'administration', texte: 'ordonnateur' }, 'yes', /L\. 135 ZN.*2022-814.*JORFTEXT000045802934/],
  [{ profil: 'administration', texte: 'appel_api' }, 'proof', /délibération/],
  [{ profil: 'administration', texte: 'autre_texte' }, 'proof', /L\. 103/],
  [{ profil: 'administration', texte: 'aucun' }, 'no', /L\. 103/],
  [{ profil: 'banque', epargne: 'oui' }, 'yes', /numéro fiscal seul.*L\. 166 AA/],
  [{ profil: 'banque', epargne: 'non' }, 'no', /L\. 103/],
  [{ profil: 'entreprise' }, 'no', /L\. 103/],
  [{ profil: 'editeur', clients: 'prive' }, 'no', /secret fiscal/],
  [{ profil: 'particulier' }, 'no', /impots\.gouv\.fr/],
])('%j → %s', (answers, answer, says) => {
  const verdict = r2p.eligibility.verdicts[walk(r2p.eligibility, answers).verdict ?? ''];
  expect(verdict?.answer).toBe(answer);
  expect(JSON.stringify(verdict)).toMatch(says);
});

test('has eight modalities, by their technical values', () => {
  const field = fieldsOf(r2p, 'sandbox').find(({ id }) => id === 'modalities');
  expect(field?.kind === 'several_of' && field.options.map(({ id }) => id)).toEqual([
    'with_acces_etat_civil',
    'with_acces_spi',
    'with_acces_etat_civil_et_adresse',
    'with_acces_etat_civil_restitution_spi',
    'with_acces_etat_civil_complet_adresse',
    'with_acces_etat_civil_degrade_adresse',
    'with_acces_etat_civil_complet_restitution_complet_adresse_cp_coordonnées',
    'with_acces_etat_civil_degrade_adresse_restitution_complet_adresse_cp_coordonnées',
  ]);
});

test('its use cases fill in their modalities and, for authorising officers, the decree', () => {
  const prefill = (id: string) => r2p.use_cases.find((useCase) => useCase.id === id)?.prefill;
  expect(prefill('ordonnateur')).toMatchObject({
    cadre_juridique_nature: expect.stringMatching(/2022-814 du 16 mai 2022.*L\. 135 ZN/),
    cadre_juridique_url: 'https://www.legifrance.gouv.fr/jorf/id/JORFTEXT000045802934',
    modalities: ['with_acces_etat_civil', 'with_acces_spi', 'with_acces_etat_civil_et_adresse'],
  });
  expect(prefill('appel_api_impot_particulier')?.modalities).toEqual([
    'with_acces_etat_civil_restitution_spi',
  ]);
});

test('the former R2P API leads here, by its names and those of its forms', () => {
  for (const name of ['api_r2p', 'api_r2p_sandbox', 'api_sfip_r2p'])
    expect(catalogue.get(name)?.id).toBe('r2p');
  expect(r2p.stages[0]?.use_case_forms?.ordonnateur).toEqual([
    'api-sfip-r2p-ordonnateur-sandbox',
    'api-r2p-ordonnateur-sandbox',
  ]);
  expect(r2p.notices[0]).toMatchObject({ from: '2025-09-30' });
});
