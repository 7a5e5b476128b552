import { describe, expect, test } from 'vitest';
import {
  grants,
  holdsRole,
  holdsRoleSomewhere,
  mayInstruct,
  mayRead,
  type RoleName,
  roleNames,
  roleTexts,
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

/** What the roles of the house include, said here anew. */
const reading: readonly RoleName[] = ['reporter', 'instructor', 'manager', 'developer', 'administrator'];
const instructing: readonly RoleName[] = ['instructor', 'manager'];

const asked = [
  { providerId: 'dinum', api: 'api-particulier', scopeGroups: [] },
  { providerId: 'dinum', api: 'api-particulier', scopeGroups: ['api-particulier:cnaf'] },
  {
    ...{ providerId: 'dinum', api: 'api-particulier' },
    scopeGroups: ['api-particulier:cnaf', 'api-particulier:france_travail'],
  },
  { providerId: 'dgfip', api: 'impot-particulier', scopeGroups: [] },
];

/** Every place of both kinds, and which of the requests above it is a place of. */
const places: [place: string, requests: number[]][] = [
  ['*:*', [0, 1, 2, 3]],
  ['dinum:*', [0, 1, 2]],
  ['dgfip:*', [3]],
  ['dinum:api-particulier', [0, 1, 2]],
  ['*:api-particulier', [0, 1, 2]],
  ['dgfip:impot-particulier', [3]],
  ['dgfip:api-particulier', []],
  ['api-particulier:cnaf', [1, 2]],
  ['api-particulier:france_travail', [2]],
  ['api-particulier:msa', []],
  ['api-particulier:*', []],
  ['impot-particulier:cnaf', []],
  ['dinum:cnaf', []],
  ['*:cnaf', []],
  ['cnaf:api-particulier', []],
];

describe.each(places)('a role on %s', (place, requests) => {
  test.each(roleNames)('%s counts for its requests, and no others', (role) => {
    const text = `${place}:${role}`;
    for (const [index, { providerId, api, scopeGroups }] of asked.entries()) {
      const there = requests.includes(index);
      const words = `${text} on request ${index}`;
      expect(mayRead(holder(text), providerId, api, scopeGroups), words).toBe(
        there && reading.includes(role),
      );
      expect(mayInstruct(holder(text), providerId, api, scopeGroups), words).toBe(
        there && instructing.includes(role),
      );
      expect(holdsRole(holder(text), role, providerId, api, scopeGroups), words).toBe(there);
      // Whom a statement finds by the index of roles is whom the rule lets in.
      expect(roleTexts([role], { providerId, api, scopeGroups }).includes(text), words).toBe(there);
      // Of the whole API, a role on some of its data says nothing.
      if (place.startsWith('api-particulier:')) expect(mayRead(holder(text), providerId, api)).toBe(false);
      expect(mayRead({ roles: [text], via: 'widget' }, providerId, api, scopeGroups)).toBe(false);
    }
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
