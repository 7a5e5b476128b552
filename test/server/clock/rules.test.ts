/** The rules of the clock, apart from the database. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actOnEnd, actOnQuestionnaire, endOf, type Holding } from '../../../server/clock/ending.ts';
import { endDays, sortOf, stillSent } from '../../../server/clock/kinds.ts';
import { actOnWaiting, type Waiting } from '../../../server/clock/reminders.ts';
import { daysBetween, endOfDay, parisDay } from '../../../server/requests/dates.ts';

const at = (text: string) => new Date(`${text}:00Z`);
const noon = (day: string) => at(`${day}T12:00`);
const day = 86_400_000;

describe('a request that waits', () => {
  const waiting = (changes: Partial<Waiting>): Waiting => ({
    ...{ state: 'draft', reopening: null, withId: null, lastSubmittedAt: null, reminded: [] },
    ...{ updatedAt: noon('2026-01-01'), ...changes },
  });
  const said = (changes: Partial<Waiting>, now: string, remindedAt?: string) =>
    actOnWaiting(waiting(changes), remindedAt === undefined ? undefined : noon(remindedAt), noon(now));

  test('a draft is reminded of after 15 days without a change, once; not while it follows another, nor an update', () => {
    expect(said({}, '2026-01-15')).toBeUndefined();
    expect(said({}, '2026-01-16')).toEqual({ name: 'remind', kind: 'draft' });
    expect(said({ reminded: ['draft'] }, '2026-06-16')).toBeUndefined();
    expect(said({ withId: 'another' }, '2026-06-16')).toBeUndefined();
    expect(said({ reopening: 'update' }, '2026-06-16')).toBeUndefined();
  });

  test('an unanswered modification request is reminded of after 6 months, and archived 15 days after the reminder', () => {
    const state = 'changes_requested';
    expect(said({ state }, '2026-06-30')).toBeUndefined();
    expect(said({ state }, '2026-07-01')).toEqual({ name: 'remind', kind: 'changes' });
    const reminded = ['changes'];
    // Late, after a stop of the clock: the days count from the reminder that was sent.
    expect(said({ state, reminded }, '2026-09-15', '2026-09-01')).toBeUndefined();
    expect(said({ state, reminded }, '2026-09-16', '2026-09-01')).toEqual({ name: 'archive' });
  });

  test('whoever has worked on it since is reminded again before it goes', () => {
    const since = {
      state: 'changes_requested',
      reminded: ['changes'],
      updatedAt: noon('2026-07-10'),
    } as const;
    const touched = { ...since, reminded: [...since.reminded] };
    expect(said(touched, '2026-07-20', '2026-07-01')).toBeUndefined();
    expect(said(touched, '2027-01-10', '2026-07-01')).toEqual({ name: 'remind', kind: 'changes-2' });
    const twice = { ...touched, reminded: ['changes', 'changes-2'] };
    expect(said(twice, '2027-01-25', '2027-01-10')).toEqual({ name: 'archive' });
  });

  test('an update is neither reminded of nor archived', () => {
    for (const reopening of ['update', 'renewal'] as const) {
      const changes = { state: 'changes_requested', reopening, reminded: ['changes'] } as const;
      expect(said({ ...changes, reminded: [] }, '2030-01-01')).toBeUndefined();
      expect(said({ ...changes, reminded: ['changes'] }, '2030-01-01', '2026-07-01')).toBeUndefined();
    }
  });

  test('the legal date is warned of 15 days before, and nothing else comes of it', () => {
    const sent = { state: 'submitted', lastSubmittedAt: noon('2026-01-01') } as const;
    expect(said(sent, '2026-02-13')).toBeUndefined();
    expect(said(sent, '2026-02-15')).toEqual({ name: 'remind', kind: 'deadline' });
    expect(said({ ...sent, reminded: ['deadline'] }, '2027-01-01')).toBeUndefined();
  });

  test('nothing is done about a request that is decided', () => {
    for (const state of ['validated', 'refused', 'revoked', 'archived'] as const) {
      expect(said({ state }, '2040-01-01', '2026-01-01')).toBeUndefined();
    }
  });
});

describe('a habilitation', () => {
  const end = endOfDay('2028-05-31');
  const held = (changes: Partial<Holding> = {}): Holding => ({
    ...{ state: 'active', expiresAt: end, prolonged: false, questionnaireEndsAt: null, ...changes },
  });
  const validated = (reminded: string[] = []) => ({ state: 'validated', reminded }) as const;
  const told = (now: string, reminded: string[] = [], changes: Partial<Holding> = {}) =>
    actOnEnd(held(changes), validated(reminded), at(now));

  test('ends at the last moment of its day in Paris, summer and winter, and on the days when the hour changes', () => {
    expect(end.toISOString()).toBe('2028-05-31T21:59:59.999Z');
    expect(endOfDay('2028-12-31').toISOString()).toBe('2028-12-31T22:59:59.999Z');
    for (const date of ['2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2028-02-29']) {
      expect([parisDay(endOfDay(date)), parisDay(new Date(endOfDay(date).getTime() + 1)) > date]).toEqual([
        date,
        true,
      ]);
    }
  });

  test('is told of 90, 60, 30, 14, 7 and 0 days before, on the calendar of Paris', () => {
    for (const days of endDays) {
      const on = new Date(noon('2028-05-31').getTime() - days * day);
      expect(actOnEnd(held(), validated(), on)).toEqual({ name: 'remind', kind: `end-${days}` });
    }
    expect(told('2028-03-01T12:00')).toBeUndefined();
    // In Paris the next day has begun at half past eleven, not at half past ten, UTC.
    expect(told('2028-03-01T22:30')).toBeUndefined();
    expect(told('2028-03-01T23:30')).toEqual({ name: 'remind', kind: 'end-90' });
    expect(told('2028-05-31T21:59')).toEqual({ name: 'remind', kind: 'end-0' });
    expect(told('2028-05-31T22:00')).toEqual({ name: 'expire' });
  });

  test('days that nobody looked at are not made up for: the nearest notice alone', () => {
    expect(told('2028-05-20T12:00')).toEqual({ name: 'remind', kind: 'end-14' });
    expect(told('2028-05-20T12:00', ['end-14'])).toBeUndefined();
    // Put back, a clock tells nothing twice, and nothing earlier.
    expect(told('2028-04-10T12:00', ['end-14'])).toBeUndefined();
    expect(told('2028-05-25T12:00', ['end-14'])).toEqual({ name: 'remind', kind: 'end-7' });
  });

  test('whatever days a clock runs on, each notice goes once, the nearest, and in order', () => {
    const runs = fc.array(fc.integer({ min: -5, max: 200 }), { maxLength: 40 });
    fc.assert(
      fc.property(runs, (days) => {
        const reminded: string[] = [];
        for (const left of days) {
          const now = new Date(noon('2028-05-31').getTime() - left * day);
          for (let again = 0; again < 2; again++) {
            const act = actOnEnd(held(), validated(reminded), now);
            if (act?.name === 'remind') reminded.push(act.kind);
            // A second look at the same moment does nothing more.
            if (again === 1) expect(act?.name).not.toBe('remind');
          }
        }
        const sent = reminded.map((kind) => Number(kind.slice(4)));
        expect(sent).toEqual([...new Set(sent)].toSorted((a, b) => b - a));
      }),
    );
  });

  test('suspended, it ends without notice: nobody could renew it', () => {
    expect(told('2028-05-25T12:00', [], { state: 'suspended' })).toBeUndefined();
    expect(told('2028-06-01T12:00', [], { state: 'suspended' })).toEqual({ name: 'expire' });
  });

  test('a renewal sent in time keeps it while the provider has it, however long', () => {
    const situation = { state: 'submitted', reminded: [] } as const;
    expect(endOf(held({ prolonged: true }), situation)).toBeUndefined();
    expect(
      actOnEnd(held({ prolonged: true }), { ...situation, reminded: [] }, noon('2040-01-01')),
    ).toBeUndefined();
  });

  test('sent back and not answered, two months from then, and not before its own end', () => {
    const back = (changesAt: string) => ({ state: 'changes_requested', changesAt: noon(changesAt) }) as const;
    const prolonged = held({ prolonged: true });
    expect(endOf(prolonged, back('2028-06-15'))).toEqual(noon('2028-08-15'));
    expect(endOf(prolonged, back('2028-01-15'))).toEqual(end);
    const situation = { ...back('2028-06-15'), reminded: ['end-30', 'end-7'] };
    const on = (now: string, reminded: string[] = []) =>
      actOnEnd(prolonged, { ...situation, reminded: [...situation.reminded, ...reminded] }, noon(now));
    expect(on('2028-06-16')).toBeUndefined();
    expect(on('2028-07-20')).toEqual({ name: 'remind', kind: 'prolonged-30' });
    expect(on('2028-08-10', ['prolonged-30'])).toEqual({ name: 'remind', kind: 'prolonged-7' });
    expect(on('2028-08-15')).toEqual({ name: 'expire' });
  });

  test('a publisher is told 3 months before the end of the questionnaire that it lends, once', () => {
    const lent = held({ questionnaireEndsAt: endOfDay('2027-12-31') });
    const on = (now: string, reminded: string[] = [], changes = {}) =>
      actOnQuestionnaire({ ...lent, ...changes }, { reminded }, noon(now));
    expect(on('2027-09-29')).toBeUndefined();
    expect(on('2027-10-01')).toEqual({ name: 'remind', kind: 'questionnaire' });
    expect(on('2027-10-01', ['questionnaire'])).toBeUndefined();
    expect(on('2028-01-01')).toBeUndefined();
    expect(on('2027-10-01', [], { questionnaireEndsAt: null })).toBeUndefined();
    expect(on('2027-10-01', [], { state: 'suspended' })).toBeUndefined();
  });
});

test('a kind has its sort; one that is unknown has none; those of a habilitation outlive a round', () => {
  expect(['draft', 'changes-2', 'end-0', 'prolonged-14', 'end', 'bye-3', ''].map(sortOf)).toEqual([
    ...['draft', 'changes', 'end', 'prolonged', 'end'],
    ...[undefined, undefined],
  ]);
  expect(stillSent(['draft', 'end-90', 'deadline', 'questionnaire', 'prolonged-7'])).toEqual([
    'end-90',
    'questionnaire',
  ]);
});

test('days are counted on the calendar of Paris, whatever the hour', () => {
  expect(daysBetween(at('2026-03-28T23:30'), at('2026-03-29T00:30'))).toBe(0);
  expect(daysBetween(at('2026-10-24T12:00'), at('2026-10-26T01:00'))).toBe(2);
  expect(daysBetween(noon('2026-01-02'), noon('2026-01-01'))).toBe(-1);
});
