/** Every file of `catalogue/apis/`, walked: a new API needs no new test. */
import { describe, expect, test } from 'vitest';
import { checkAnswers } from '../../catalogue/checker.ts';
import { walk } from '../../catalogue/eligibility.ts';
import { inline } from '../../catalogue/markup.ts';
import { messageFor } from '../../catalogue/messages/index.ts';
import { fieldsOf, isRequired, isVisible } from '../../catalogue/steps.ts';
import { fill } from './complete.ts';
import { catalogue, definitionOf, paths } from './definitions.ts';

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

  for (const stage of definition.stages) {
    for (const useCase of definition.use_cases) {
      test(`${stage.id}, ${useCase.id}: goes from empty to complete on every path that ends well`, () => {
        const open = paths(tree).filter((answers) => {
          const { verdict } = walk(tree, answers);
          return tree.verdicts[verdict ?? '']?.answer !== 'no';
        });
        for (const eligibility of open) {
          const start = { answers: {}, eligibility, use_case: useCase.id };
          const empty = checkAnswers(definition, stage.id, start);
          expect(empty.length).toBeGreaterThan(0);
          expect(empty.every(({ code }) => code === 'required')).toBe(true);

          const { answers } = fill(definition, stage.id, { ...start, answers: { ...useCase.prefill } });
          const context = { ...start, answers };
          expect(checkAnswers(definition, stage.id, context)).toEqual([]);
          for (const field of fieldsOf(definition, stage.id)) {
            if (isVisible(field, context) && isRequired(field, context))
              expect(answers).toHaveProperty(field.id);
          }
        }
      });

      test(`${stage.id}, ${useCase.id}: what it fills in advance may be stored`, () => {
        const context = { answers: { ...useCase.prefill }, eligibility: {}, use_case: useCase.id };
        expect(checkAnswers(definition, stage.id, context, { draft: true })).toEqual([]);
      });
    }
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
