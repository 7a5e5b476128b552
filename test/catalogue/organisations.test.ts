import { expect, test } from 'vitest';
import { administrations, legalCategories } from '../../catalogue/legal-categories.ts';
import { agreement, legalCategoryLabel, profileOf } from '../../catalogue/organisations.ts';

const facts = (legalCategory: string | null, activity: string | null = null, open = true) => ({
  ...{ legalCategory, activity, open },
});
const commune = facts('7210', '84.11Z');
const travelAgency = facts('5710', '79.11Z');

test.each([
  [commune, 'administration'],
  [facts('7361', '88.99B'), 'administration'],
  [facts('4110', '62.01Z'), 'administration'],
  [facts('5599', '64.19Z'), 'bank'],
  [facts('5710', '58.29C'), 'editor'],
  [facts('5710', '62.01Z'), 'editor'],
  [facts('9220', '94.99Z'), 'association'],
  [travelAgency, 'company'],
  [facts('1000'), 'company'],
  [facts(null, '84.11Z'), 'unknown'],
  [facts('', ''), 'unknown'],
  [{ ...commune, open: false }, 'unknown'],
])('%j is %s', (organisation, profile) => {
  expect(profileOf(organisation)).toBe(profile);
});

test('the table has 78 categories, each with a name of its own', () => {
  expect(administrations.size).toBe(78);
  for (const code of administrations) expect(legalCategories[code], code).toBeDefined();
});

test.each([
  ['administration', commune, true],
  ['administration', travelAgency, false],
  ['entreprise', travelAgency, true],
  ['entreprise', facts('9220'), true],
  ['entreprise', commune, false],
  ['editeur', facts('5710', '62.02A'), true],
  ['editeur', commune, false],
  ['banque', facts('5599', '64.19Z'), true],
  ['banque', facts('7363', '64.19Z'), true],
  ['banque', travelAgency, false],
  ['particulier', travelAgency, false],
  ['administration', facts(null), true],
  ['particulier', facts(null), false],
  ['cabinet', commune, true],
])('who says « %s » and is %j: agrees %s', (declared, organisation, agrees) => {
  expect(agreement(declared, organisation).agrees).toBe(agrees);
});

test('a disagreement says what was found', () => {
  expect(agreement('administration', travelAgency)).toEqual({ agrees: false, found: 'company' });
});

test.each([
  ['7210', 'fr', 'Commune et commune nouvelle'],
  ['7361', 'en', 'Municipal social action centre (CCAS)'],
  ['9299', 'fr', 'Association loi 1901 ou assimilé'],
  ['6599', 'fr', 'Société civile'],
  [null, 'fr', 'Catégorie juridique inconnue'],
  ['', 'en', 'Unknown legal category'],
] as const)('%s in %s: %s', (code, language, label) => {
  expect(legalCategoryLabel(code, language)).toBe(label);
});
