/** Every file of `catalogue/apis/`, walked: a new API needs no new test. */
import { describe, expect, test } from 'vitest';
import type { Answers } from '../../catalogue/answers.ts';
import { checkAnswers } from '../../catalogue/checker.ts';
import type { UseCase } from '../../catalogue/definition.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { inline } from '../../catalogue/markup.ts';
import { messageFor } from '../../catalogue/messages/index.ts';
import { fieldsOf, isRequired, isVisible } from '../../catalogue/steps.ts';
import { modelOf, offeredUseCases } from '../../catalogue/use-cases.ts';
import { fill } from './complete.ts';
import { catalogue, definitionOf, paths } from './definitions.ts';

/** For the forms of APIs without use cases. */
const none: UseCase = { id: '', label: '', prefill: {}, usual_scopes: [] };

describe.each(catalogue.list().map(({ id }) => id))('%s', (api) => {
  const definition = definitionOf(api);
  const tree = definition.eligibility;

  test('every path of the decision tree ends in a verdict, which says why and what to do', () => {
    const all = paths(tree);
    expect(all.length).toBeGreaterThan(0);
    for (const answers of all) {
      const verdict = tree.verdicts[walk(tree, answers).verdict ?? ''];
      expect(verdict, JSON.stringify(answers)).toBeDefined();
      expect(verdict?.text.length).toBeGreaterThan(0);
      if (verdict?.answer === 'no') {
        expect(verdict.law, verdict.title).toBeDefined();
        expect(verdict.instead, verdict.title).toBeDefined();
      }
      if (verdict?.answer === 'proof') expect(verdict.proof).toBeTruthy();
    }
  });

  test('every text is written in both languages, and its links are read as links', () => {
    const texts: unknown[] = [];
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return;
      if ('fr' in value && 'en' in value) texts.push(value.fr, value.en);
      Object.values(value).forEach(visit);
    };
    visit(catalogue.get(api));
    for (const text of texts) {
      expect(String(text).trim(), JSON.stringify(text)).toBe(text);
      expect(text).not.toBe('');
      const plain = inline(String(text)).filter((part) => typeof part === 'string');
      expect(plain.join(''), 'markup that is no link').not.toMatch(/\]\(/);
      expect(text, 'a straight apostrophe').not.toMatch(/\w'\w/);
    }
  });

  /** The answers of the decision tree that open this stage. */
  const open = (stage: string) =>
    paths(tree).filter((answers) => {
      const verdict = tree.verdicts[walk(tree, answers).verdict ?? ''];
      return verdict?.answer !== 'no' && (verdict?.stages ?? [stage]).includes(stage as 'sandbox');
    });

  for (const stage of definition.stages) {
    const walks = (definition.use_cases.length > 0 ? definition.use_cases : [none])
      .filter(({ stages }) => !stages || stages.includes(stage.id))
      .map((useCase) => ({ useCase, use_case: useCase.id }));
    for (const { useCase, use_case } of walks) {
      const offered = open(stage.id).filter((eligibility) => {
        const models = offeredUseCases(definition, stage.id, { answers: {}, eligibility, use_case });
        return useCase === none || models.includes(useCase);
      });

      test(`${stage.id}, ${use_case}: goes from empty to complete on every path that ends well`, () => {
        expect(offered.length, 'a path that leads here').toBeGreaterThan(0);
        for (const eligibility of offered) {
          const start = { answers: {}, eligibility, use_case };
          const empty = checkAnswers(definition, stage.id, start);
          expect(empty.length).toBeGreaterThan(0);
          expect(empty.every(({ code }) => code === 'required')).toBe(true);

          const { answers } = fill(definition, stage.id, { ...start, answers: modelOf(useCase) });
          const context = { ...start, answers };
          expect(checkAnswers(definition, stage.id, context)).toEqual([]);
          for (const field of fieldsOf(definition, stage.id)) {
            if (isVisible(field, context) && isRequired(field, context))
              expect(answers).toHaveProperty(field.id);
          }
        }
      });

      test(`${stage.id}, ${use_case}: what it fills in advance may be stored`, () => {
        for (const eligibility of offered) {
          const context = { answers: modelOf(useCase), eligibility, use_case };
          expect(checkAnswers(definition, stage.id, context, { draft: true })).toEqual([]);
        }
      });
    }
  }

  for (const stage of definition.stages) {
    test(`${stage.id}: whatever is chosen, there is a way to the end`, () => {
      const [eligibility = {}] = open(stage.id);
      const use_case = definition.use_cases[0]?.id ?? '';
      for (const field of fieldsOf(definition, stage.id)) {
        if (field.kind !== 'one_of' && field.kind !== 'several_of') continue;
        for (const { id } of field.options) {
          const answers: Answers = { [field.id]: field.kind === 'one_of' ? id : [id] };
          const filled = fill(definition, stage.id, { answers, eligibility, use_case }).answers;
          expect(checkAnswers(definition, stage.id, { answers: filled, eligibility, use_case })).toEqual([]);
        }
      }
    });
  }

  test('every question that is missing has a message of its own, or a general one, in both languages', () => {
    for (const language of ['fr', 'en'] as const) {
      for (const field of definitionOf(api, language).steps.flatMap((step) => step.fields)) {
        const message = messageFor(language)({ field: field.id, code: 'required' }, field);
        expect(message.length).toBeGreaterThan(10);
        expect(message.endsWith('.')).toBe(true);
      }
    }
  });
});

test('a form of DataPass leads to one API, one stage and one use case', () => {
  const places = catalogue
    .list()
    .flatMap(({ id: api, stages, use_cases }) => [
      ...stages.flatMap(({ id, form_ids = [], use_case_forms = {} }) => [
        ...form_ids.map((form) => [form, `${api} ${id}`]),
        ...Object.entries(use_case_forms).flatMap(([useCase, forms]) =>
          forms.map((form) => [form, `${api} ${id} ${useCase}`]),
        ),
      ]),
      ...use_cases.flatMap(({ id, form_ids = [] }) => form_ids.map((form) => [form, `${api} ${id}`])),
    ]);
  const twice = places.filter(([form], index) => places.findIndex(([other]) => other === form) < index);
  expect(places.length).toBeGreaterThan(100);
  expect(twice).toEqual([]);
});

test('a use case has its own names, in its API', () => {
  for (const { id, use_cases } of catalogue.list()) {
    const names = use_cases.flatMap((useCase) => [useCase.id, ...(useCase.aliases ?? [])]);
    expect(new Set(names).size, id).toBe(names.length);
  }
});
