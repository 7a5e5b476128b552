/** The five kinds of rule between scopes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScopeRule } from '../../catalogue/definition.ts';
import { checkScopes } from '../../catalogue/scopes.ts';
import { definitionOf } from './definitions.ts';

const api = definitionOf('impot-particulier');
const message = 'no';
const broken = (rule: ScopeRule, chosen: string[]) =>
  checkScopes({ ...api, scopes: { ...api.scopes, rules: [rule] } }, chosen).length > 0;

test.each<[ScopeRule, string, boolean]>([
  [{ rule: 'at_least', count: 2, of: ['a', 'b', 'c'], message }, 'a', true],
  [{ rule: 'at_least', count: 2, of: ['a', 'b', 'c'], message }, 'a c', false],
  [{ rule: 'at_least', count: 1, of: ['a'], unless: 'z', message }, 'z', false],
  [{ rule: 'at_most', count: 1, of: ['a', 'b'], message }, 'a b', true],
  [{ rule: 'at_most', count: 1, of: ['a', 'b'], message }, 'a c', false],
  [{ rule: 'exclusive', scope: 'a', message }, 'a', false],
  [{ rule: 'exclusive', scope: 'a', message }, 'a b', true],
  [{ rule: 'exclusive', scope: 'a', with: ['b'], message }, 'a c', false],
  [{ rule: 'exclusive', scope: 'a', with: ['b'], message }, 'a b', true],
  [{ rule: 'incompatible', these: ['a', 'b'], those: ['c'], message }, 'a b', false],
  [{ rule: 'incompatible', these: ['a', 'b'], those: ['c'], message }, 'b c', true],
  [{ rule: 'requires', scope: 'a', needs: ['b', 'c'], message }, 'a b', true],
  [{ rule: 'requires', scope: 'a', needs: ['b', 'c'], message }, 'a b c', false],
  [{ rule: 'requires', scope: 'a', needs: ['b'], message }, 'c', false],
])('%j with %s', (rule, chosen, expected) => {
  expect(broken(rule, chosen.split(' '))).toBe(expected);
});

test('the order in which scopes are chosen changes nothing', () => {
  const ids = api.scopes.groups.flatMap((group) => group.scopes.map(({ id }) => id));
  fc.assert(
    fc.property(fc.shuffledSubarray(ids), (chosen) => {
      expect(checkScopes(api, chosen)).toEqual(checkScopes(api, chosen.toSorted()));
    }),
  );
});
