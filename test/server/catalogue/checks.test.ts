/** Checks as an analyst writes them: what becomes of their reasons, and what is told of a fault. */
import { describe, expect, test } from 'vitest';
import { faultText } from '../../../server/catalogue/fault.ts';
import { loadCatalogue, readCatalogue } from '../../../server/catalogue/load.ts';
import { exampleApi, folderWith } from './folder.ts';

const check = (more: string) => `checks:
  - id: kept
    label: Kept as short as it should be
    passes: { not: { field: retention, above: 36 } }
    blocking: false
    message: Bring it down.
${more}
preparations:`;

/** The example with these checks. */
const written = (more: string) => folderWith([exampleApi, 'preparations:', check(more)]);

test('a reason of its own becomes a question beside the check, kept with the step that it is about', async () => {
  const folder = await written('    reason: { label: Why longer?, help: The law. }');
  const api = (await loadCatalogue(folder)).localised('library-loans', 'en');
  expect(api?.checks).toMatchObject([{ id: 'kept', reason: 'raison_kept' }]);
  const step = api?.steps.find(({ id }) => id === 'data');
  expect(step?.fields.at(-1)).toMatchObject({
    ...{ id: 'raison_kept', kind: 'long_text', label: 'Why longer?', help: 'The law.' },
    ...{ aside: true, required: false },
  });
});

test('a check may send to a field of the form, and look at what a use case needs or the server knows', async () => {
  const folder = await written(`    reason: purpose
    when: { use_case: [late_fees] }
  - { id: usual, label: Usual, passes: { fact: usual_scopes }, blocking: false, message: Fewer., reason: { label: Why? } }
  - { id: named, label: Named, passes: { keeps: name }, blocking: true, message: Keep the name. }
  - { id: alone, label: Alone, passes: { fact: no_active_habilitation }, blocking: false, message: You have one. }`);
  const api = (await loadCatalogue(folder)).localised('library-loans', 'fr');
  expect(api?.checks?.map(({ id, reason }) => [id, reason])).toEqual([
    ['kept', 'purpose'],
    ['usual', 'raison_usual'],
    ['named', undefined],
    ['alone', undefined],
  ]);
  expect(api?.steps.find(({ id }) => id === 'data')?.fields.at(-1)?.id).toBe('raison_usual');
});

describe('what is told', () => {
  test.each<[string, string, RegExp]>([
    [
      'a reason where nothing can be written',
      '    reason: retention',
      /checks\[0\]\.reason: expected the id of a text field/,
    ],
    [
      'a reason that does not exist',
      '    reason: why',
      /checks\[0\]\.reason: expected the id of a text field: why/,
    ],
    [
      'a use case',
      '    when: { use_case: [none] }',
      /checks\[0\]\.when\.use_case\[0\]: expected the id of a use case/,
    ],
    [
      'a name taken',
      '  - { id: kept, label: Again, passes: { keeps: name }, blocking: true, message: No. }',
      /checks\[1\]\.id: expected another name: kept is taken/,
    ],
    [
      'a field that should be kept',
      '  - { id: other, label: Other, passes: { keeps: nom }, blocking: true, message: No. }',
      /checks\[1\]\.passes\.keeps: expected the id of a field/,
    ],
    [
      'a field where a problem is looked for',
      '  - { id: other, label: Other, passes: { no_problem: [past], in: [day] }, blocking: true, message: No. }',
      /checks\[1\]\.passes\.in\[0\]: expected the id of a field/,
    ],
    [
      'a fact that nobody finds',
      '  - { id: other, label: Other, passes: { fact: weather }, blocking: true, message: No. }',
      /checks\[1\]\.passes/,
    ],
    [
      'a check that does not say whether it blocks',
      '    blocks: true',
      /checks\[0\]\.blocks: expected no such key/,
    ],
  ])('%s', async (_, more, told) => {
    const { faults } = await readCatalogue(await written(more));
    expect(faults.map(faultText).join('\n')).toMatch(told);
  });
});
