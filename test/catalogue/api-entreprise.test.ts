/** What the sources say of the API Entreprise: who may ask, its 29 data, and what each use case does to them. */
import { describe, expect, test } from 'vitest';
import { checkAnswers, pruned } from '../../catalogue/checker.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { fixedScopes, offeredScopes, scopeState } from '../../catalogue/scopes.ts';
import { fieldsOf, isRequired, isVisible, stepsOf } from '../../catalogue/steps.ts';
import { offeredUseCases } from '../../catalogue/use-cases.ts';
import { fill, person } from './complete.ts';
import { catalogue, definitionOf } from './definitions.ts';

const api = definitionOf('api-entreprise');
const context = (use_case = 'demande_libre', answers = {}, eligibility = {}) => ({
  ...{ answers, eligibility, use_case },
});

/** DataPass's names, by group; those of open data come with every habilitation. */
const groups = {
  'Informations générales': [
    'unites_legales_etablissements_insee',
    'open_data_unites_legales_etablissements_insee',
    'open_data_extrait_rcs_infogreffe',
    'open_data_associations_djepva',
    'open_data_numero_tva_dgfip',
    'open_data_conventions_collectives_fabnum',
    'open_data_immatriculation_eori_douanes',
    'associations_djepva',
    'effectifs_urssaf',
    'mandataires_sociaux_infogreffe',
    'beneficiaires_effectifs_inpi',
    'open_data_actes_bilans_inpi',
    'liens_capitalistiques_dgfip',
  ],
  'Informations financières': [
    'data_subvention_subventions',
    'chiffre_affaires_dgfip',
    'bilans_bdf',
    'liasses_fiscales_dgfip',
  ],
  'Informations de régularité': [
    'attestation_fiscale_dgfip',
    'attestation_sociale_urssaf',
    'cotisations_msa',
    'cotisations_probtp',
    'attestation_cotisations_conges_payes_chomage_intemperies_cibtp_cnetp',
    'open_data_carte_pro_travaux_publics_fntp',
  ],
  Certifications: [
    'certifications_qualiopi_france_competences',
    'open_data_certifications_bio_agence_bio',
    'open_data_certifications_rge_ademe',
    'open_data_certifications_batiment_qualibat',
    'open_data_certifications_ingenierie_opqibi',
    'open_data_certifications_qualifelec',
  ],
};
const all = Object.values(groups).flat();
const open = all.filter((id) => id.startsWith('open_data_'));
const guarded = all.filter((id) => !open.includes(id));

describe('who may ask', () => {
  const verdictOf = (answers: Record<string, string>) => {
    const { verdict } = walk(api.eligibility, answers);
    return api.eligibility.verdicts[verdict ?? ''];
  };

  test.each([
    [{ profil: 'administration', logiciel: 'logiciel' }, 'yes', /L\. 114-8/],
    [{ profil: 'administration', logiciel: 'agents' }, 'no', /espace agent public de l’Annuaire/],
    [{ profil: 'entreprise', mission: 'oui' }, 'proof', /convention/],
    [{ profil: 'entreprise', mission: 'non' }, 'no', /Recherche d’entreprises/],
    [{ profil: 'editeur', clients: 'public' }, 'yes', /ne fait pas de vous un destinataire/],
    [{ profil: 'editeur', clients: 'prive' }, 'no', /clients publics/],
    [{ profil: 'particulier' }, 'no', /Annuaire des Entreprises/],
  ])('%j → %s', (answers, answer, says) => {
    expect(verdictOf(answers)?.answer).toBe(answer);
    expect(JSON.stringify(verdictOf(answers))).toMatch(says);
  });

  test('a publisher has one use case, which the others do not see', () => {
    const offered = (profil: string) =>
      offeredUseCases(api, 'production', context('', {}, { profil })).map(({ id }) => id);
    expect(offered('editeur')).toEqual(['specific_editeurs']);
    expect(offered('administration')).toEqual([
      'demande_libre',
      'socle_de_base',
      'marches_publics',
      'aides_publiques',
      'subventions_associations',
      'detection_fraude',
      'portail_gru_preremplissage',
      'portail_gru_instruction',
    ]);
  });
});

describe('the data', () => {
  test('are the 29 of DataPass, in its groups', () => {
    const written = api.scopes.groups.map(({ label, scopes }) => [label, scopes.map(({ id }) => id).sort()]);
    expect(written).toEqual(Object.entries(groups).map(([label, ids]) => [label, ids.toSorted()]));
    expect(all).toHaveLength(29);
  });

  test('the 13 public ones come with every request, whatever the use case', () => {
    expect(open).toHaveLength(13);
    for (const { id } of api.use_cases) {
      expect(fixedScopes(api, context(id)), id).toEqual(expect.arrayContaining(open));
    }
  });

  test('the old names are understood, each as one datum', () => {
    const scopes = api.scopes.groups.flatMap((group) => group.scopes);
    const names = scopes.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    const named = (name: string) => scopes.find(({ aliases }) => aliases?.includes(name))?.id;
    expect(named('exercices')).toBe('chiffre_affaires_dgfip');
    expect(named('entreprises')).toBe('unites_legales_etablissements_insee');
    expect(named('certificat_cnetp')).toMatch(/cibtp_cnetp$/);
  });

  test('every datum of the old lists is here, or it is said where it went', () => {
    const told = api.scopes.gone?.map(({ label, now }) => `${label}: ${now}`).join('\n') ?? '';
    for (const said of [
      /^Exercice: .*Chiffre d’affaires/m,
      /^Attestation AGEFIPH: .*n’est plus fournie.*vigilance/m,
      /^Extrait INPI .*n’est plus fourni/m,
      /^Certificat CNETP: .*CIBTP et CNETP/m,
      /^Attestation sociale: .*vigilance/m,
      /^Document association: /m,
      /^Certificat PROBTP: /m,
      /^INSEE Entreprise, INSEE Établissement: /m,
    ]) {
      expect(told).toMatch(said);
    }
  });

  test.each([
    'effectifs_urssaf',
    'mandataires_sociaux_infogreffe',
    'beneficiaires_effectifs_inpi',
    'bilans_bdf',
    'liasses_fiscales_dgfip',
  ])('%s is sensitive', (id) => {
    const scopes = api.scopes.groups.flatMap((group) => group.scopes);
    expect(scopes.find((scope) => scope.id === id)?.sensitive).toBe(true);
  });
});

/** DataPass's forms: what is ticked at first, cannot be removed, cannot be chosen, and is not shown. */
const models: Record<
  string,
  Partial<Record<'chosen' | 'locked' | 'disabled' | 'hidden', string[]>> & { form: string }
> = {
  demande_libre: { form: 'api-entreprise' },
  socle_de_base: {
    form: 'api-entreprise-socle-de-base',
    locked: ['unites_legales_etablissements_insee', 'associations_djepva', 'data_subvention_subventions'],
    hidden: guarded.filter(
      (id) =>
        ![
          'unites_legales_etablissements_insee',
          'associations_djepva',
          'data_subvention_subventions',
        ].includes(id),
    ),
  },
  marches_publics: {
    form: 'api-entreprise-marches-publics',
    chosen: [
      'unites_legales_etablissements_insee',
      'associations_djepva',
      'data_subvention_subventions',
      'chiffre_affaires_dgfip',
      'attestation_fiscale_dgfip',
      'attestation_sociale_urssaf',
      'cotisations_msa',
    ],
    disabled: ['beneficiaires_effectifs_inpi'],
  },
  aides_publiques: {
    form: 'api-entreprise-aides-publiques',
    chosen: [
      'unites_legales_etablissements_insee',
      'associations_djepva',
      'data_subvention_subventions',
      'mandataires_sociaux_infogreffe',
      'chiffre_affaires_dgfip',
      'liasses_fiscales_dgfip',
      'liens_capitalistiques_dgfip',
      'attestation_fiscale_dgfip',
      'attestation_sociale_urssaf',
      'cotisations_msa',
    ],
    disabled: ['beneficiaires_effectifs_inpi'],
  },
  subventions_associations: {
    form: 'api-entreprise-subventions-associations',
    chosen: [
      'unites_legales_etablissements_insee',
      'associations_djepva',
      'data_subvention_subventions',
      'attestation_fiscale_dgfip',
      'attestation_sociale_urssaf',
      'bilans_bdf',
      'liasses_fiscales_dgfip',
      'liens_capitalistiques_dgfip',
    ],
    hidden: [
      'beneficiaires_effectifs_inpi',
      'mandataires_sociaux_infogreffe',
      'chiffre_affaires_dgfip',
      'cotisations_msa',
      'cotisations_probtp',
      'attestation_cotisations_conges_payes_chomage_intemperies_cibtp_cnetp',
    ],
  },
  detection_fraude: {
    form: 'api-entreprise-detection-fraude',
    chosen: [
      'unites_legales_etablissements_insee',
      'associations_djepva',
      'data_subvention_subventions',
      'effectifs_urssaf',
      'mandataires_sociaux_infogreffe',
      'bilans_bdf',
      'attestation_sociale_urssaf',
      'cotisations_msa',
      'cotisations_probtp',
      'attestation_cotisations_conges_payes_chomage_intemperies_cibtp_cnetp',
      'certifications_qualiopi_france_competences',
    ],
    disabled: [
      'chiffre_affaires_dgfip',
      'liasses_fiscales_dgfip',
      'attestation_fiscale_dgfip',
      'liens_capitalistiques_dgfip',
    ],
  },
  portail_gru_preremplissage: { form: 'api-entreprise-portail-gru-preremplissage', hidden: guarded },
  portail_gru_instruction: {
    form: 'api-entreprise-portail-gru-instruction',
    chosen: [
      'unites_legales_etablissements_insee',
      'associations_djepva',
      'attestation_fiscale_dgfip',
      'attestation_sociale_urssaf',
      'cotisations_msa',
    ],
    disabled: ['beneficiaires_effectifs_inpi'],
  },
  specific_editeurs: { form: 'api-entreprise-editeur' },
};

describe.each(Object.entries(models))('the use case %s', (id, model) => {
  const useCase = api.use_cases.find((candidate) => candidate.id === id);
  const scopes = api.scopes.groups.flatMap((group) => group.scopes);
  const inState = (state: string) =>
    scopes.filter((scope) => scopeState(api, scope, context(id)) === state).map((scope) => scope.id);

  test('does to the data what DataPass’s form does', () => {
    const offered = offeredScopes(api, context(id)).map((scope) => scope.id);
    expect(useCase?.scopes?.chosen.toSorted() ?? []).toEqual(model.chosen?.toSorted() ?? []);
    expect(inState('locked').toSorted()).toEqual(model.locked?.toSorted() ?? []);
    expect(inState('disabled').toSorted()).toEqual(model.disabled?.toSorted() ?? []);
    expect(all.filter((scope) => !offered.includes(scope))).toEqual(
      all.filter((scope) => model.hidden?.includes(scope)),
    );
  });

  test('has DataPass’s name of the form', () => {
    expect([...(useCase?.form_ids ?? []), ...(api.stages[0]?.form_ids ?? [])]).toContain(model.form);
  });
});

describe('the form', () => {
  const field = (id: string) => {
    const found = fieldsOf(api, 'production').find((candidate) => candidate.id === id);
    if (!found) throw new Error(id);
    return found;
  };
  const prefill = (id: string) => api.use_cases.find((useCase) => useCase.id === id)?.prefill;

  test('is asked for once, for production, under the name of DataPass', () => {
    expect(catalogue.get('api_entreprise')?.id).toBe('api-entreprise');
    expect(api.stages.map(({ id, definition_id }) => [id, definition_id])).toEqual([
      ['production', 'api_entreprise'],
    ]);
    expect(stepsOf(api, 'production').map(({ id }) => id)).toEqual([
      'basic_infos',
      'legal',
      'scopes',
      'personal_data',
      'contacts',
    ]);
    expect(api.provider.support).toBe('support@entreprise.api.gouv.fr');
    expect(api.quotas).toMatch(/1 000 requêtes par minute et par adresse IP/);
  });

  test.each([
    ['socle_de_base', ['crpa_l114_8'], /L\. 114-8/, 'LEGIARTI000045213315'],
    ['marches_publics', ['ccp_r2143_13'], /publique, article R\. 2143-13/, 'LEGIARTI000037730589'],
    ['aides_publiques', ['decret_2019_31', 'decret_2019_33'], /2019-31.*2019-33/, 'JORFTEXT000038029589'],
    ['subventions_associations', ['decret_2019_31', 'decret_2019_33'], /2019-31/, 'JORFTEXT000038029589'],
    ['portail_gru_preremplissage', ['loi_2016_1321'], /2016-1321.*article 1er/, 'JORFTEXT000033202746'],
    ['portail_gru_instruction', ['loi_2016_1321'], /2016-1321.*article 1er/, 'JORFTEXT000033202746'],
  ])('%s comes with its legal text', (id, ticked, text, address) => {
    expect(prefill(id)?.cadre_juridique_textes).toEqual(ticked);
    expect(prefill(id)?.cadre_juridique_nature).toMatch(text);
    expect(prefill(id)?.cadre_juridique_url).toContain(address);
  });

  test('fraud detection and a free request bring no legal text: each administration has its own', () => {
    for (const id of ['detection_fraude', 'demande_libre']) {
      expect(prefill(id)).not.toHaveProperty('cadre_juridique_nature');
    }
  });

  test('says of the basic data that the legal basis is set, of the others what to add', () => {
    const shown = (use_case: string) =>
      fieldsOf(api, 'production')
        .filter((candidate) => candidate.kind === 'message' && isVisible(candidate, context(use_case)))
        .map(({ id }) => id);
    expect(shown('socle_de_base')).toEqual(['cadre_juridique_fixe']);
    expect(shown('aides_publiques')).toEqual(['cadre_juridique_a_completer']);
    expect(shown('detection_fraude')).toEqual(['cadre_juridique_fraude']);
    expect(shown('specific_editeurs')).toEqual(['questions_editeur']);
  });

  test('wants the contract of a body entrusted with a public service, else the address or the text', () => {
    const required = (eligibility: Record<string, string>, answers = {}) =>
      ['cadre_juridique_url', 'cadre_juridique_document'].filter((id) =>
        isRequired(field(id), context('demande_libre', answers, eligibility)),
      );
    expect(required({ profil: 'entreprise', mission: 'oui' })).toEqual(['cadre_juridique_document']);
    expect(required({ profil: 'administration' })).toEqual(['cadre_juridique_url']);
    const document = [{ id: 'd', name: 'd.pdf', size: 1 }];
    expect(required({ profil: 'administration' }, { cadre_juridique_document: document })).toEqual([]);
  });

  test('names four people, of whom the technical and the business contact may be a team', () => {
    const people = fieldsOf(api, 'production').filter(({ kind }) => kind === 'person');
    expect(people.map(({ id }) => id)).toEqual([
      'responsable_traitement',
      'delegue_protection_donnees',
      'contact_technique',
      'contact_metier',
    ]);
    const { answers } = fill(api, 'production', context());
    const team = { ...person('equipe'), given_name: '', job_title: '' };
    const problems = (id: string) =>
      checkAnswers(api, 'production', context('demande_libre', { ...answers, [id]: team })).map(
        ({ field: name, part }) => `${name} ${part}`,
      );
    expect(people.map(({ id }) => problems(id).length)).toEqual([2, 2, 0, 0]);
  });

  test('with public data alone, nothing needs ticking', () => {
    const gru = context('portail_gru_preremplissage');
    const { answers, asked } = fill(api, 'production', gru);
    expect(asked).not.toContain('scopes');
    expect(pruned(api, 'production', { ...gru, answers }).scopes).toEqual(open);
  });

  test('refuses what the use case closes or hides', () => {
    const { answers } = fill(api, 'production', context('marches_publics'));
    const codes = (use_case: string, scopes: string[]) =>
      checkAnswers(api, 'production', context(use_case, { ...answers, scopes })).map(({ code }) => code);
    expect(codes('marches_publics', ['beneficiaires_effectifs_inpi'])).toEqual(['scope_not_offered']);
    expect(codes('subventions_associations', ['cotisations_msa'])).toEqual(['scope_not_offered']);
    expect(codes('detection_fraude', ['beneficiaires_effectifs_inpi'])).toEqual([]);
  });
});
