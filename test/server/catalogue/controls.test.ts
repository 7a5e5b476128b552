/** The controls of a provider as its analyst writes them: what comes of them, and what is told of a fault. */
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { exampleApi, folderWith, problems } from './folder.ts';

const controls = (checklist = '[{ id: basis, label: A basis }]', role = 'security', id = 'safe') =>
  `controls:
  - { id: law, label: The law, role: instructor, checklist: [{ id: basis, label: A basis }] }
  - { id: ${id}, label: Security, role: ${role}, recommends: true, checklist: ${checklist} }
preparations:`;

test('each has its role, its points, and recommends only where it is said', async () => {
  const folder = await folderWith([exampleApi, 'preparations:', controls()]);
  const api = (await loadCatalogue(folder)).localised('library-loans', 'en');
  expect(api?.controls).toEqual([
    ...[{ id: 'law', label: 'The law', role: 'instructor', recommends: false }].map((one) => ({
      ...one,
      checklist: [{ id: 'basis', label: 'A basis' }],
    })),
    {
      ...{ id: 'safe', label: 'Security', role: 'security', recommends: true },
      checklist: [{ id: 'basis', label: 'A basis' }],
    },
  ]);
});

test('an API without controls has none', async () => {
  const api = (await loadCatalogue(await folderWith())).localised('library-loans', 'en');
  expect(api?.controls).toEqual([]);
});

test.each<[string, string, RegExp]>([
  [
    'a control named twice',
    controls(undefined, undefined, 'law'),
    /controls\[1\]\.id: expected another name: law/,
  ],
  ['no point', controls('[]'), /controls\[1\]\.checklist: expected at least one point/],
  [
    'a point named twice',
    controls('[{ id: a, label: A }, { id: a, label: B }]'),
    /checklist\[1\]\.id: expected another name: a is taken/,
  ],
  [
    'a role that writes nothing',
    controls(undefined, 'reporter'),
    /controls\[1\]\.role: expected one of: instructor, security/,
  ],
])('%s is told', async (_, text, message) => {
  expect(await problems(exampleApi, 'preparations:', text)).toMatch(message);
});

test('the APIs of the DGFiP have three, by different people, and the security alone recommends', async () => {
  const catalogue = await loadCatalogue(new URL('../../../catalogue', import.meta.url).pathname);
  for (const id of ['impot-particulier', 'sfip', 'ficoba', 'r2p']) {
    const found = catalogue.localised(id, 'fr')?.controls ?? [];
    expect(found.map(({ id, role, recommends }) => [id, role, recommends])).toEqual([
      ['reglementaire', 'instructor', false],
      ['rgpd', 'instructor', false],
      ['ssi', 'security', true],
    ]);
    expect(found.every(({ checklist }) => checklist.length === 3)).toBe(true);
  }
});
