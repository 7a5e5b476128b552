import { expect, test } from 'vitest';
import type { EligibilityTree } from '../../catalogue/definition.ts';
import { onPath, walk } from '../../catalogue/eligibility.ts';

const option = (id: string, to: { next?: string; verdict?: string }) => ({ id, label: id, ...to });
const tree: EligibilityTree = {
  first: 'who',
  questions: {
    who: { label: 'Who?', options: [option('a', { next: 'why' }), option('b', { verdict: 'no' })] },
    why: { label: 'Why?', options: [option('x', { verdict: 'yes' })] },
  },
  verdicts: {
    yes: { answer: 'yes', title: 'Yes', text: [] },
    no: { answer: 'no', title: 'No', text: [] },
  },
};

test.each([
  [{}, { asked: [], question: 'who' }],
  [{ who: 'a' }, { asked: ['who'], question: 'why' }],
  [
    { who: 'a', why: 'x' },
    { asked: ['who', 'why'], verdict: 'yes' },
  ],
  [
    { who: 'b', why: 'x' },
    { asked: ['who'], verdict: 'no' },
  ],
  [
    { who: 'unknown', why: 'x' },
    { asked: [], question: 'who' },
  ],
])('%j', (answers, reached) => {
  expect(walk(tree, answers)).toEqual(reached);
});

test('keeps only the answers that led here', () => {
  expect(onPath(tree, { who: 'b', why: 'x' })).toEqual({ who: 'b' });
});

test('a loop ends nowhere instead of never', () => {
  const loop = { ...tree, questions: { who: { label: 'Who?', options: [option('a', { next: 'who' })] } } };
  expect(walk(loop, { who: 'a' })).toEqual({ asked: ['who'] });
});
