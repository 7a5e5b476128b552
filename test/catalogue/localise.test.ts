import { expect, test } from 'vitest';
import { catalogue, definitionOf } from './definitions.ts';

test('a definition has its texts in one language, and what both share', () => {
  expect(definitionOf('impot-particulier', 'fr').stages[0]?.label).toBe('Bac à sable');
  expect(definitionOf('impot-particulier', 'en').stages[0]?.label).toBe('Sandbox');
  expect(definitionOf('impot-particulier', 'en').title).toBe('API Impôt particulier');
});

test('the file itself is left as it is', () => {
  expect(catalogue.get('impot-particulier')?.stages[0]?.label).toEqual({ fr: 'Bac à sable', en: 'Sandbox' });
});
