/**
 * What the sources say of API Particulier: its 61 data (`api-particulier.csv`, as DataPass lists them), its use cases,
 * FranceConnect, and who may ask.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkAnswers } from '../../catalogue/checker.ts';
import { checkDeliberation } from '../../catalogue/deliberation.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { fixedScopes, offeredScopes, scopeState } from '../../catalogue/scopes.ts';
import { fieldsOf, isRequired, isVisible, stepsOf } from '../../catalogue/steps.ts';
import { fill } from './complete.ts';
import { catalogue, definitionOf } from './definitions.ts';

const api = definitionOf('api-particulier');
const [, ...rows] = readFileSync(join(import.meta.dirname, 'api-particulier.csv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(',') as [id: string, label: string, group: string]);
const ids = rows.map(([id]) => id);
const scopes = api.scopes.groups.flatMap((group) => group.scopes);
const franceConnect = ids.slice(0, 7);
const vehicle = ids.filter((id) => id.startsWith('ants_'));
const eaje = ids.filter((id) => id.startsWith('cnav_participation_familiale_eaje_'));
const students = ids.filter((id) => id.startsWith('mesri_'));

const administration = { profil: 'administration' };
const context = (use_case: string, answers = {}, eligibility: Record<string, string> = administration) => ({
  ...{ answers, eligibility, use_case },
});
const useCase = (id: string) => api.use_cases.find((candidate) => candidate.id === id);
const shown = (use_case: string, answers = {}) =>
  offeredScopes(api, context(use_case, answers)).map(({ id }) => id);
const field = (id: string) => {
  const found = fieldsOf(api, 'production').find((candidate) => candidate.id === id);
  if (!found) throw new Error(id);
  return found;
};

describe('the data', () => {
  test('are the 61 that DataPass lists, in its order and groups', () => {
    expect(scopes.map(({ id }) => id)).toEqual(ids);
    expect(ids).toHaveLength(61);
    expect(api.scopes.groups.flatMap(({ scopes }) => scopes.length)).toEqual(
      [...new Set(rows.map(([, , group]) => group))].map(
        (group) => rows.filter(([, , other]) => other === group).length,
      ),
    );
  });

  test('have DataPass’s labels, but for apostrophes and two slips', () => {
    const written = (text: string) =>
      text
        .replace(/['‘]/g, '’')
        .replace('Appelation', 'Appellation')
        .replace('Revenue de Solidarité', 'Revenu de Solidarité');
    expect(scopes.map(({ label }) => label)).toEqual(rows.map(([, label]) => written(label)));
    expect([...new Set(api.scopes.groups.map(({ label }) => label))]).toEqual([
      ...new Set(rows.map(([, , group]) => written(group))),
    ]);
  });

  test('that moved away since say where they are, and lead to an API of this catalogue', () => {
    const gone = api.scopes.gone ?? [];
    expect(gone.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Revenu fiscal de référence', 'Nombre de parts', 'Liste des enfants (CNAF)']),
    );
    const elsewhere = gone.flatMap(({ api: other }) => other ?? []);
    expect([...new Set(elsewhere)]).toEqual(['impot-particulier']);
    expect(catalogue.get('impot-particulier')).toBeDefined();
  });
});

describe('FranceConnect', () => {
  const embedded = { modalities: ['france_connect'], france_connect_source: 'editeur_certifie' };

  test.each(api.use_cases.map(({ id }) => id))('%s: without it, none of its data is on offer', (id) => {
    const without = shown(id, { modalities: ['params', 'formulaire_qf'] });
    expect(without.filter((scope) => franceConnect.includes(scope))).toEqual([]);
  });

  test('its seven data are on offer with it, unless a habilitation gives them', () => {
    const withIt = { modalities: ['params', 'france_connect'] };
    expect(shown('ccas', withIt)).toEqual(expect.arrayContaining(franceConnect));
    const held = shown('ccas', { ...withIt, france_connect_source: 'habilitation' });
    expect(held.filter((id) => franceConnect.includes(id))).toEqual([]);
    const beside = shown('ccas', { ...withIt, france_connect_source: 'dans_ce_dossier' });
    expect(beside.filter((id) => franceConnect.includes(id))).toEqual([]);
  });

  test('all seven are needed where it is asked for with this request, and only there', () => {
    const problems = (answers: object) =>
      checkAnswers(api, 'production', context('ccas', answers), { step: 'scopes' });
    expect(problems({ ...embedded, scopes: ['cnaf_adresse', ...franceConnect.slice(1)] })).toMatchObject([
      { field: 'scopes', code: 'scope_rule' },
    ]);
    expect(problems({ ...embedded, scopes: ['cnaf_adresse', ...franceConnect] })).toEqual([]);
    expect(problems({ modalities: ['params'], scopes: ['cnaf_adresse'] })).toEqual([]);
  });

  test('asks for a habilitation, or for what FranceConnect needs to know', () => {
    const asked = (use_case: string, answers: object) =>
      fieldsOf(api, 'production').flatMap((candidate) =>
        /^(fc|france_connect)_/.test(candidate.id) && isVisible(candidate, context(use_case, answers))
          ? candidate.id
          : [],
      );
    const modalities = ['france_connect'];
    expect(asked('ccas', { modalities: ['params'] })).toEqual([]);
    expect(asked('ccas', { modalities })).toEqual(['france_connect_source']);
    expect(asked('ccas', { modalities, france_connect_source: 'habilitation' })).toEqual([
      'france_connect_source',
      'france_connect_authorization_id',
    ]);
    expect(asked('ccas', embedded)).toEqual([
      'france_connect_source',
      'france_connect_editeur',
      'fc_cadre_juridique_nature',
      'fc_cadre_juridique_url',
      'fc_cadre_juridique_document',
      'fc_eidas',
      'fc_alternative_connexion',
    ]);
    expect(asked('ccas', { modalities, france_connect_source: 'dans_ce_dossier' })).toEqual([
      'france_connect_source',
    ]);
    expect(asked('demande_libre', { modalities })).toEqual(['france_connect_source_libre']);
    const held = { modalities, france_connect_source_libre: 'habilitation' };
    expect(asked('demande_libre', held)).toEqual([
      'france_connect_source_libre',
      'france_connect_authorization_id',
    ]);
  });

  test('can be asked for to the end, either way', () => {
    for (const start of [embedded, { ...embedded, france_connect_source: 'habilitation' }]) {
      const scopes = ['cnaf_adresse', ...(start === embedded ? franceConnect : [])];
      const filled = fill(api, 'production', context('ccas', { ...start, scopes }));
      expect(checkAnswers(api, 'production', context('ccas', filled.answers))).toEqual([]);
    }
  });
});

describe('the use cases', () => {
  test('are DataPass’s eight, and a free request', () => {
    expect(api.use_cases.map(({ id, form_ids }) => [id, form_ids?.length ?? 0])).toEqual([
      ['demande_libre', 0],
      ['tarification_municipale_enfance', 34],
      ['tarification_eaje', 16],
      ['cantines-colleges-lycees-tarification', 7],
      ['ccas', 6],
      ['tarification_transports', 6],
      ['aides_facultatives', 5],
      ['stationnement_residentiel', 3],
      ['gestion_rh_secteur_public', 1],
    ]);
    const forms = [...api.stages, ...api.use_cases].flatMap(({ form_ids }) => form_ids ?? []);
    expect(new Set(forms).size).toBe(81);
  });

  test.each([
    ['demande_libre', 54],
    ['tarification_municipale_enfance', 5],
    ['tarification_eaje', 4],
    ['cantines-colleges-lycees-tarification', 8],
    ['ccas', 54],
    ['tarification_transports', 28],
    ['aides_facultatives', 54],
    ['stationnement_residentiel', 8],
    ['gestion_rh_secteur_public', 54],
  ])('%s shows %i data', (id, count) => {
    expect(shown(id)).toHaveLength(count);
    const { chosen = [], locked = [] } = useCase(id)?.scopes ?? {};
    expect(shown(id)).toEqual(expect.arrayContaining([...chosen, ...locked]));
    expect(shown(id)).toEqual(expect.arrayContaining(useCase(id)?.usual_scopes ?? []));
  });

  test('nursery prices and residents’ parking lock their data', () => {
    expect(fixedScopes(api, context('tarification_eaje'))).toEqual(eaje);
    expect(shown('tarification_eaje')).toEqual(eaje);
    expect(fixedScopes(api, context('stationnement_residentiel'))).toEqual(vehicle);
    expect(useCase('stationnement_residentiel')?.prefill.modalities).toEqual(['params', 'france_connect']);
  });

  test('human resources tick the six student data, and put 21 others out of reach', () => {
    expect(useCase('gestion_rh_secteur_public')?.scopes?.chosen).toEqual(students);
    const state = (id: string) => scopes.find((scope) => scope.id === id);
    const disabled = ids.filter((id) => {
      const scope = state(id);
      return scope && scopeState(api, scope, context('gestion_rh_secteur_public')) === 'disabled';
    });
    expect(disabled).toHaveLength(21);
    expect(disabled).toContain('cnous_statut_boursier');
    expect(disabled).not.toContain('cnaf_quotient_familial');
  });

  test.each(['tarification_municipale_enfance', 'cantines-colleges-lycees-tarification', 'ccas'])(
    '%s ticks the family quotient',
    (id) => expect(useCase(id)?.scopes?.chosen).toEqual(['cnaf_quotient_familial']),
  );

  test.each([
    ['tarification_municipale_enfance', /L\. 114-8/],
    ['tarification_eaje', /convention d’objectifs et de financement/],
    ['cantines-colleges-lycees-tarification', /code de l’éducation, article R\. 531-52/],
    ['ccas', /L\. 123-5 et R\. 123-2.*R\. 123-21/],
    ['tarification_transports', /L\. 1231-1 et L\. 1231-3.*L\. 3111-7.*L\. 214-18.*L\. 1113-1/],
    ['aides_facultatives', /délibération de la collectivité/],
    ['stationnement_residentiel', /L\. 2333-87 et L\. 2333-87-3/],
    ['gestion_rh_secteur_public', /L\. 114-8/],
  ])('%s quotes its texts', (id, texts) => {
    expect(useCase(id)?.prefill.cadre_juridique_nature).toMatch(texts);
  });
});

describe('the form', () => {
  test('has the steps and people of DataPass, in production only', () => {
    expect(api.stages).toHaveLength(1);
    expect(stepsOf(api, 'production').map(({ id }) => id)).toEqual([
      'basic_infos',
      'legal',
      'modalities',
      'scopes',
      'personal_data',
      'contacts',
    ]);
    const people = fieldsOf(api, 'production').filter(({ kind }) => kind === 'person');
    expect(people.map(({ id }) => id)).toEqual([
      'contact_metier',
      'contact_technique',
      'delegue_protection_donnees',
    ]);
    const modalities = field('modalities');
    expect('options' in modalities && modalities.options.map(({ id }) => id)).toEqual([
      'params',
      'formulaire_qf',
      'france_connect',
    ]);
    expect(catalogue.get('api_particulier')?.id).toBe('api-particulier');
    expect(api.provider.support).toBe('support@particulier.api.gouv.fr');
  });

  test('tells local authorities what their deliberation must say, and nurseries of their agreement', () => {
    const visible = (id: string, use_case: string) => isVisible(field(id), context(use_case));
    const told = api.use_cases.flatMap(({ id }) => (visible('attendus_deliberation', id) ? id : []));
    expect(told).toEqual([
      'tarification_municipale_enfance',
      'cantines-colleges-lycees-tarification',
      'tarification_transports',
      'aides_facultatives',
      'stationnement_residentiel',
    ]);
    expect(visible('attendus_convention', 'tarification_eaje')).toBe(true);
  });

  test('wants the text by its address or as a document; from a delegated body always its contract', () => {
    const url = { cadre_juridique_url: 'https://commune.example/deliberation.pdf' };
    const delegated = { profil: 'entreprise', mission: 'oui' };
    const document = field('cadre_juridique_document');
    expect(isRequired(document, context('aides_facultatives'))).toBe(true);
    expect(isRequired(document, context('aides_facultatives', url))).toBe(false);
    expect(isRequired(document, context('tarification_transports', url, delegated))).toBe(true);
  });
});

describe('the deliberation', () => {
  const pages = [
    `Extrait du registre des délibérations du conseil municipal d’Exempleville
Séance du 12 mars 2026
Vu le code général des collectivités territoriales,
Vu le code des relations entre le public et l’administration, notamment l’article L. 114-8,`,
    `Le conseil municipal, après en avoir délibéré, décide :
Article 1 : les tarifs de la cantine et de l’accueil périscolaire sont fixés selon le quotient familial, par la grille
annexée. Les familles qui n’habitent pas la commune paient le tarif de la dernière tranche.`,
  ];
  const read = (...asked: string[]) => {
    const { deliberation } = api;
    if (!deliberation) throw new Error('no checklist');
    const context = {
      ...{ deliberation, api: api.title, project: 'Tarifs', today: '2026-11-20' },
      useCase: useCase('tarification_municipale_enfance'),
      scopes: scopes.filter(({ id }) => asked.includes(id)),
    };
    return Object.fromEntries(checkDeliberation(pages, context).map(({ item, found }) => [item, found]));
  };

  test('that sets the prices is enough: it need not decide to use the API', () => {
    expect(read('cnaf_quotient_familial')).toEqual({
      forme: true,
      cas_usage: true,
      crpa: true,
      donnees: true,
    });
  });

  test('that leaves out an item of data is told so; identity from FranceConnect need not be named', () => {
    expect(read('cnaf_quotient_familial', 'cnaf_enfants').donnees).toBe(false);
    expect(read('cnaf_quotient_familial', ...franceConnect).donnees).toBe(true);
  });

  test('is looked through for every item of data and every use case by words of its own', () => {
    const { scope_words = {}, use_case_words = {} } = api.deliberation ?? {};
    expect(ids.filter((id) => !(id in scope_words))).toEqual([
      'men_statut_module_elementaire_formation',
      'cnous_email',
      'cnous_periode_versement',
      'cnous_ine',
    ]);
    expect(Object.keys(scope_words).filter((id) => !ids.includes(id))).toEqual([]);
    expect(Object.keys(use_case_words)).toEqual(api.use_cases.map(({ id }) => id));
  });
});

describe('who may ask', () => {
  test.each([
    [{ profil: 'particulier' }, 'no', /service-public\.fr/],
    [{ profil: 'entreprise', mission: 'oui' }, 'proof', /délégation de service public/],
    [{ profil: 'entreprise', mission: 'non' }, 'no', /data\.gouv\.fr/],
    [{ profil: 'administration' }, 'yes', /L\. 114-8/],
    [{ profil: 'editeur' }, 'no', /référencé/],
    [{ profil: 'banque' }, 'no', /crédit\s+municipal/],
  ])('%j → %s', (answers, answer, says) => {
    const { verdict } = walk(api.eligibility, answers);
    const reached = api.eligibility.verdicts[verdict ?? ''];
    expect(reached?.answer).toBe(answer);
    expect(JSON.stringify(reached)).toMatch(says);
  });
});
