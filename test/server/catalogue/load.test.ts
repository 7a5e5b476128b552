/** A wrong file stops the start, and says where it is wrong and what is expected there. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { ConfigurationError } from '../../../server/config.ts';
import { example, exampleApi, folderWith, problems } from './folder.ts';

test('loads every file, in both languages', async () => {
  const catalogue = await loadCatalogue(example);
  expect(catalogue.list().map(({ id }) => id)).toEqual(['library-loans']);
  expect(catalogue.localised('library-loans', 'en')?.steps[0]?.title).toBe('My project');
  expect(catalogue.localised('library-loans', 'fr')?.steps[0]?.title).toBe('Mon projet');
  expect(catalogue.get('constructor')).toBeUndefined();
  expect(catalogue.localised('unknown', 'fr')).toBeUndefined();
});

test('an API answers to its aliases, and to the names that DataPass gives to its stages', async () => {
  const catalogue = await loadCatalogue(example);
  const names = ['library-loans', 'book-loans', 'api_library_loans_sandbox', 'api_library_loans'];
  for (const name of names) expect(catalogue.get(name)?.id, name).toBe('library-loans');
  expect(catalogue.localised('book-loans', 'en')?.id).toBe('library-loans');
});

test('what is shared is filled in, and the API’s own words win', async () => {
  const api = (await loadCatalogue(example)).get('library-loans');
  expect(api?.provider.id).toBe('library');
  expect(api?.title).toBe('API Library loans');
  const step = api?.steps.find(({ id }) => id === 'people');
  expect(step).toMatchObject({ title: 'The people', introduction: 'Who does what.' });
  expect(step?.fields.map(({ id }) => id)).toEqual([
    'page',
    'controller',
    'officer',
    'helper',
    'mailbox',
    'agreed',
  ]);
  const [, , officer, helper] = step?.fields ?? [];
  expect(officer).toMatchObject({ label: 'Data protection officer', help: 'Of the library.' });
  expect(helper).toMatchObject({ kind: 'phone', label: 'The librarian', mobile: true });
});

test('names the file, the line, the path, and everything that is wrong', async () => {
  const folder = await folderWith(
    [exampleApi, 'accepting: true', 'accepting: oui'],
    ['apis/other.yaml', 'id: other'],
  );
  const failure = await loadCatalogue(folder).catch((error) => error);
  expect(failure).toBeInstanceOf(ConfigurationError);
  const text = await readFile(join(folder, exampleApi), 'utf8');
  const line = text.slice(0, text.indexOf('accepting: oui')).split('\n').length;
  expect(failure.message).toContain(
    `${join(folder, exampleApi)}, line ${line}, accepting: expected true or false`,
  );
  expect(failure.message).toMatch(/other\.yaml, line 1, title: expected a value: this key is missing/);
});

test('an empty folder is an error too', async () => {
  const empty = await mkdtemp(join(tmpdir(), 'datapass-catalogue-'));
  await expect(loadCatalogue(empty)).rejects.toThrow(/at least one file NAME\.yaml/);
  await rm(empty, { recursive: true });
});

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
    ['a number as a title', 'title: API Library loans', 'title: 3', /title: expected a text/],
    [
      'an address without https',
      'url: https://library.example/api',
      'url: http://library.example/api',
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
      '{ field: ways, includes: email }',
      '{ fild: x }',
      /visible: expected a condition/,
    ],
    [
      'a verdict between yes and no',
      "answer: 'yes'",
      'answer: maybe',
      /answer: expected 'yes', 'proof' or 'no'/,
    ],
    ['a stage of another name', 'id: sandbox', 'id: test', /stages\[0\]\.id: expected 'sandbox' or/],
    [
      'a kind of rule that does not exist',
      'rule: at_least',
      'rule: some',
      /rules\[0\]\.rule: expected a rule: at_least, at_most/,
    ],
    [
      'YAML that cannot be read',
      'accepting: true',
      'accepting: "true',
      /line \d+: expected YAML that can be read/,
    ],
  ])('%s', async (_, from, to, message) => {
    expect(await problems(exampleApi, from, to)).toMatch(message);
  });
});
