import { expect, test } from 'vitest';
import { excluded, holds, isAnswered } from '../../catalogue/conditions.ts';
import type { Condition } from '../../catalogue/definition.ts';

const context = {
  answers: { text: 'x', empty: ' ', number: 37, zero: 0, list: ['a', 'b'], no: false },
  eligibility: { profil: 'banque' },
  use_case: 'cantine',
};

test.each<[Condition, boolean]>([
  [{ field: 'text', equals: 'x' }, true],
  [{ field: 'text', equals: 'y' }, false],
  [{ field: 'list', includes: 'b' }, true],
  [{ field: 'list', includes: 'c' }, false],
  [{ field: 'text', includes: 'x' }, false],
  [{ field: 'number', above: 36 }, true],
  [{ field: 'number', above: 37 }, false],
  [{ field: 'text', above: 0 }, false],
  [{ field: 'text', answered: true }, true],
  [{ field: 'empty', answered: true }, false],
  [{ field: 'absent', answered: false }, true],
  [{ eligibility: 'profil', equals: 'banque' }, true],
  [{ eligibility: 'mission', equals: 'oui' }, false],
  [{ use_case: ['creche', 'cantine'] }, true],
  [{ use_case: [] }, false],
  [{ all: [] }, true],
  [{ any: [] }, false],
  [
    {
      not: {
        any: [
          { field: 'text', equals: 'y' },
          { field: 'zero', equals: 1 },
        ],
      },
    },
    true,
  ],
])('%j → %s', (condition, expected) => {
  expect(holds(condition, context)).toBe(expected);
});

test('an answer that says nothing is none', () => {
  const person = { given_name: '', family_name: '', email: '', phone: '', job_title: '' };
  for (const answer of [undefined, '', ' ', [], false, person]) expect(isAnswered(answer)).toBe(false);
  for (const answer of [0, 'x', ['a'], true, { ...person, phone: '1' }])
    expect(isAnswered(answer)).toBe(true);
});

test.each<[Condition, boolean]>([
  [{ eligibility: 'profil', equals: 'editeur' }, true],
  [{ eligibility: 'profil', equals: 'banque' }, false],
  [{ field: 'absent', answered: true }, false],
  [
    {
      all: [
        { field: 'text', equals: 'x' },
        { eligibility: 'profil', equals: 'editeur' },
      ],
    },
    true,
  ],
  [
    {
      any: [
        { eligibility: 'profil', equals: 'editeur' },
        { field: 'text', equals: 'x' },
      ],
    },
    false,
  ],
])('%j is out of reach for who was found eligible otherwise: %s', (condition, expected) => {
  expect(excluded(condition, context.eligibility)).toBe(expected);
});
