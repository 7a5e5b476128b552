import { expect, test } from 'vitest';
import { endsSoon } from '../../../server/habilitations/ending.ts';

const now = new Date('2026-11-20T10:00:00Z');
const at = (day: string) => endsSoon(new Date(`${day}T10:00:00Z`), now, 'fr');

test('the end of a habilitation is told within three months of it, and not once it is past', () => {
  expect(at('2027-02-21')).toBe('');
  expect(at('2027-02-20')).toBe('se termine dans 92 jours');
  expect(at('2026-12-24')).toBe('se termine dans 34 jours');
  expect(at('2026-11-21')).toBe('se termine aujourd’hui ou demain');
  expect(at('2026-11-20')).toBe('');
  expect(endsSoon(new Date('2026-12-24T10:00:00Z'), now, 'en')).toBe('ends in 34 days');
});
