import { expect, test } from 'vitest';
import { emailKind, genericWords } from '../../catalogue/emails.ts';

test('knows the 40 generic words of DataPass', () => {
  expect(new Set(genericWords).size).toBe(40);
  for (const word of genericWords) expect(emailKind(`${word}@commune.example`)).toBe('generic');
});

test.each([
  ['prenom.nom@commune.example', 'personal'],
  ['contact@commune.example', 'generic'],
  ['Contact+api@Commune.example', 'generic'],
  ['Médiathèque@commune.example', 'generic'],
  ['contact.nom@commune.example', 'personal'],
  ['marie.maire@commune.example', 'personal'],
  ['prenom.nom@gmail.com', 'free_mail'],
  ['mairie.exempleville@Wanadoo.fr ', 'free_mail'],
  ['prenom.nom@gmail.com.commune.example', 'personal'],
  ['contact', 'personal'],
])('%s → %s', (email, kind) => {
  expect(emailKind(email)).toBe(kind);
});
