/** Software publishers: what the rules make of the file, and what the sources say of those in it. */
import { describe, expect, test } from 'vitest';
import {
  acceptanceDone,
  alreadyIntegrated,
  type Editor,
  editorNamed,
  editorsFor,
  franceConnectCertified,
  type Software,
} from '../../catalogue/editors.ts';
import { catalogue } from './definitions.ts';

const software = (api: string, use_cases: string[] = [], already_integrated = false): Software => ({
  ...{ name: 'Suite', api, use_cases, form_ids: [], already_integrated },
});
const editor = (id: string, ...programs: Software[]): Editor => ({
  ...{ id, aliases: [], name: id, software: programs, acceptance: [], france_connect_certified: false },
});

describe('the rules', () => {
  const loans = editor('loans', software('library', ['loans']), software('museum'));
  const every = editor('every', software('library'));
  const tested: Editor = { ...editor('tested'), acceptance: [{ api: 'library', on: '2030-01-31' }] };
  const all = [loans, every, tested];
  const names = (api: string, useCase?: string) => editorsFor(all, api, useCase).map(({ id }) => id);

  test('who is known for an API, and for a use case of it', () => {
    expect(names('library')).toEqual(['loans', 'every', 'tested']);
    expect(names('library', 'loans')).toEqual(['loans', 'every', 'tested']);
    expect(names('library', 'fees')).toEqual(['every', 'tested']);
    expect(names('museum')).toEqual(['loans']);
    expect(names('theatre')).toEqual([]);
  });

  test('each comes with the software for that API alone', () => {
    expect(editorsFor(all, 'museum')[0]?.software.map(({ api }) => api)).toEqual(['museum']);
  });

  test('acceptance is of one API', () => {
    expect(acceptanceDone(tested, 'library')).toBe(true);
    expect(acceptanceDone(tested, 'museum')).toBe(false);
    expect(acceptanceDone(undefined, 'library')).toBe(false);
  });

  test('software made for the use case says before any other whether a request is needed', () => {
    const mixed = editor('mixed', software('library', ['loans']), software('library', [], true));
    expect(alreadyIntegrated(mixed, 'library', 'loans')).toBe(false);
    expect(alreadyIntegrated(mixed, 'library', 'fees')).toBe(true);
    expect(alreadyIntegrated(mixed, 'library')).toBe(true);
    expect(alreadyIntegrated(mixed, 'museum', 'fees')).toBe(false);
    expect(alreadyIntegrated(undefined, 'library')).toBe(false);
  });

  test('goes by its id, an alias or its SIRET', () => {
    const known: Editor = { ...editor('known'), aliases: ['formerly'], siret: '21590122400018' };
    for (const name of ['known', 'formerly', '21590122400018']) {
      expect(editorNamed([every, known], name)?.id).toBe('known');
    }
    expect(editorNamed([every, known], 'nobody')).toBeUndefined();
  });
});

describe('the file', () => {
  const { editors, questions } = catalogue.editors.fr;
  const ids = (found: Editor[]) => found.map(({ id }) => id).toSorted();

  test('has the publishers of DataPass, and six questions to ask one’s own', () => {
    expect(editors).toHaveLength(68);
    expect(questions.map(({ label }) => label)).toHaveLength(6);
    expect(catalogue.editors.en.questions[0]?.label).toBe('Is the API already in the software?');
  });

  test('six are certified by FranceConnect', () => {
    const certified = ['aiga', 'capdemat', 'ciril_group', 'entrouvert', 'waigeo', 'ypok'];
    expect(ids(editors.filter(franceConnectCertified))).toEqual(certified);
  });

  test('the clients of fourteen have nothing to ask for API Entreprise', () => {
    expect(ids(editors.filter((known) => alreadyIntegrated(known, 'api-entreprise')))).toEqual([
      'achatpublic',
      'actradis',
      'arnia',
      'atline_services',
      'aws_achat',
      'axyus',
      'dematis',
      'entrouvert',
      'klekoon',
      'maximilien',
      'megalis_bretagne',
      'pictav_informatique',
      'smartglobal',
      'solution_attestations',
    ]);
    expect(alreadyIntegrated(editorNamed(editors, 'mgdis'), 'api-entreprise')).toBe(false);
    const entrouvert = editorNamed(editors, 'entr_ouvert');
    expect(alreadyIntegrated(entrouvert, 'api-entreprise', 'portail_gru_instruction')).toBe(false);
  });

  test.each([
    [
      'api-entreprise',
      'marches_publics',
      ['achat_solution', 'atexo', 'e_attestations', 'inetum', 'provigis', 'setec'],
    ],
    ['api-entreprise', 'aides_publiques', ['mgdis']],
    ['api-particulier', 'stationnement_residentiel', ['extenso_partner', 'polycea']],
    ['api-particulier', 'cantines-colleges-lycees-tarification', ['capdemat', 'ianord', 'kosmos', 'mgdis']],
    [
      'api-particulier',
      'tarification_transports',
      ['airweb', 'coexya', 'esabora', 'keolis', 'monkey_factory'],
    ],
  ])('%s, %s: %j have a form filled in advance', (api, useCase, expected) => {
    const withForm = editorsFor(editors, api, useCase).filter((known) =>
      known.software.some(({ use_cases }) => use_cases.includes(useCase)),
    );
    expect(ids(withForm)).toEqual(expected);
  });
});
