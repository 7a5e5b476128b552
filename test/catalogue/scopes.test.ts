/** What may be asked for, what comes along, and the five kinds of rule between scopes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAnswers, pruned } from '../../catalogue/checker.ts';
import type { ApiDefinition, Scope, ScopeRule } from '../../catalogue/definition.ts';
import { checkScopes, fixedScopes, offeredScopes, scopeState } from '../../catalogue/scopes.ts';
import { definitionOf } from './definitions.ts';

const api = definitionOf('impot-particulier');
const message = 'no';
const anybody = { answers: {}, eligibility: {}, use_case: '' };
const broken = (rule: ScopeRule, chosen: string[]) =>
  checkScopes({ ...api, scopes: { ...api.scopes, rules: [rule] } }, chosen, anybody).length > 0;

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
      expect(checkScopes(api, chosen, anybody)).toEqual(checkScopes(api, chosen.toSorted(), anybody));
    }),
  );
});

describe('each scope on offer', () => {
  const scopes: Scope[] = [
    { id: 'always', label: 'Always', included: true },
    { id: 'free', label: 'Free' },
    { id: 'shut', label: 'Shut', disabled: { reason: 'Ask elsewhere.' } },
    {
      id: 'sometimes',
      label: 'Sometimes',
      disabled: { when: { field: 'ways', equals: 'x' }, reason: 'Not by x.' },
    },
    { id: 'secret', label: 'Secret' },
  ];
  const changes = { chosen: ['free'], locked: ['secret'], disabled: ['sometimes'], hidden: ['free'] };
  const definition = (rules: object = {}): ApiDefinition => ({
    ...api,
    scopes: { groups: [{ label: 'All', scopes }], rules: [], ...rules },
    use_cases: [{ id: 'model', label: 'Model', prefill: {}, usual_scopes: [], scopes: changes }],
    stages: api.stages.map((stage) => ({ ...stage, steps: ['only'] })),
    steps: [
      {
        id: 'only',
        title: 'Only',
        fields: [
          { id: 'scopes', kind: 'scopes', label: 'Data', required: true },
          { id: 'special', kind: 'confirmation', label: 'Special', required: false },
        ],
      },
    ],
  });
  const context = (use_case = '', answers = {}) => ({ answers, eligibility: {}, use_case });
  const states = (from: ReturnType<typeof context>) =>
    Object.fromEntries(
      offeredScopes(definition(), from).map((scope) => [scope.id, scopeState(definition(), scope, from)]),
    );
  const codes = (from: ReturnType<typeof context>, rules = {}) =>
    checkAnswers(definition(rules), 'sandbox', from).map(({ code, params }) => params?.scope ?? code);

  test('says whether its box is the applicant’s to tick', () => {
    const none = undefined;
    expect(states(context())).toEqual({
      ...{ always: 'included', free: none, shut: 'disabled', sometimes: none, secret: none },
    });
    expect(states(context('', { ways: 'x' })).sometimes).toBe('disabled');
    expect(states(context('model'))).toEqual({
      ...{ always: 'included', shut: 'disabled', sometimes: 'disabled', secret: 'locked' },
    });
  });

  test('goes with the request without being ticked when nobody can remove it', () => {
    expect(fixedScopes(definition(), context())).toEqual(['always']);
    expect(pruned(definition(), 'sandbox', context('model')).scopes).toEqual(['always', 'secret']);
    expect(pruned(definition(), 'sandbox', context('', { scopes: ['free', 'always'] })).scopes).toEqual([
      'free',
      'always',
    ]);
    expect(codes(context())).toEqual([]);
  });

  test('is refused when it cannot be ticked, even in a draft', () => {
    expect(codes(context('', { scopes: ['shut'] }))).toEqual(['Shut']);
    expect(codes(context('model', { scopes: ['free', 'sometimes'] }))).toEqual(['Free', 'Sometimes']);
    const draft = checkAnswers(definition(), 'sandbox', context('', { scopes: ['shut'] }), { draft: true });
    expect(draft.map(({ code }) => code)).toEqual(['scope_not_offered']);
  });

  test('is free of the rules while they rest', () => {
    const rules = [{ rule: 'at_least', count: 1, of: ['free'], message }];
    const rules_rest = { field: 'special', equals: true };
    expect(codes(context(), { rules, rules_rest })).toEqual(['scope_rule']);
    expect(codes(context('', { special: true }), { rules, rules_rest })).toEqual([]);
  });
});
