/**
 * What the sources say of the API Impôt particulier: the decision tree, the data, their rules, the form. What it shares
 * with the DGFiP's other APIs is in `dgfip.test.ts`.
 */
import { describe, expect, test } from 'vitest';
import { checkAnswers } from '../../catalogue/checker.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { checkScopes, offeredScopes } from '../../catalogue/scopes.ts';
import { fieldsOf, isRequired, isVisible, stepsOf } from '../../catalogue/steps.ts';
import { fill, person } from './complete.ts';
import { definitionOf } from './definitions.ts';

const api = definitionOf('impot-particulier');
const context = (answers = {}, eligibility = {}, use_case = 'demande_libre') => ({
  ...{ answers, eligibility, use_case },
});
const field = (id: string) => {
  const found = fieldsOf(api, 'sandbox').find((candidate) => candidate.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe('the decision tree', () => {
  const verdictOf = (answers: Record<string, string>) => {
    const { verdict } = walk(api.eligibility, answers);
    return api.eligibility.verdicts[verdict ?? ''];
  };

  test.each([
    [{ profil: 'particulier' }, 'no', /impots\.gouv\.fr/],
    [{ profil: 'entreprise', mission: 'oui' }, 'proof', /délégation/],
    [{ profil: 'entreprise', mission: 'non' }, 'no', /data\.gouv\.fr/],
    [{ profil: 'administration', identification: 'france_connect' }, 'yes', /bac à sable/],
    [{ profil: 'administration', identification: 'numero_fiscal' }, 'yes', /L\. 114-8/],
    [{ profil: 'administration', identification: 'etat_civil' }, 'no', /SFiP/],
    [{ profil: 'editeur', clients: 'public' }, 'yes', /production appartient à votre client/],
    [{ profil: 'editeur', clients: 'prive' }, 'no', /secret fiscal/],
    [{ profil: 'banque', livret: 'oui' }, 'no', /SFiP.*L\. 166 AA/],
    [{ profil: 'banque', livret: 'numero_fiscal' }, 'yes', /2021-277.*L\. 166 AA/],
    [{ profil: 'banque', livret: 'non' }, 'no', /L\. 103/],
  ])('%j → %s', (answers, answer, says) => {
    const verdict = verdictOf(answers);
    expect(verdict?.answer).toBe(answer);
    expect(JSON.stringify(verdict)).toMatch(says);
  });

  test('asks first who is asking, then only what that answer leaves open', () => {
    expect(walk(api.eligibility, {})).toEqual({ asked: [], question: 'profil' });
    expect(walk(api.eligibility, { profil: 'banque' }).question).toBe('livret');
    expect(walk(api.eligibility, { profil: 'editeur' }).question).toBe('clients');
  });
});

describe('the data', () => {
  const offered = (profil: string, held: string[] = []) =>
    offeredScopes(api, context({}, { profil }), held).map(({ id }) => id);

  test('a need agreed on with the DGFiP, in a spreadsheet, stands for the choice and rests the rules', () => {
    const eligibility = { profil: 'administration', identification: 'numero_fiscal' };
    const { answers } = fill(api, 'sandbox', context({}, eligibility));
    const codes = (changes: object) =>
      checkAnswers(api, 'sandbox', context({ ...answers, ...changes }, eligibility)).map(
        ({ field: id, code }) => `${id} ${code}`,
      );
    const document = [{ id: 'd', name: 'besoin.ods', size: 1 }];
    const specific = { specific_requirements: true, specific_requirements_document: document };
    expect(codes({ scopes: ['dgfip_rfr'] })).toEqual(['scopes scope_rule']);
    expect(codes({ scopes: ['dgfip_rfr'], ...specific })).toEqual([]);
    expect(codes({ scopes: [], ...specific })).toEqual([]);
    expect(codes({ scopes: [], ...specific, specific_requirements: false })).toEqual(['scopes required']);
    expect(codes({ scopes: [], specific_requirements: true })).toEqual([
      'specific_requirements_document required',
    ]);
  });

  test('40 are known, a new request sees the 25 not deprecated, the LEP indicator only from a bank', () => {
    expect(api.scopes.groups.flatMap((group) => group.scopes)).toHaveLength(40);
    expect(offered('banque')).toHaveLength(25);
    expect(offered('administration')).toEqual(offered('banque').filter((id) => id !== 'dgfip_IndLep'));
  });

  test('a deprecated one is kept by who holds it', () => {
    expect(offered('administration', ['dgfip_EpargRetrDeduc'])).toContain('dgfip_EpargRetrDeduc');
  });

  const [n1, n2, either] = [
    'dgfip_annee_n_moins_1',
    'dgfip_annee_n_moins_2',
    'dgfip_annee_n_moins_2_si_indispo_n_moins_1',
  ];
  test.each([
    ['at least one income year', ['dgfip_rfr'], ['at_least']],
    ['any year will do', ['dgfip_rfr', n2], []],
    ['« N-1 or N-2 » alone', ['dgfip_rfr', either], []],
    ['« N-1 or N-2 » excludes the other years', [either, n1], ['exclusive']],
    ['the wealth indicator excludes « N-1 or N-2 »', ['dgfip_indiIFI', either], ['incompatible']],
    [
      'the wealth indicator excludes the data on 31 December',
      ['dgfip_indiIFI', n1, 'dgfip_annee_df_au_3112_si_deces_ctb_mp'],
      ['incompatible'],
    ],
    ['the wealth indicator beside a year', ['dgfip_indiIFI', n1], []],
    ['the LEP indicator alone needs no year', ['dgfip_IndLep'], []],
    ['the LEP indicator stands alone', ['dgfip_IndLep', n1], ['exclusive']],
  ])('%s', (_, chosen, broken) => {
    expect(checkScopes(api, chosen, context()).map(({ rule }) => rule)).toEqual(broken);
  });
});

describe('the form', () => {
  test('has the steps of the sandbox in the order in which they are asked', () => {
    expect(stepsOf(api, 'sandbox').map(({ title }) => title)).toEqual([
      'Mon projet',
      'Le cadre juridique',
      'Les données',
      'Les modalités d’accès',
      'Le traitement des données personnelles',
      'Les personnes impliquées',
    ]);
    expect(stepsOf(api, 'nowhere')).toEqual([]);
  });

  test('asks for the publisher and the software only when a publisher develops', () => {
    const asked = (team: string) =>
      isVisible(field('technical_team_value'), context({ technical_team_type: team }));
    expect([asked('software_company'), asked('internal_team')]).toEqual([true, false]);
  });

  test('wants the address of the text or the text, and the deliberation in a local authority’s use case', () => {
    const required = (use_case: string, answers = {}, eligibility = {}) =>
      ['cadre_juridique_url', 'cadre_juridique_document'].filter((id) =>
        isRequired(field(id), context(answers, eligibility, use_case)),
      );
    const document = [{ id: 'd', name: 'd.pdf', size: 1 }];
    expect(required('demande_libre')).toEqual(['cadre_juridique_url']);
    expect(required('demande_libre', { cadre_juridique_document: document })).toEqual([]);
    expect(required('cantine_scolaire')).toEqual(['cadre_juridique_document']);
    expect(required('demande_libre', {}, { profil: 'entreprise', mission: 'oui' })).toEqual([
      'cadre_juridique_document',
    ]);
  });

  test('the school meals model fills the project and shows the usual data without ticking any', () => {
    const model = api.use_cases.find(({ id }) => id === 'cantine_scolaire');
    expect(Object.keys(model?.prefill ?? {})).toEqual([
      'intitule',
      'description',
      'donnees_et_regle_de_gestion',
      'cadre_juridique_textes',
      'cadre_juridique_nature',
      'cadre_juridique_url',
      'destinataire_donnees_caractere_personnel',
    ]);
    expect(model?.usual_scopes).toEqual(['dgfip_aft', 'dgfip_rfr', 'dgfip_nbpart', 'dgfip_sitfam']);
  });

  test('of the texts to choose from, those of tax data are on offer, and one is needed', () => {
    const texts = field('cadre_juridique_textes');
    expect(texts.kind === 'several_of' && texts.options.map(({ id }) => id)).toEqual([
      'crpa_l114_8',
      'loi_essoc',
      'decret_2019_31',
      'decret_2019_33',
      'decret_2022_814',
      'decret_2021_277',
      'deliberation',
      'autre_texte',
    ]);
    expect(isRequired(texts, context())).toBe(true);
  });

  const { answers } = fill(api, 'sandbox', context());
  const problems = (changes: Record<string, unknown>) =>
    checkAnswers(api, 'sandbox', context({ ...answers, ...changes })).map(
      ({ field: id, code }) => `${id} ${code}`,
    );

  test.each(['H1042', 'h1042', '1042', ' 1042 '])('takes %j as a FranceConnect habilitation', (number) => {
    expect(problems({ france_connect_authorization_id: number })).toEqual([]);
  });

  test.each(['D1042', 'FC-12', 'H'])('does not take %j as one', (number) => {
    expect(problems({ france_connect_authorization_id: number })).toEqual([
      'france_connect_authorization_id pattern',
    ]);
  });

  test('does not ask for it without FranceConnect', () => {
    expect(problems({ modalities: ['with_spi'], france_connect_authorization_id: undefined })).toEqual([]);
  });

  test('wants a justification beyond 36 months', () => {
    const duration = 'duree_conservation_donnees_caractere_personnel';
    expect(problems({ [duration]: 36 })).toEqual([]);
    expect(problems({ [duration]: 37 })).toEqual([`${duration}_justification required`]);
    expect(problems({ [duration]: 1201 })).toContain(`${duration} number`);
  });

  test('the data protection officer is not the controller', () => {
    const same = { ...person('delegue'), email: ' Responsable.Traitement@commune.example' };
    expect(problems({ delegue_protection_donnees: same })).toEqual([
      'delegue_protection_donnees same_person',
    ]);
  });

  test('the LEP indicator is refused to all but banks', () => {
    expect(problems({ scopes: ['dgfip_IndLep'] })).toContain('scopes scope_not_offered');
    const bank = { ...context({ ...answers, scopes: ['dgfip_IndLep'] }), eligibility: { profil: 'banque' } };
    expect(checkAnswers(api, 'sandbox', bank)).toEqual([]);
  });
});
