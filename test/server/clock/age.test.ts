/** How long a request has waited, round by round, and how a page says it and what a rule would say. */
import { describe, expect, test } from 'vitest';
import type { Rule } from '../../../catalogue/definition.ts';
import { ageOf, roundsOf } from '../../../server/clock/age.ts';
import { type Found, type RuleVerdict, verdictOf } from '../../../server/clock/verdict.ts';
import { clockSheet, ruleView } from '../../../server/instruction/clock-view.ts';
import type { View } from '../../../server/instruction/file.ts';
import type { EventName } from '../../../server/requests/life/events.ts';

const noon = (day: string) => new Date(`${day}T12:00:00Z`);
const story = (...lines: [EventName, string][]) => lines.map(([name, day]) => ({ name, at: noon(day) }));
const target = { target_days: 15 };

describe('rounds', () => {
  const asked = story(
    ['create', '2026-01-01'],
    ['submit', '2026-01-10'],
    ['message', '2026-01-12'],
    ['request_changes', '2026-01-15'],
    ['save', '2026-02-01'],
    ['submit', '2026-02-20'],
  );

  test('stop while the applicant has it, and add up', () => {
    const now = noon('2026-02-23');
    expect(roundsOf(asked, now).map(({ days, to }) => [days, to])).toEqual([
      [5, noon('2026-01-15')],
      [3, undefined],
    ]);
    expect(ageOf(target, asked, now)).toMatchObject({ days: 8, late: false });
  });

  test('between two rounds nothing is late, and no date threatens', () => {
    const back = asked.slice(0, 5);
    expect(ageOf(target, back, noon('2026-12-01'))).toMatchObject({ days: 5, late: false, legal: undefined });
  });

  test('later than the target a round is late; the legal date is two months from its beginning', () => {
    const on = (day: string) => ageOf(target, asked, noon(day));
    expect(on('2026-03-07')).toMatchObject({ late: false, legal: { day: '2026-04-20', state: 'far' } });
    expect(on('2026-03-08')).toMatchObject({ late: true });
    expect(on('2026-04-06').legal).toMatchObject({ state: 'near' });
    expect(on('2026-04-20').legal).toMatchObject({ state: 'near' });
    expect(on('2026-04-21').legal).toMatchObject({ state: 'over' });
    expect(ageOf({ target_days: 60 }, asked, noon('2026-04-01')).late).toBe(false);
  });

  test('an update or a renewal counts its own', () => {
    const granted = [...asked, ...story(['validate', '2026-02-25'])];
    const renewed = [...granted, ...story(['renew', '2028-02-01'])];
    expect(roundsOf(granted, noon('2028-01-01')).map(({ days }) => days)).toEqual([5, 5]);
    expect(roundsOf(renewed, noon('2028-02-05')).map(({ days }) => days)).toEqual([4]);
    const update = [
      ...granted,
      ...story(['reopen', '2028-02-01'], ['submit', '2028-03-01'], ['refuse', '2028-03-04']),
    ];
    expect(roundsOf(update, noon('2029-01-01')).map(({ days }) => days)).toEqual([3]);
  });

  test('none before the first submission', () => {
    expect(roundsOf(asked.slice(0, 1), noon('2026-01-05'))).toEqual([]);
  });
});

const rule: Rule = {
  ...{
    id: 'r',
    version: 2,
    label: 'Cantine <b>',
    use_cases: ['x'],
    decides: true,
    share: 0.1,
    renewals: false,
  },
};
const found: Found = {
  ...{ checks: [], organisation: true, scopes: { asked: 1, beyond: [] }, officer: true, unsound: [] },
  ...{ history: [{ name: 'create', role: 'applicant' }], drawn: false },
};
const check = { id: 'c', label: 'Le projet', blocking: true, message: '' };
const said = (changes: Partial<Found>) => verdictOf(rule, { two_people: false }, { ...found, ...changes });
const passed = { checks: [{ ...check, state: 'passed' as const }] };

describe('a rule', () => {
  test('is not satisfied by an API whose checks say nothing, nor by one that is not answered', () => {
    expect(said({}).green).toBe(false);
    expect(said({ checks: [{ ...check, state: 'unknown' }] }).green).toBe(false);
    expect(said({ ...passed, scopes: { asked: 0, beyond: [] } }).green).toBe(false);
    expect(said(passed)).toMatchObject({ green: true, decides: true });
  });

  test('leaves to a person what the provider’s people have prepared', () => {
    expect(said({ ...passed, history: [{ name: 'claim', role: 'applicant' }] }).green).toBe(false);
  });
});

describe('the page of a request', () => {
  const render = async (
    what: typeof ruleView,
    verdict: RuleVerdict | null | undefined,
    language: 'fr' | 'en' = 'fr',
  ) => {
    const history = story(['submit', '2026-01-01']);
    const clock = { age: ageOf(target, history, noon('2026-02-25')), verdict };
    const view = { clock, language } as unknown as View;
    return String(await what(view));
  };

  test('says of each condition whether it is met, and what stands against it, escaped', async () => {
    const page = await render(
      ruleView,
      said({ checks: [{ ...check, label: 'Le <projet>', state: 'failed' }] }),
    );
    expect(page).toContain('« Cantine &lt;b&gt; », version 2');
    expect(page).toContain('La règle laisse cette demande à une personne.');
    expect(page).toContain('Le &lt;projet&gt;');
    expect(page.match(/✓ remplie/g)).toHaveLength(6);
    expect(page.match(/non remplie/g)).toHaveLength(1);
  });

  test('says what comes of it: validated, drawn, or on trial', async () => {
    expect(await render(ruleView, said(passed))).toContain('La règle valide');
    expect(await render(ruleView, said({ ...passed, drawn: true }), 'en')).toContain('drawn at random');
    const trial = verdictOf({ ...rule, decides: false }, { two_people: false }, { ...found, ...passed });
    expect(await render(ruleView, trial)).toContain('à l’essai');
  });

  test('says that no rule looks at a use case, and nothing at all for an API without rules', async () => {
    expect(await render(ruleView, null, 'en')).toContain('No rule looks at this use case');
    expect(await render(ruleView, undefined)).toBe('');
  });

  test('says how long the request has waited, its target and the legal date, with words beside colours', async () => {
    const page = await render(clockSheet, undefined);
    for (const words of ['Tour 1', '55 jours', '15 jours', 'objectif dépassé', '1 mars 2026', 'bientôt']) {
      expect(page.replaceAll(/[\u00a0\u202f]/g, ' ')).toContain(words);
    }
  });
});
