/** `editors.yaml`, held against the APIs that it names, and served. */
import { Hono } from 'hono';
import pino from 'pino';
import { describe, expect, test } from 'vitest';
import type { Editors } from '../../../catalogue/editors.ts';
import { faultText } from '../../../server/catalogue/fault.ts';
import { loadCatalogue, readCatalogue } from '../../../server/catalogue/load.ts';
import { catalogueRoutes } from '../../../server/catalogue/routes.ts';
import type { Services } from '../../../server/services.ts';
import { type Change, example, exampleApi, folderWith } from './folder.ts';

const good = `
questions:
  - id: ready
    label: { fr: Est-ce prêt ?, en: Is it ready? }
editors:
  - id: shelves
    aliases: [shelf]
    name: Shelves
    siret: '35600000009075'
    software:
      - { name: Shelf, api: library-loans, use_cases: [late_fees], form_ids: [library-shelf] }
    acceptance:
      - { api: library-loans, on: '2030-01-31' }
  - id: books
    name: Books
    france_connect_certified: true
`;
const withForm: Change = [
  exampleApi,
  '{ id: free, label: Free request, prefill: {} }',
  '{ id: free, label: Free request, form_ids: [library-shelf], prefill: {} }',
];

async function faults(from: string | RegExp, to: string): Promise<string[]> {
  const changed = good.replace(from, to);
  expect(changed, `${from} stands in the file`).not.toBe(good);
  const folder = await folderWith(withForm, ['editors.yaml', changed]);
  return (await readCatalogue(folder)).faults.map(faultText);
}

describe('what is read', () => {
  test('the publishers and the questions, in both languages; La Poste’s check digits are its own', async () => {
    const { editors } = await loadCatalogue(await folderWith(withForm, ['editors.yaml', good]));
    expect(editors.fr.questions).toEqual([{ id: 'ready', label: 'Est-ce prêt\u202f?' }]);
    expect(editors.en.questions[0]?.label).toBe('Is it ready?');
    expect(editors.fr.editors.map(({ id, acceptance }) => [id, acceptance])).toEqual([
      ['shelves', [{ api: 'library-loans', on: '2030-01-31' }]],
      ['books', []],
    ]);
  });

  test('a catalogue may do without', async () => {
    expect((await loadCatalogue(example)).editors.fr).toEqual({ questions: [], editors: [] });
  });
});

describe('what is told', () => {
  test.each([
    ['a SIRET that is none', '35600000009075', '35600000009076', /siret: expected a SIRET: the check digits/],
    ['a SIRET too short', "'35600000009075'", "'356'", /siret: expected 14 digits, between quotes/],
    [
      'an API that does not exist',
      'api: library-loans, use',
      'api: libary, use',
      /software\[0\]\.api: expected the id of an API: libary/,
    ],
    [
      'a use case that does not exist',
      '[late_fees]',
      '[fees]',
      /use_cases\[0\]: expected the id of a use case of library-loans: fees/,
    ],
    [
      'a form that does not exist',
      '[library-shelf]',
      '[shelf-form]',
      /form_ids\[0\]: expected the id of a form of library-loans: shelf-form/,
    ],
    ['a name taken', 'id: books', 'id: shelves', /editors\[1\]\.id: expected another name: shelves is taken/],
    [
      'an alias that is another’s id',
      '[shelf]',
      '[books]',
      /aliases\[0\]: expected another one: books leads to books/,
    ],
    ['a key that is not one', 'name: Books', 'title: Books', /editors\[1\]\.title: expected no such key/],
  ])('%s', async (_, from, to, says) => {
    const told = await faults(from, to);
    expect(told.join('\n')).toMatch(says);
    expect(told[0]).toMatch(/editors\.yaml, line \d+, /);
  });

  test('a SIRET that two publishers have', async () => {
    const told = await faults('name: Books', "name: Books\n    siret: '35600000009075'");
    expect(told).toEqual([
      expect.stringMatching(/editors\[1\]\.siret: expected another one: 35600000009075 leads to shelves/),
    ]);
  });

  test('acceptance for an API without sandbox', async () => {
    const folder = await folderWith(
      withForm,
      [exampleApi, /stages:\n {2}- id: sandbox[\s\S]*? {2}- id: production/, 'stages:\n  - id: production'],
      [exampleApi, '    follows: { stage: sandbox, asks: [security] }\n', ''],
      [
        exampleApi,
        'terms: *terms',
        "terms: { version: '1', label: Terms of use, url: https://library.example/terms }",
      ],
      ['editors.yaml', good],
    );
    expect((await readCatalogue(folder)).faults.map(faultText).join('\n')).toMatch(
      /acceptance\[0\]\.api: expected an API that has a sandbox: library-loans has none/,
    );
  });

  test('nothing more of an API that is wrong itself', async () => {
    const folder = await folderWith([exampleApi, 'title:', 'titel:'], ['editors.yaml', good]);
    const told = (await readCatalogue(folder)).faults.map(faultText);
    expect(told.filter((text) => text.includes('editors.yaml'))).toEqual([]);
    expect(told.length).toBeGreaterThan(0);
  });
});

describe('GET /catalogue/editors', async () => {
  const catalogue = await loadCatalogue(await folderWith(withForm, ['editors.yaml', good]));
  const config = { publicUrl: 'https://datapass.example' };
  const services = { catalogue, config, now: () => new Date(), log: pino({ level: 'silent' }) };
  const app = new Hono().route(
    '/catalogue',
    catalogueRoutes(services as unknown as Services, async () => null),
  );
  const get = (query: string, headers = {}) =>
    app.request(`/catalogue/editors${query}`, { headers: { 'accept-encoding': 'identity', ...headers } });
  const read = async (query: string) => (await (await get(query)).json()) as Editors;
  const names = ({ editors }: Editors) => editors.map(({ id }) => id);

  test('all of them, or those of an API, by any of its names', async () => {
    expect(names(await read(''))).toEqual(['shelves', 'books']);
    expect(names(await read('?api=library-loans'))).toEqual(['shelves']);
    expect(names(await read('?api=api_library_loans'))).toEqual(['shelves']);
    expect((await read('?api=library-loans&lang=en')).questions[0]?.label).toBe('Is it ready?');
  });

  test('is kept by browsers and asked for again by its tag, from any site', async () => {
    const answer = await get('?api=library-loans');
    expect(answer.headers.get('cache-control')).toContain('max-age');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const tag = answer.headers.get('etag') ?? '';
    expect((await get('?api=library-loans', { 'if-none-match': tag })).status).toBe(304);
  });

  test('an unknown API is none', async () => {
    expect((await get('?api=nowhere')).status).toBe(404);
  });
});
