import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayProblems } from '../../../server/examination/input.ts';
import { nextReminder } from '../../../server/examination/reminders.ts';
import { changesOfTemplate } from '../../../server/examination/template.ts';
import { definitionOf } from '../../catalogue/definitions.ts';

describe('the next reminder', () => {
  it.each([
    ['2027-06-30', '2027-01-01', '2027-05-31'],
    ['2027-06-30', '2027-05-31', '2027-06-23'],
    ['2027-06-30', '2027-06-23', '2027-06-30'],
    ['2027-06-30', '2027-06-30', '2027-07-30'],
    ['2027-06-30', '2027-07-30', '2027-08-29'],
    ['2027-06-30', '2027-12-01', '2027-12-27'],
  ])('of what is planned for %s, on %s, goes on %s', (planned, today, next) => {
    expect(nextReminder(planned, today)).toBe(next);
  });

  it('is always to come, and never more than a month away once the day is past', () => {
    const day = fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [planned, today] = [one, other].map((date) => date.toISOString().slice(0, 10)) as [
          string,
          string,
        ];
        const next = nextReminder(planned, today);
        expect(next > today).toBe(true);
        if (today < planned) expect(next <= planned).toBe(true);
        else expect(Date.parse(next) - Date.parse(today)).toBeLessThanOrEqual(30 * 24 * 3_600_000);
      }),
    );
  });
});

describe('a day', () => {
  it.each([
    ['', 'required'],
    ['30/06/2027', 'not_a_day'],
    ['2027-02-29', 'not_a_day'],
    ['2027-13-01', 'not_a_day'],
    ['2026-01-01', 'past'],
    ['2027-06-30', undefined],
  ])('« %s »: %s', (day, code) => {
    expect(dayProblems('day', day, '2026-11-20')[0]?.code).toBe(code);
  });
});

describe('what differs from the template', () => {
  const definition = definitionOf('impot-particulier');

  it('counts scopes as sets, with those that the use case ticks', () => {
    const [useCase] = definition.use_cases.filter(({ id }) => id === 'cantine_scolaire');
    const ticked = {
      ...definition,
      use_cases: [{ ...useCase, prefill: {}, scopes: { chosen: ['a', 'b'], locked: [] } }],
    };
    const of = (scopes: string[]) =>
      changesOfTemplate(
        ticked as unknown as typeof definition,
        { stage: 'sandbox', useCase: 'cantine_scolaire' },
        { scopes },
      );
    expect(of(['b', 'a'])).toEqual([]);
    expect(of(['a'])).toMatchObject([{ field: 'scopes', before: ['a', 'b'], after: ['a'] }]);
  });

  it('is nothing for a use case that is none', () => {
    expect(changesOfTemplate(definition, { stage: 'sandbox', useCase: '' }, {})).toBeUndefined();
  });
});
