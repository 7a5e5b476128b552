/** Habilitations granted along with another, as the analyst of a provider writes them. */
import { expect, test } from 'vitest';
import { loadCatalogue } from '../../../server/catalogue/load.ts';
import { exampleApi, problems } from './folder.ts';

const catalogue = await loadCatalogue('catalogue');

test('what is granted along fits the form of its own API', () => {
  for (const { id } of catalogue.list()) {
    for (const child of catalogue.localised(id, 'fr')?.children ?? []) {
      const api = catalogue.localised(child.api, 'fr');
      const fields = api?.steps.flatMap((step) => step.fields.map((field) => field.id));
      expect(fields).toEqual(expect.arrayContaining(Object.keys(child.answers)));
      const scopes = api?.scopes.groups.flatMap((group) => group.scopes.map((scope) => scope.id));
      expect(scopes).toEqual(expect.arrayContaining(child.scopes));
      expect(api?.stages.map((stage) => stage.id)).toContain(child.stage);
    }
  }
});

const granting = (child: string) => `children:
  - { api: library-loans, stage: production, ${child} }
preparations:`;

test.each<[string, string, RegExp]>([
  [
    'a datum that is not asked for',
    granting('when: { eligibility: who, equals: x }, scopes: [nothing], answers: {}'),
    /children\[0\]\.scopes\[0\]: expected the id of a datum/,
  ],
  [
    'an answer that no field gives',
    granting('when: { eligibility: who, equals: x }, scopes: [], answers: { title: nothing }'),
    /children\[0\]\.answers\.title: expected the id of a field/,
  ],
  [
    'a condition on a field that does not exist',
    granting('when: { field: nothing, equals: x }, scopes: [], answers: {}'),
    /children\[0\]\.when/,
  ],
])('%s is told', async (_, text, message) => {
  expect(await problems(exampleApi, 'preparations:', text)).toMatch(message);
});
