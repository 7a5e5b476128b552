/** A wrong file stops the start, and says where it is wrong and what is expected there. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCatalogue, readDefinition } from '../../../server/catalogue/load.ts';
import { ConfigurationError } from '../../../server/config.ts';

const apis = join(import.meta.dirname, '../../../catalogue/apis');
const good = await readFile(join(apis, 'impot-particulier.yaml'), 'utf8');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('loads every file, in both languages', async () => {
  const catalogue = await loadCatalogue(apis);
  expect(catalogue.list().map(({ id }) => id)).toContain('impot-particulier');
  expect(catalogue.get('impot-particulier')?.provider.id).toBe('dgfip');
  expect(catalogue.localised('impot-particulier', 'en')?.steps[0]?.title).toBe('My project');
  expect(catalogue.get('constructor')).toBeUndefined();
  expect(catalogue.localised('unknown', 'fr')).toBeUndefined();
});

test('names the file, the line, the path, and everything that is wrong', async () => {
  await writeFile(
    join(folder, 'impot-particulier.yaml'),
    good.replace('access: restricted', 'access: closed'),
  );
  await writeFile(join(folder, 'other.yaml'), 'id: other');
  const failure = await loadCatalogue(folder).catch((error) => error);
  expect(failure).toBeInstanceOf(ConfigurationError);
  expect(failure.message).toMatch(
    /impot-particulier\.yaml, line \d+, access: expected one of "open", "account", "restricted"/,
  );
  expect(failure.message).toMatch(/other\.yaml, line 1, title: expected a value: this key is missing/);
});

test('an empty folder is an error too', async () => {
  const empty = await mkdtemp(join(folder, 'empty-'));
  await expect(loadCatalogue(empty)).rejects.toThrow(/at least one file NAME\.yaml/);
});

/** Replaces one piece of the good file. */
function problems(from: string | RegExp, to: string): string {
  const text = good.replace(from, to);
  expect(text).not.toBe(good);
  const read = readDefinition(text, 'impot-particulier');
  return 'problems' in read ? read.problems.join('\n') : '';
}

describe('what the schema says', () => {
  test.each([
    ['a key that does not exist', 'quotas:', 'quota:', /quota: expected no such key: check its spelling/],
    [
      'a text where a number is due',
      'max_length: 200',
      'max_length: many',
      /fields\[0\]\.max_length: expected a number/,
    ],
    [
      'a text where true or false is due',
      'accepting: true',
      'accepting: oui',
      /accepting: expected true or false/,
    ],
    [
      'a kind of field that does not exist',
      'kind: text',
      'kind: txt',
      /kind: expected a kind of field: text, long_text/,
    ],
    [
      'a language missing',
      '{ fr: Bac à sable, en: Sandbox }',
      '{ fr: Bac à sable }',
      /expected a text, or \{ fr: …, en: … \}/,
    ],
    ['an empty title', 'title: API Impôt particulier', 'title: 3', /title: expected a text/],
    [
      'an address without https',
      'url: https://www.impots.gouv.fr',
      'url: http://www.impots.gouv.fr',
      /url: expected an address starting with https/,
    ],
    [
      'a date that is none',
      "'2025-05-20'",
      "'20 mai 2025'",
      /deprecated_since: expected a date written YYYY-MM-DD/,
    ],
    [
      'a condition that is none',
      '{ field: modalities, includes: with_etat_civil }',
      '{ fild: x }',
      /visible: expected a condition/,
    ],
    [
      'a verdict between yes and no',
      "answer: 'yes'",
      'answer: maybe',
      /answer: expected 'yes', 'proof' or 'no'/,
    ],
    [
      'YAML that cannot be read',
      'accepting: true',
      'accepting: "true',
      /line \d+: expected YAML that can be read/,
    ],
  ])('%s', (_, from, to, message) => {
    expect(problems(from, to)).toMatch(message);
  });

  test('the line is the one of the mistake', () => {
    const line = good.slice(0, good.indexOf('access: restricted')).split('\n').length;
    expect(problems('access: restricted', 'access: closed')).toContain(`line ${line},`);
  });
});

describe('what names refer to', () => {
  test.each([
    [
      'the name of the file',
      'id: impot-particulier',
      'id: impot',
      /^line \d+, id: expected impot-particulier, the name of the file/m,
    ],
    [
      'a first question',
      'first: profil',
      'first: profile',
      /eligibility\.first: expected the id of a question: profile does not exist\. There are: profil/,
    ],
    ['a question', 'next: mission', 'next: missions', /options\[1\]\.next: expected the id of a question/],
    [
      'a question nothing leads to',
      'next: mission',
      'verdict: prive',
      /questions\.mission: expected a question that an answer leads to/,
    ],
    ['a verdict', 'verdict: delegataire', 'verdict: delegate', /verdict: expected the id of a verdict/],
    [
      'a verdict nothing leads to',
      'verdict: prive\n',
      'verdict: particulier\n',
      /verdicts\.prive: expected a verdict that an answer leads to/,
    ],
    [
      'an answer that leads nowhere',
      '          verdict: delegataire\n',
      '',
      /options\[0\]: expected either next .* or verdict/,
    ],
    [
      'an answer that leads to both',
      'next: mission',
      'next: mission\n          verdict: prive',
      /expected either next/,
    ],
    ['a loop', 'verdict: delegataire', 'next: profil', /expected a tree: following/],
    ['a proof that is not said', / {6}proof:\n.*\n.*\n/, '', /verdicts\.delegataire: expected proof/],
    [
      'a step of a stage',
      'steps: [basic_infos, legal,',
      'steps: [basic_info, legal,',
      /steps\[0\]: expected the id of a step: basic_info does not exist/,
    ],
    [
      'a step that no stage uses',
      'steps: [basic_infos, legal,',
      'steps: [basic_infos,',
      /expected a step that a stage uses: no stage names legal/,
    ],
    [
      'a field named twice',
      'id: technical_team_software',
      'id: intitule',
      /expected another name: intitule is taken by another field/,
    ],
    [
      'a field of a condition',
      'field: modalities, includes',
      'field: modality, includes',
      /visible\.field: expected the id of a field: modality/,
    ],
    [
      'an option of a condition',
      'includes: with_etat_civil',
      'includes: etat_civil',
      /visible\.includes: expected the id of an option/,
    ],
    [
      'a question of a condition',
      'eligibility: profil, equals: banque',
      'eligibility: who, equals: banque',
      /offered\.eligibility: expected the id of a question/,
    ],
    [
      'an option of a question',
      'eligibility: profil, equals: banque',
      'eligibility: profil, equals: bank',
      /offered\.equals: expected the id of an option/,
    ],
    [
      'a use case of a condition',
      '                  - place_creche',
      '                  - creche',
      /use_case\[1\]: expected the id of a use case/,
    ],
    [
      'another person',
      'differs_from: responsable_traitement',
      'differs_from: intitule',
      /differs_from: expected the id of another person field/,
    ],
    [
      'a regular expression',
      "'[Hh]?\\d{1,12}'",
      "'[Hh'",
      /pattern\.expression: expected a regular expression/,
    ],
    ['bounds', 'max: 1200', 'max: -1', /max: expected a number not below min/],
    [
      'a scope of a rule',
      'unless: dgfip_IndLep',
      'unless: dgfip_Lep',
      /rules\[0\]\.unless: expected the id of a scope/,
    ],
    [
      'a scope in the list of a rule',
      'these: [dgfip_annee',
      'these: [annee',
      /rules\[2\]\.these\[0\]: expected the id of a scope/,
    ],
    [
      'a scope named twice',
      'id: dgfip_rbg',
      'id: dgfip_rfr',
      /expected another name: dgfip_rfr is taken by another scope/,
    ],
    [
      'a usual scope',
      'usual_scopes: [dgfip_aft',
      'usual_scopes: [aft',
      /usual_scopes\[0\]: expected the id of a scope/,
    ],
    [
      'a field filled in advance',
      '      intitule: Dites',
      '      titre: Dites',
      /prefill\.titre: expected the id of a field/,
    ],
    [
      'a person filled in advance',
      '      intitule: Dites',
      '      contact_technique: Dites',
      /expected nothing: a person field is never filled in advance/,
    ],
    [
      'scopes filled in advance',
      '      intitule: Dites',
      '      scopes: Dites',
      /expected nothing: a scopes field is never filled/,
    ],
    [
      'an option filled in advance',
      '      intitule: Dites',
      '      avancement: Dites',
      /expected an answer that the one_of field avancement accepts/,
    ],
  ])('%s', (_, from, to, message) => {
    expect(problems(from, to)).toMatch(message);
  });
});
