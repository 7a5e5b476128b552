import { expect, test } from 'vitest';
import { localise } from '../../catalogue/localise.ts';
import { catalogue, definitionOf } from './definitions.ts';

test('a definition has its texts in one language, and what both share', () => {
  expect(definitionOf('impot-particulier', 'fr').stages[0]?.label).toBe('Bac à sable');
  expect(definitionOf('impot-particulier', 'en').stages[0]?.label).toBe('Sandbox');
  expect(definitionOf('impot-particulier', 'en').title).toBe('API Impôt particulier');
});

test('the file itself is left as it is', () => {
  expect(catalogue.get('impot-particulier')?.stages[0]?.label).toEqual({ fr: 'Bac à sable', en: 'Sandbox' });
});

test('no line of a French text begins with « ? » or ends with « ; what is compared stays to the letter', () => {
  const file = {
    label: { fr: 'Qui êtes-vous ? « Moi » [ici](https://exemple.example/?a=b:c)', en: 'Who are you? “Me”' },
    law: { label: 'Code pénal : art. 441-1', url: 'https://exemple.example/a;b' },
    example: { fr: 'Un titre : le mien', en: 'A title' },
    prefill: { title: 'Le but : aider', text: 'Pourquoi ?' },
  };
  expect(localise(file, 'fr')).toEqual({
    label: 'Qui êtes-vous\u202f? «\u202fMoi\u202f» [ici](https://exemple.example/?a=b:c)',
    law: { label: 'Code pénal\u202f: art. 441-1', url: 'https://exemple.example/a;b' },
    example: 'Un titre : le mien',
    prefill: { title: 'Le but : aider', text: 'Pourquoi ?' },
  });
  expect(localise(file, 'en').label).toBe('Who are you? “Me”');
});
