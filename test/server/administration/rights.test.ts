/** Who gives which role to whom. */
import { describe, expect, test } from 'vitest';
import { changedRoles, covers, givesRoles, rolesToGive } from '../../../server/administration/rights.ts';

const holder = (...roles: string[]) => ({ userId: 'me', roles, via: 'session' as const });
const them = (...roles: string[]) => ({ id: 'them', roles });
const manager = holder('dgfip:*:manager');
const ofOneApi = holder('dgfip:sfip:manager');
const administrator = holder('*:*:administrator');

const give = (actor: ReturnType<typeof holder>, role: string, to = them()) =>
  changedRoles(actor, to, { give: true, role });

describe('a manager', () => {
  test('gives roles on what they manage, and keeps those of others', () => {
    const there = them('dinum:*:instructor');
    expect(give(manager, 'dgfip:sfip:instructor', there)).toEqual({
      roles: ['dinum:*:instructor', 'dgfip:sfip:instructor'],
    });
    expect(give(ofOneApi, 'dgfip:sfip:reporter')).toEqual({ roles: ['dgfip:sfip:reporter'] });
  });

  test.each(['dinum:*:instructor', '*:*:reporter', 'dinum:api-particulier:reporter'])('not %s', (role) => {
    expect(give(manager, role)).toEqual({ refusal: 'area' });
  });

  test('of one API gives none on the whole provider', () => {
    expect(give(ofOneApi, 'dgfip:*:reporter')).toEqual({ refusal: 'area' });
  });

  test('makes no administrator', () => {
    expect(give(manager, 'dgfip:*:administrator')).toEqual({ refusal: 'role' });
    expect(rolesToGive(manager)).not.toContain('administrator');
  });

  test('takes a role away, and no other', () => {
    const outcome = changedRoles(manager, them('dgfip:*:reporter', 'dgfip:*:security'), {
      give: false,
      role: 'dgfip:*:reporter',
    });
    expect(outcome).toEqual({ roles: ['dgfip:*:security'] });
  });
});

test('nobody changes their own roles', () => {
  for (const actor of [manager, administrator]) {
    expect(changedRoles(actor, { id: 'me', roles: [] }, { give: true, role: 'dgfip:*:reporter' })).toEqual({
      refusal: 'own',
    });
  }
});

test.each(['', 'dgfip', 'dgfip:*:king', 'dgfip:*:instructor:more', ':*:reporter', 'dgfip::reporter'])(
  'a role that is none (%s) is refused',
  (role) => expect(give(administrator, role)).toEqual({ refusal: 'role' }),
);

test('what stands already changes nothing', () => {
  expect(give(manager, 'dgfip:*:reporter', them('dgfip:*:reporter'))).toEqual({ refusal: 'unchanged' });
  expect(changedRoles(manager, them(), { give: false, role: 'dgfip:*:reporter' })).toEqual({
    refusal: 'unchanged',
  });
});

test('an administrator covers everything, an instructor nothing; a token on somebody’s page gives no role', () => {
  expect(covers(administrator, { provider: 'dinum', api: '*' })).toBe(true);
  expect(givesRoles(holder('dgfip:*:instructor'))).toBe(false);
  expect(givesRoles({ ...manager, via: 'widget' })).toBe(false);
});
