/** The command with which a provider's analyst checks what they wrote. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { checkCatalogue, checkReport } from '../../../server/catalogue/check.ts';
import { faultText } from '../../../server/catalogue/fault.ts';
import { example, exampleApi, folderWith } from './folder.ts';

const command = join(import.meta.dirname, '../../../server/catalogue/check.ts');
const run = (folder: string) =>
  promisify(execFile)(process.execPath, [command, folder]).then(
    ({ stdout }) => ({ code: 0, stdout }),
    ({ code, stdout }) => ({ code, stdout }),
  );

test('the catalogue that is served has no fault', async () => {
  const { faults } = await checkCatalogue(join(import.meta.dirname, '../../../catalogue'));
  expect(faults.map(faultText)).toEqual([]);
});

test('ends well on a right catalogue, and counts its APIs', async () => {
  expect(await run(example)).toEqual({ code: 0, stdout: '✓ 1 API, all right.\n' });
});

test('ends badly on a wrong one, with each fault on a line', async () => {
  const folder = await folderWith(
    [exampleApi, 'accepting: true', 'accepting: oui'],
    ['apis/other.yaml', 'id: other\ncommon: [city]'],
  );
  const { code, stdout } = await run(folder);
  expect(code).toBe(1);
  expect(stdout).toContain(`✗ ${join(folder, exampleApi)}, line 13, accepting: expected true or false\n`);
  expect(stdout).toMatch(
    /other\.yaml, line 1, version: expected a value: this key is missing\. Raised by hand/,
  );
  expect(stdout.trim().split('\n').at(-1)).toMatch(/^0 of 2 APIs right, \d+ faults to mend\.$/);
});

test('a fault of a file that two APIs share is told once, with both', async () => {
  const text = await readFile(join(example, exampleApi), 'utf8');
  const twin = text.replaceAll(/library-loans|book-loans|api_library_loans/g, (name) => `${name}-2`);
  const folder = await folderWith(
    ['apis/library-loans-2.yaml', twin],
    ['common/city.yaml', 'label: All this is true.', 'label: { fr: "Vrai ", en: True. }'],
  );
  const { faults, apis, right } = await checkCatalogue(folder);
  expect(faults).toEqual([
    {
      file: join(folder, 'common/city.yaml'),
      line: 11,
      path: 'commitments[0].label.fr',
      expected: 'a text without spaces or line breaks around it',
      shows: [join(folder, 'apis/library-loans-2.yaml'), join(folder, exampleApi)],
    },
  ]);
  expect({ apis, right }).toEqual({ apis: 2, right: 0 });
});

describe('what does not stop the server, and is a fault all the same', () => {
  test.each([
    ['a straight apostrophe', 'fr: Les prêts', "fr: L'histoire", /summary\.fr: expected a typographic apos/],
    [
      'markup that is no link',
      /fr: Les prêts[^,]*/,
      'fr: "Les [prêts](x)"',
      /summary\.fr: expected links written/,
    ],
    ['a refusal without its reason in law', /law: .*/, '', /verdicts\.closed: expected law: the reason/],
    ['a refusal without a way out', /instead: .*/, '', /verdicts\.closed: expected instead: what to do/],
    [
      'a way out to an API that is not there',
      'label: Ask the town',
      'label: Ask the town, api: museum',
      /verdicts\.closed\.instead\.api: expected the id of an API: museum does not exist/,
    ],
    [
      'a datum said to be with an API that is not there',
      'now: No longer supplied.',
      'now: Elsewhere., api: museum',
      /scopes\.gone\[0\]\.api: expected the id of an API: museum/,
    ],
  ] as [string, string | RegExp, string, RegExp][])('%s', async (_, from, to, message) => {
    const { faults, apis, right } = await checkCatalogue(await folderWith([exampleApi, from, to]));
    expect(faults.map(faultText).join('\n')).toMatch(message);
    expect({ apis, right }).toEqual({ apis: 1, right: 0 });
  });
});

test('says how many are right in so many words', () => {
  expect(checkReport({ faults: [], apis: 13, right: 13 })).toBe('✓ 13 APIs, all right.');
  const fault = { file: 'a.yaml', line: 3, path: 'title', expected: 'a text', shows: [] };
  expect(checkReport({ faults: [fault], apis: 13, right: 12 })).toBe(
    '✗ a.yaml, line 3, title: expected a text\n12 of 13 APIs right, 1 fault to mend.',
  );
});
