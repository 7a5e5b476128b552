/** What the files of several APIs share: blocks of fields, common files, and the names that they may not take twice. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { faultText } from '../../../server/catalogue/fault.ts';
import { loadCatalogue, readCatalogue } from '../../../server/catalogue/load.ts';
import { type Change, example, exampleApi, folderWith, problems } from './folder.ts';

const people = 'blocks/people.yaml';
const city = 'common/city.yaml';

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
