import { expect, test } from 'vitest';
import { monthsLater } from '../../../server/habilitations/duration.ts';

test.each([
  ['the same day', '2026-11-20T10:00:00Z', 2, '2027-01-20T10:00:00Z'],
  ['the same hour in Paris, across the change of clocks', '2026-09-20T10:00:00Z', 2, '2026-11-20T11:00:00Z'],
  ['the last day of a shorter month', '2026-12-31T10:00:00Z', 2, '2027-02-28T10:00:00Z'],
  ['29 February where there is one', '2027-12-31T10:00:00Z', 2, '2028-02-29T10:00:00Z'],
  ['the day it is in Paris, not in Greenwich', '2026-12-30T23:30:00Z', 2, '2027-02-27T23:30:00Z'],
  ['three years', '2026-11-20T10:00:00Z', 36, '2029-11-20T10:00:00Z'],
])('%s', (_name, from, months, to) => {
  expect(monthsLater(new Date(from), months).toISOString()).toBe(new Date(to).toISOString());
});
