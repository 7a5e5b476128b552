/** A wrong file stops the start, and says where it is wrong and what is expected there. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultText } from '../../../server/catalogue/fault.ts';
import { loadCatalogue, readCatalogue } from '../../../server/catalogue/load.ts';
import { ConfigurationError } from '../../../server/config.ts';
import { type Change, example, exampleApi, folderWith } from './folder.ts';

const people = 'blocks/people.yaml';
const city = 'common/city.yaml';

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

/** What is said when one piece of a good file is replaced. */
async function problems(file: string, from: string | RegExp, to: string): Promise<string> {
  return (await readCatalogue(await folderWith([file, from, to]))).faults.map(faultText).join('\n');
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

describe('what names refer to', () => {
  test.each([
    [
      'the name of the file',
      'id: library-loans',
      'id: library',
      /, line \d+, id: expected library-loans, the name of the file/m,
    ],
    [
      'a first question',
      'first: who',
      'first: whom',
      /eligibility\.first: expected the id of a question or a verdict: whom does not exist\. There are: who/,
    ],
    ['a question', 'next: contract', 'next: contracts', /options\[1\]\.next: expected the id of a question/],
    [
      'a question nothing leads to',
      'next: contract',
      'verdict: closed',
      /questions\.contract: expected a question that an answer leads to/,
    ],
    ['a verdict', 'verdict: welcome', 'verdict: wellcome', /verdict: expected the id of a verdict/],
    [
      'a verdict nothing leads to',
      'verdict: shown',
      'verdict: closed',
      /verdicts\.shown: expected a verdict that an answer leads to/,
    ],
    [
      'an answer that leads nowhere',
      ', verdict: welcome',
      '',
      /options\[0\]: expected either next .* or verdict/,
    ],
    [
      'an answer that leads to both',
      'next: contract',
      'next: contract, verdict: closed',
      /expected either next/,
    ],
    ['a loop', 'verdict: shown', 'next: who', /expected a tree: following/],
    ['a proof that is not said', ', proof: The contract', '', /verdicts\.shown: expected proof/],
    [
      'a step of a stage',
      'steps: [project, data, people]',
      'steps: [projects, data, people]',
      /steps\[0\]: expected the id of a step: projects does not exist/,
    ],
    [
      'a step that no stage uses',
      'people, security]',
      'people]',
      /expected a step that a stage uses: no stage names security/,
    ],
    [
      'the stage that another follows',
      'stage: sandbox',
      'stage: production',
      /stages\[1\]\.follows\.stage: expected the id of another stage: production does not exist/,
    ],
    [
      'a step asked by a stage that follows',
      'asks: [security]',
      'asks: [safety]',
      /stages\[1\]\.follows\.asks\[0\]: expected the id of a step of this stage: safety/,
    ],
    ['a field named twice', 'id: ways', 'id: name', /expected another name: name is taken by another field/],
    [
      'a field of a condition',
      'field: ways, includes: email',
      'field: way, includes: email',
      /visible\.field: expected the id of a field: way/,
    ],
    [
      'an option of a condition',
      'includes: email',
      'includes: mail',
      /visible\.includes: expected the id of an option/,
    ],
    [
      'a question of a condition',
      'eligibility: who, equals: town',
      'eligibility: what, equals: town',
      /offered\.eligibility: expected the id of a question/,
    ],
    [
      'an option of a question',
      'eligibility: who, equals: town',
      'eligibility: who, equals: city',
      /offered\.equals: expected the id of an option/,
    ],
    [
      'a use case of a condition',
      'use_case: [free, late_fees]',
      'use_case: [free, late]',
      /use_case\[1\]: expected the id of a use case/,
    ],
    ['a regular expression', "'[A-Z]\\d{8}'", "'[A-Z'", /pattern\.expression: expected a regular expression/],
    ['bounds', 'max: 1200', 'max: -1', /max: expected a number not below min/],
    [
      'a question of a questionnaire named twice',
      'id: backups',
      'id: where',
      /questions\[1\]\.id: expected another name: where is taken/,
    ],
    ['a scope of a rule', 'unless: note', 'unless: notes', /rules\[0\]\.unless: expected the id of a scope/],
    [
      'a scope in the list of a rule',
      'these: [title]',
      'these: [titles]',
      /rules\[2\]\.these\[0\]: expected the id of a scope/,
    ],
    [
      'a scope named twice',
      'id: author',
      'id: title',
      /expected another name: title is taken by another scope/,
    ],
    [
      'a field in what makes a scope unavailable',
      'when: { field: ways',
      'when: { field: way',
      /disabled\.when\.field: expected the id of a field/,
    ],
    [
      'a field in what makes the rules rest',
      'rules_rest: { field: deliberation',
      'rules_rest: { field: delib',
      /scopes\.rules_rest\.field: expected the id of a field: delib/,
    ],
    [
      'a usual scope',
      'usual_scopes: [date',
      'usual_scopes: [day',
      /usual_scopes\[0\]: expected the id of a scope/,
    ],
    ...['chosen: [title', 'locked: [date', 'disabled: [author', 'hidden: [note'].map(
      (list): [string, string, string, RegExp] => [
        `a scope that a use case has ${list.slice(0, list.indexOf(':'))}`,
        list,
        `${list}s`,
        new RegExp(`use_cases\\[1\\]\\.scopes\\.${list.split(':')[0]}\\[0\\]: expected the id of a scope`),
      ],
    ),
    [
      'a field filled in advance',
      'prefill: { name:',
      'prefill: { nom:',
      /prefill\.nom: expected the id of a field/,
    ],
    [
      'a person filled in advance',
      'prefill: { name:',
      'prefill: { officer:',
      /expected nothing: a person field is never filled in advance/,
    ],
    [
      'scopes filled in advance',
      'prefill: { name:',
      'prefill: { scopes:',
      /expected nothing: a scopes field is never filled/,
    ],
    [
      'an option filled in advance',
      'progress: ready }',
      'progress: done }',
      /expected an answer that the one_of field progress accepts/,
    ],
    [
      'a use case of the forms of a stage',
      'steps: [project, data, people, security]',
      'use_case_forms: { early: [form] }\n    steps: [project, data, people, security]',
      /stages\[1\]\.use_case_forms\.early: expected the id of a use case/,
    ],
    [
      'a use case that goes by the name of another',
      '    prefill: { name: Late',
      '    aliases: [free]\n    prefill: { name: Late',
      /use_cases\[1\]\.aliases\[0\]: expected another name: free leads to another use case/,
    ],
  ] as [string, string | RegExp, string, RegExp][])('%s', async (_, from, to, message) => {
    expect(await problems(exampleApi, from, to)).toMatch(message);
  });
});

describe('what files share', () => {
  test.each([
    [
      'a block that does not exist',
      exampleApi,
      'block: people',
      'block: persons',
      /line \d+, steps\[2\]\.block: expected the name of a block: persons does not exist\. There are: people/,
    ],
    [
      'a field left out that the block does not have',
      exampleApi,
      'without: [head]',
      'without: [boss]',
      /steps\[2\]\.without\[0\]: expected a field of the block: head, controller/,
    ],
    [
      'the change of a field that the block does not have',
      exampleApi,
      'helper: {',
      'assistant: {',
      /steps\[2\]\.changes\.assistant: expected a field of the block: head, controller/,
    ],
    [
      'the change of a field that is left out',
      exampleApi,
      'helper: {',
      'head: {',
      /steps\[2\]\.changes\.head: expected a field of the block/,
    ],
    [
      'a change that does not suit the kind',
      exampleApi,
      'officer: { help: Of the library. }',
      'officer: { max_length: 3 }',
      /library-loans\.yaml, line \d+, steps\[2\]\.changes\.officer\.max_length: expected no such key.* \(officer is a person field\)/,
    ],
    [
      'a condition that a change sets',
      exampleApi,
      'mobile: true',
      'visible: { field: nobody, answered: true }',
      /library-loans\.yaml, line \d+, steps\[2\]\.changes\.helper\.visible\.field: expected the id of a field/,
    ],
    [
      'the name of a field added that the block has',
      exampleApi,
      'id: agreed',
      'id: officer',
      /library-loans\.yaml, line \d+, steps\[2\]\.after\[0\]\.id: expected another name: officer is taken/,
    ],
    [
      'a condition of the block on a field that this API does not have',
      exampleApi,
      'id: name',
      'id: nom',
      /people\.yaml, line 8, fields\[3\]\.required\.field: expected the id of a field: name .*\(for .*library-loans\.yaml\)/,
    ],
    [
      'another person',
      people,
      'differs_from: controller',
      'differs_from: mailbox',
      /people\.yaml, line 7, fields\[2\]\.differs_from: expected the id of another person field/,
    ],
    ['a block that is no step', people, 'kind: phone', 'kind: telephone', /people\.yaml, line 8, .*kind/],
    [
      'a common file that does not exist',
      exampleApi,
      'common: [city]',
      'common: [city, state]',
      /line \d+, common\[1\]: expected the id of a file of catalogue\/common: state does not exist\. There are: city/,
    ],
    [
      'a key that common files may not have',
      city,
      'title: A',
      'id: city\ntitle: A',
      /city\.yaml, line \d+, id: expected no such key/,
    ],
    [
      'a value of a common file',
      city,
      'support@library.example',
      'nobody',
      /city\.yaml, line 6, provider\.support: expected an e-mail address/,
    ],
    [
      'a name that a common file writes twice',
      city,
      '  - { id: honest, label: All this is true. }',
      '  - { id: honest, label: All this is true. }\n  - { id: honest, label: Again. }',
      /city\.yaml, line 12, commitments\[1\]\.id: expected another name: honest is taken \(for .*library-loans/,
    ],
  ])('%s', async (_, file, from, to, message) => {
    expect(await problems(file, from, to)).toMatch(message);
  });

  /** A block over the block of the example, which the API uses in its place. */
  const staff: Change[] = [
    [
      'blocks/staff.yaml',
      'block: people\nwithout: [head]\nchanges:\n  helper: { label: The clerk }\nafter:\n  - { id: badge, kind: text, label: Badge, max_length: 9 }\n',
    ],
    [exampleApi, 'block: people', 'block: staff'],
    [exampleApi, '    without: [head]\n', ''],
  ];

  test('a block may be another one with what differs', async () => {
    const catalogue = await loadCatalogue(await folderWith(...staff));
    const step = catalogue.get('library-loans')?.steps.find(({ id }) => id === 'people');
    expect(step?.fields.map(({ id }) => id)).toEqual([
      ...['page', 'controller', 'officer', 'helper', 'mailbox', 'badge', 'agreed'],
    ]);
    expect(step?.fields[3]).toMatchObject({ label: 'The librarian', mobile: true });
  });

  test.each<[string, Change, RegExp]>([
    [
      'in the block below',
      [people, 'differs_from: controller', 'differs_from: mailbox'],
      /people\.yaml, line 7, fields\[2\]\.differs_from: expected .* \(for .*library-loans/,
    ],
    [
      'in what the block says differently',
      ['blocks/staff.yaml', 'label: The clerk', 'visible: { field: nobody, answered: true }'],
      /staff\.yaml, line 4, changes\.helper\.visible\.field: expected the id of a field/,
    ],
    [
      'in what the block adds',
      ['blocks/staff.yaml', 'id: badge', 'id: name'],
      /staff\.yaml, line 6, after\[0\]\.id: expected another name: name is taken/,
    ],
    [
      'in its form',
      ['blocks/staff.yaml', 'without:', 'wihout:'],
      /staff\.yaml, line 2, wihout: expected no such key/,
    ],
    [
      'in the name of the block that it takes',
      ['blocks/staff.yaml', 'block: people', 'block: staff'],
      /library-loans\.yaml, line \d+, steps\[2\]\.block: expected a block that is right: in staff, block is expected to be the name of a block: staff/,
    ],
  ])('what is wrong with such a block is told %s', async (_, change, message) => {
    const { faults } = await readCatalogue(await folderWith(...staff, change));
    expect(faults.map(faultText).join('\n')).toMatch(message);
  });

  test('an API offers some of the options of a block', async () => {
    const choice =
      '  - { id: shelf, kind: one_of, label: Shelf, options: [{ id: a, label: A }, { id: b, label: B }] }\n';
    const folder = (keep: string) =>
      folderWith(
        [people, /$/, choice],
        [exampleApi, 'officer: { help: Of the library. }', `shelf: { keep: [${keep}] }`],
      );
    const step = (await loadCatalogue(await folder('b'))).get('library-loans')?.steps[2];
    expect(step?.fields.find(({ id }) => id === 'shelf')).toMatchObject({ options: [{ id: 'b' }] });
    const { faults } = await readCatalogue(await folder('b, c'));
    expect(faults.map(faultText).join('\n')).toMatch(
      /steps\[2\]\.changes\.shelf\.keep\[1\]: expected an option of the block: a, b/,
    );
  });

  const shared =
    '\neligibility:\n  questions:\n    contract: { label: Another, options: [] }\n    size: { label: Its size?, options: [{ id: big, label: Big, verdict: grand }] }\n    never: { label: Unused, options: [] }\n  verdicts:\n    welcome: { answer: "yes", title: Other, text: [] }\n    grand: { answer: "yes", title: Grand, text: [You may ask.] }\n    unused: { answer: "yes", title: Unused, text: [] }\n';
  const sized: Change = [
    exampleApi,
    '{ id: town, label: A town, verdict: welcome }',
    '{ id: town, label: A town, next: size }\n        - { id: village, label: A village, verdict: welcome }',
  ];

  test('of the decision trees that it shares, an API takes what its answers lead to', async () => {
    const catalogue = await loadCatalogue(await folderWith([city, /$/, shared], sized));
    const tree = catalogue.localised('library-loans', 'fr')?.eligibility;
    expect(Object.keys(tree?.questions ?? {})).toEqual(['who', 'contract', 'size']);
    expect(Object.values(tree?.verdicts ?? {}).map(({ title }) => title)).toEqual([
      ...['Welcome', 'Welcome', 'Not for you', 'Grand'],
    ]);
  });

  test('what is wrong with a question that is shared is told there', async () => {
    const folder = await folderWith([city, /$/, shared.replace('verdict: grand', 'verdict: great')], sized);
    const { faults } = await readCatalogue(folder);
    expect(faults.map(faultText).join('\n')).toMatch(
      /city\.yaml, line 18, eligibility\.questions\.size\.options\[0\]\.verdict: expected the id of a verdict/,
    );
  });

  test('an alias leads to one API only, whichever of its names it meets', async () => {
    const text = await readFile(join(example, exampleApi), 'utf8');
    const twin = text
      .replace('id: library-loans', 'id: museum')
      .replace('aliases: [book-loans]', 'aliases: [library-loans]')
      .replace('definition_id: api_library_loans\n', 'definition_id: api_museum\n');
    const { faults } = await readCatalogue(await folderWith(['apis/museum.yaml', twin]));
    const found = faults.map(faultText);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(
      /museum\.yaml, line \d+, aliases\[0\]: expected another name: library-loans leads to library-loans/,
    );
    expect(found[1]).toMatch(
      /museum\.yaml, line \d+, stages\[0\]\.definition_id: expected another name: api_library_loans_sandbox leads/,
    );
  });

  test('a signpost asks nothing: its first question is a verdict', async () => {
    const signpost = `
id: signpost
common: [city]
version: 1
title: Signpost
summary: Elsewhere.
accepting: false
eligibility:
  first: elsewhere
  questions: {}
  verdicts:
    elsewhere:
      answer: 'no'
      title: This way
      text: [It is given elsewhere.]
      instead: { label: API Library loans, api: library-loans }
preparations: []
stages: []
use_cases: []
steps: []
scopes: { groups: [], rules: [] }
`;
    const { faults } = await readCatalogue(await folderWith(['apis/signpost.yaml', signpost]));
    expect(faults).toEqual([]);
    const lost = signpost.replace('first: elsewhere', 'first: nowhere');
    const wrong = await readCatalogue(await folderWith(['apis/signpost.yaml', lost]));
    expect(wrong.faults.map(faultText).join()).toMatch(
      /signpost\.yaml, line \d+, eligibility\.first: expected the id of a question or a verdict/,
    );
  });
});
