import { expect, test } from 'vitest';
import type { ApiDefinition, UseCase } from '../../catalogue/definition.ts';
import { modelOf, offeredUseCases, useCaseNamed } from '../../catalogue/use-cases.ts';

const useCase = (id: string, more: Partial<UseCase> = {}): UseCase => ({
  ...{ id, label: id, prefill: {}, usual_scopes: [] },
  ...more,
});
const definition = {
  use_cases: [
    useCase('free'),
    useCase('banks', { offered: { eligibility: 'profil', equals: 'banque' } }),
    useCase('later', { stages: ['production'], aliases: ['afterwards'] }),
  ],
} as unknown as ApiDefinition;

const offered = (stage: string, profil: string) =>
  offeredUseCases(definition, stage, { answers: {}, eligibility: { profil }, use_case: '' }).map(
    ({ id }) => id,
  );

test('offers those of the stage that are for who asks', () => {
  expect(offered('sandbox', 'administration')).toEqual(['free']);
  expect(offered('sandbox', 'banque')).toEqual(['free', 'banks']);
  expect(offered('production', 'banque')).toEqual(['free', 'banks', 'later']);
});

test('knows a use case by its id and by its other names', () => {
  expect(
    ['later', 'afterwards', 'never', undefined].map((name) => useCaseNamed(definition, name)?.id),
  ).toEqual(['later', 'later', undefined, undefined]);
});

test('writes its prefill and the data that it ticks, not those that are locked', () => {
  const scopes = { chosen: ['a'], locked: ['b'], disabled: [], hidden: [] };
  expect(modelOf(useCase('x', { prefill: { title: 'X' }, scopes }))).toEqual({ title: 'X', scopes: ['a'] });
  expect(modelOf(useCase('x', { scopes: { ...scopes, chosen: [] } }))).toEqual({});
});
