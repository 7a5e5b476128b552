/** Dates that must follow each other, and not be over when the request is sent. */
import { describe, expect, test } from 'vitest';
import { checkAnswers } from '../../catalogue/checker.ts';
import { lastDay } from '../../catalogue/dates.ts';
import { messageFor } from '../../catalogue/messages/index.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import { catalogue, definitionOf } from './definitions.ts';

const api = definitionOf('impot-particulier');

/** What is wrong with the dates of the security step, on a day of 2026. */
function problems(means: string, begin: string, end?: string, today: string | undefined = '2026-11-20') {
  const answers = {
    safety_certification_means: means,
    safety_certification_begin_date: begin,
    ...(end !== undefined && { safety_certification_end_date: end }),
  };
  const context = { answers, eligibility: {}, use_case: '', ...(today && { today }) };
  return checkAnswers(api, 'production', context)
    .filter(({ field }) => field.endsWith('_date'))
    .map(({ field, code }) => `${field.replace('safety_certification_', '')} ${code}`);
}

describe('the homologation', () => {
  test.each([
    ['in force', '2025-01-01', '2027-01-01', []],
    ['on its last day', '2025-01-01', '2026-11-20', []],
    ['longer than a questionnaire lasts', '2020-01-01', '2027-01-01', []],
    ['over since yesterday', '2025-01-01', '2026-11-19', ['end_date past']],
    ['that ends before it begins', '2027-01-01', '2026-12-31', ['end_date not_after']],
    ['that ends as it begins', '2027-01-01', '2027-01-01', ['end_date not_after']],
    ['without a first day', '', '2027-01-01', ['begin_date required']],
    ['with a day that does not exist', '2025-01-01', '2027-02-30', ['end_date date']],
    ['with something that is no day', '2025-01-01', 'demain', ['end_date date']],
  ])('%s', (_, begin, end, expected) => {
    expect(problems('homologation', begin, end)).toEqual(expected);
  });
});

test.each([
  ['signed three years ago to the day', '2023-11-20', []],
  ['signed a day before that', '2023-11-19', ['begin_date lapsed']],
  ['signed long ago, with an end that does not count here', '2010-01-01', ['begin_date lapsed']],
])('a questionnaire is good for three years: %s', (_, begin, expected) => {
  expect(problems('hors_rgs', begin, '2000-01-01')).toEqual(expected);
});

test('without a day given, it is the clock’s', () => {
  const year = new Date().getUTCFullYear();
  expect(problems('homologation', '2020-01-01', `${year + 1}-12-31`, '')).toEqual([]);
  expect(problems('homologation', '2020-01-01', '2020-12-31', '')).toEqual(['end_date past']);
});

test('what is over may be saved in a draft', () => {
  const answers = { safety_certification_means: 'homologation', safety_certification_end_date: '2001-01-01' };
  const context = { answers, eligibility: {}, use_case: '' };
  expect(checkAnswers(api, 'production', context, { draft: true })).toEqual([]);
});

test('each says what to do, in both languages', () => {
  const field = fieldsOf(api, 'production').find(({ id }) => id === 'safety_certification_end_date');
  for (const language of ['fr', 'en'] as const) {
    for (const code of ['not_after', 'past', 'lapsed'] as const) {
      const problem = { field: 'f', code, params: { other: 'Début', months: 36 } };
      expect(messageFor(language)(problem, field)).toMatch(/Fin de l’homologation.+\.$/);
      expect(messageFor(language)(problem, field)).not.toMatch(/undefined|\{/);
    }
  }
});

test.each([
  ['2024-02-29', 36, '2027-02-28'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
  ['2026-12-15', 1, '2027-01-15'],
])('%s and %d months', (day, months, last) => {
  expect(lastDay(day, months)).toBe(last);
});

test('every API that asks for a homologation holds it to these rules', () => {
  for (const { id, stages } of catalogue.list()) {
    for (const { id: stage } of stages) {
      const end = fieldsOf(definitionOf(id), stage).find(
        (field) => field.id === 'safety_certification_end_date',
      );
      if (end) expect(end).toMatchObject({ after: 'safety_certification_begin_date', not_past: true });
    }
  }
});
