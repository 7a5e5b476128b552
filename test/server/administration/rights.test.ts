/** Who gives which role to whom. */
import { describe, expect, test } from 'vitest';
import { changedRoles, covers, givesRoles, rolesToGive } from '../../../server/administration/rights.ts';

const holder = (...roles: string[]) => ({ userId: 'me', roles, via: 'session' as const });
const them = (...roles: string[]) => ({ id: 'them', roles });
const manager = holder('dgfip:*:manager');
const ofOneApi = holder('dgfip:sfip:manager');
const administrator = holder('*:*:administrator');

const cnaf = { name: 'api-particulier:cnaf', provider: 'dinum', api: 'api-particulier', label: 'CNAF' };
const groups = new Map([[cnaf.name, cnaf]]);

const change = (
  actor: ReturnType<typeof holder>,
  to: { id: string; roles: string[] },
  how: { give: boolean; role: string },
) => changedRoles(actor, to, how, groups);
const give = (actor: ReturnType<typeof holder>, role: string, to = them()) =>
  change(actor, to, { give: true, role });

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
    const outcome = change(manager, them('dgfip:*:reporter', 'dgfip:*:security'), {
      give: false,
      role: 'dgfip:*:reporter',
    });
    expect(outcome).toEqual({ roles: ['dgfip:*:security'] });
  });
});

describe('on a group of an API’s data', () => {
  const ofTheApi = holder('dinum:api-particulier:manager');

  test.each(['reporter', 'instructor'])('who manages the API gives and takes the role %s', (role) => {
    const text = `api-particulier:cnaf:${role}`;
    for (const actor of [ofTheApi, holder('dinum:*:manager'), administrator]) {
      expect(give(actor, text)).toEqual({ roles: [text] });
      expect(change(actor, them(text), { give: false, role: text })).toEqual({ roles: [] });
    }
    expect(give(manager, text)).toEqual({ refusal: 'area' });
  });

  test.each(['manager', 'developer', 'security', 'administrator'])('nobody gives the role %s', (role) => {
    for (const actor of [ofTheApi, administrator])
      expect(give(actor, `api-particulier:cnaf:${role}`)).toEqual({ refusal: 'role' });
  });

  test('a group that the catalogue does not know is an area of others', () => {
    expect(give(ofTheApi, 'api-particulier:msa:reporter')).toEqual({ refusal: 'area' });
  });

  test('who holds a role there manages nothing, even where one was written by hand', () => {
    const byHand = holder('api-particulier:cnaf:manager');
    expect(give(byHand, 'api-particulier:cnaf:reporter')).toEqual({ refusal: 'area' });
    expect(give(byHand, 'dinum:api-particulier:reporter')).toEqual({ refusal: 'area' });
  });
});

test('nobody changes their own roles', () => {
  for (const actor of [manager, administrator]) {
    expect(change(actor, { id: 'me', roles: [] }, { give: true, role: 'dgfip:*:reporter' })).toEqual({
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
  expect(change(manager, them(), { give: false, role: 'dgfip:*:reporter' })).toEqual({
    refusal: 'unchanged',
  });
});

test('an administrator covers everything, an instructor nothing; a token on somebody’s page gives no role', () => {
  expect(covers(administrator, { provider: 'dinum', api: '*' })).toBe(true);
  expect(givesRoles(holder('dgfip:*:instructor'))).toBe(false);
  expect(givesRoles({ ...manager, via: 'widget' })).toBe(false);
});
