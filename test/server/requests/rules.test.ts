import { describe, expect, test } from 'vitest';
import { addMonths, answerBy, parisDay } from '../../../server/requests/dates.ts';
import { versionIn } from '../../../server/requests/etag.ts';
import type { RequestState } from '../../../server/requests/life/lifecycle.ts';
import { changesSince } from '../../../server/requests/view/differences.ts';
import { lineOf } from '../../../server/requests/view/line.ts';

describe('dates', () => {
  test('silence means refusal two months after, on Paris’s calendar', () => {
    expect(answerBy(new Date('2026-11-20T10:00:00Z'))).toBe('2027-01-20');
    // Already the 21st in Paris.
    expect(answerBy(new Date('2026-11-20T23:30:00Z'))).toBe('2027-01-21');
    // Summer time: the evening of the 30th in UTC is the 1st of July.
    expect(answerBy(new Date('2026-06-30T22:30:00Z'))).toBe('2026-09-01');
  });

  test('a month without that day ends on its last', () => {
    expect(answerBy(new Date('2026-12-31T12:00:00Z'))).toBe('2027-02-28');
    expect(addMonths(new Date('2024-02-29T08:00:00Z'), 36)).toEqual(new Date('2027-02-28T08:00:00Z'));
  });

  test('the day in Paris', () => {
    expect(parisDay(new Date('2026-03-29T22:30:00Z'))).toBe('2026-03-30');
  });
});

describe('the five-step line', () => {
  const at = new Date('2026-11-20T10:00:00Z');
  const states = (state: RequestState, sent: boolean, decided: boolean) =>
    lineOf({ state, firstSubmittedAt: sent ? at : null, decidedAt: decided ? at : null }).map(
      (point) => point.state,
    );

  test.each([
    ['draft', false, false, 'current todo todo todo todo'],
    ['submitted', true, false, 'done current todo todo todo'],
    ['changes_requested', true, false, 'done current todo todo todo'],
    // Decided once, reopened since.
    ['submitted', true, true, 'done current todo todo todo'],
    ['validated', true, true, 'done done done current todo'],
    ['refused', true, true, 'done done done todo todo'],
    ['archived', false, false, 'current todo todo todo todo'],
  ] as const)('%s', (state, sent, decided, expected) => {
    expect(states(state, sent, decided).join(' ')).toBe(expected);
  });
});

describe('differences since the last submission', () => {
  test('none after the first', () => {
    expect(changesSince({ previousAnswers: null, submittedAnswers: { a: 'x' } })).toEqual([]);
  });

  test('field by field: changed, added, taken away', () => {
    expect(
      changesSince({
        previousAnswers: { a: 'x', b: ['1', '2'], c: 3, d: 'kept' },
        submittedAnswers: { a: 'y', b: ['2', '1'], d: 'kept', e: true },
      }),
    ).toEqual([
      { field: 'a', before: 'x', after: 'y' },
      { field: 'c', before: 3, after: undefined },
      { field: 'e', before: undefined, after: true },
    ]);
  });
});

test.each([
  ['"12"', 12],
  ['"12-a_B-9"', 12],
  ['W/"12-abc"', 12],
  ['12', undefined],
  ['*', undefined],
  ['"1e3"', undefined],
  ['"99999999999"', undefined],
  [undefined, undefined],
])('If-Match %s names the version %s', (header, version) => {
  expect(versionIn(header)).toBe(version);
});
