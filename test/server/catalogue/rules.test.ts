/** Rules that decide, and answers that end a habilitation, as an analyst writes them: what is told of a fault. */
import { expect, test } from 'vitest';
import { endingFields } from '../../../catalogue/endings.ts';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { exampleApi, folderWith, problems } from './folder.ts';

const rule = (changes = '') =>
  `rules: [{ id: fees, version: 1, label: Late fees, use_cases: [late_fees]${changes} }]\npreparations:`;

test('an API without a word on it decides nothing by rule, by one person, and wants to answer in 15 days', async () => {
  const api = (await loadCatalogue(await folderWith())).localised('library-loans', 'en');
  expect(api).toMatchObject({ rules: [], two_people: false, target_days: 15 });
  expect(api?.stages.map((stage) => stage.ends_with)).toEqual([[], []]);
});

test.each<[string, string, RegExp]>([
  ['an officer who is not asked for', rule(), /rules: expected absent from an API that does not ask/],
  [
    'a use case that does not exist',
    rule().replace('[late_fees]', '[late]'),
    /use_cases\[0\]: expected the id of a use case: late/,
  ],
  ['no use case', rule().replace('[late_fees]', '[]'), /use_cases: expected at least one use case/],
  [
    'a model that ticks nothing',
    rule().replace('[late_fees]', '[free]'),
    /a use case whose model has data of its own: free names none/,
  ],
  [
    'a stage that does not exist',
    rule(', stages: [trial]'),
    /stages\[0\]: expected the id of a stage: trial/,
  ],
  ['a share above the whole', rule(', share: 10'), /share: expected a share, from 0 to 1/],
  ['a decision without checks', rule(', decides: true'), /decides: expected false: an API without checks/],
  [
    'a decision where two people are wanted',
    `two_people: true\n${rule(', decides: true')}`,
    /decides: expected false: two_people asks for two people/,
  ],
  ['a version of none', rule().replace('version: 1', 'version: x'), /rules\[0\]\.version/],
])('%s is told', async (_, text, message) => {
  expect(await problems(exampleApi, 'preparations:', text)).toMatch(message);
});

test('only a date of the stage, or what is lent, ends a habilitation', async () => {
  const ends = (fields: string) => `steps: [project, data, people]\n    ends_with: [${fields}]`;
  const found = await problems(exampleApi, 'steps: [project, data, people]', ends('opening, name, gone'));
  expect(found).toMatch(
    /ends_with\[1\]: expected the id of a date .*: name does not exist\. There are: opening/,
  );
  expect(found).toMatch(/ends_with\[2\].*gone/);
  expect(found).not.toMatch(/ends_with\[0\]/);
});

test('the APIs of the DGFiP end with the certification, the questionnaire or the publisher’s, in production alone', async () => {
  const catalogue = await loadCatalogue(new URL('../../../catalogue', import.meta.url).pathname);
  for (const id of ['impot-particulier', 'sfip', 'ficoba', 'r2p']) {
    const api = catalogue.localised(id, 'fr');
    if (!api) throw new Error(id);
    expect(endingFields(api, 'production').map((field) => field.id)).toEqual([
      'safety_questionnaire_editor',
      'safety_certification_begin_date',
      'safety_certification_end_date',
    ]);
    expect(endingFields(api, 'sandbox')).toEqual([]);
  }
});
