/** What of a request is kept when its form has changed. */
import { expect, test } from 'vitest';
import type { ApiDefinition } from '../../catalogue/definition.ts';
import { fitting } from '../../catalogue/fitting.ts';
import { fill } from './complete.ts';
import { catalogue, definitionOf, paths } from './definitions.ts';

const definition = definitionOf('impot-particulier');

test.each(catalogue.list().map(({ id }) => id))(
  '%s: a complete form fits the form that it was filled under',
  (api) => {
    const form = definitionOf(api);
    for (const { id } of form.stages) {
      const eligibility = paths(form.eligibility)[0] ?? {};
      const useCase = form.use_cases.find(({ stages }) => !stages || stages.includes(id));
      const start = { answers: {}, eligibility, use_case: useCase?.id ?? '' };
      const context = { ...start, answers: fill(form, id, start).answers };
      expect(fitting(form, id, context)).toEqual(context);
    }
  },
);

test('answers of the decision tree are kept as far as they lead somewhere', () => {
  const kept = (eligibility: Record<string, string>, form: ApiDefinition = definition) =>
    fitting(form, 'sandbox', { answers: {}, eligibility, use_case: '' }).eligibility;
  expect(kept({ profil: 'administration', identification: 'gone' })).toEqual({ profil: 'administration' });
  expect(kept({ profil: 'gone', identification: 'numero_fiscal' })).toEqual({});
});

test('lists keep what is still there; an answer of another kind goes', () => {
  const answers = {
    scopes: ['dgfip_rfr', 'gone'],
    intitule: ['a'],
    description: 'Une description.',
    unknown: 'x',
  };
  const context = { answers, eligibility: { profil: 'administration' }, use_case: 'gone' };
  expect(fitting(definition, 'sandbox', context)).toEqual({
    answers: { scopes: ['dgfip_rfr'], description: 'Une description.' },
    eligibility: { profil: 'administration' },
    use_case: '',
  });
});
