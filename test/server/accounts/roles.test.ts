import { describe, expect, test } from 'vitest';
import {
  grants,
  holdsRole,
  holdsRoleSomewhere,
  mayInstruct,
  mayRead,
} from '../../../server/accounts/roles.ts';

const holder = (...roles: string[]) => ({ roles, via: 'session' as const });

describe('what a role may do', () => {
  test.each([
    ['dgfip:impot-particulier:instructor', true, true],
    ['dgfip:*:instructor', true, true],
    ['*:*:instructor', true, true],
    ['dgfip:*:manager', true, true],
    ['dgfip:*:reporter', false, true],
    ['dgfip:*:developer', false, true],
    ['dgfip:*:security', false, false],
    ['dgfip:autre-api:instructor', false, false],
    ['dinum:*:instructor', false, false],
    ['dgfip:*:unknown', false, false],
    ['dgfip:instructor', false, false],
    ['dgfip:*:instructor:more', false, false],
    ['::instructor', false, false],
    ['', false, false],
    ['dgfip:*:constructor', false, false],
  ])('%s: instruct %s, read %s', (role, instructs, reads) => {
    expect(mayInstruct(holder(role), 'dgfip', 'impot-particulier')).toBe(instructs);
    expect(mayRead(holder(role), 'dgfip', 'impot-particulier')).toBe(reads);
  });

  test('security stands apart: no other role includes it', () => {
    expect(holdsRole(holder('dgfip:*:manager'), 'security', 'dgfip', 'x')).toBe(false);
    expect(holdsRole(holder('dgfip:*:security'), 'security', 'dgfip', 'x')).toBe(true);
  });
});

test('through a widget nobody has a role, whatever the database says', () => {
  const widget = { roles: ['*:*:manager'], via: 'widget' as const };
  expect(mayInstruct(widget, 'dgfip', 'impot-particulier')).toBe(false);
  expect(mayRead(widget, 'dgfip', 'impot-particulier')).toBe(false);
  expect(holdsRoleSomewhere(widget, 'reporter')).toBe(false);
});

test('lists are filtered by where a role is held', () => {
  expect(grants(holder('dgfip:*:instructor', 'dinum:a:reporter'), 'reporter')).toEqual([
    { provider: 'dgfip', api: '*' },
    { provider: 'dinum', api: 'a' },
  ]);
});
