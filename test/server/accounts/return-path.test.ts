import { expect, test } from 'vitest';
import { ownPath } from '../../../server/accounts/return-path.ts';

test('a path of ours is kept, with its query', () => {
  expect(ownPath('/instruction')).toBe('/instruction');
  expect(ownPath('/instruction?etat=submitted&page=2')).toBe('/instruction?etat=submitted&page=2');
});

test.each([
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/./\\evil.example',
  '/..//evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
  'instruction',
  '',
  undefined,
  ['/a', '/b'],
  `/${'a'.repeat(3_000)}`,
])('%j cannot lead elsewhere', (text) => {
  const path = ownPath(text);
  expect(new URL(path, 'https://datapass.example').origin).toBe('https://datapass.example');
  expect(path.startsWith('//')).toBe(false);
});
