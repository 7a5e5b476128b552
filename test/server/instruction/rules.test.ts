import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOf } from '../../../server/instruction/age.ts';
import { longestWords, readDecision } from '../../../server/instruction/decision.ts';
import { changedWords } from '../../../server/instruction/words.ts';

describe('changed words', () => {
  const join = (kinds: string[], before: string, after: string) =>
    changedWords(before, after)
      .filter(({ kind }) => kinds.includes(kind))
      .map(({ text }) => text)
      .join('');

  it('show the words that came and went', () => {
    expect(changedWords('durée de 60 mois au plus', 'durée de 12 mois au plus')).toEqual([
      { kind: 'same', text: 'durée de ' },
      { kind: 'removed', text: '60' },
      { kind: 'added', text: '12' },
      { kind: 'same', text: ' mois au plus' },
    ]);
  });

  it('leave the words beside an addition alone, and take neighbours that changed together', () => {
    expect(changedWords('Pour la cantine.', 'Pour la cantine. Et la garderie.')).toEqual([
      { kind: 'same', text: 'Pour la cantine.' },
      { kind: 'added', text: ' Et la garderie.' },
    ]);
    expect(
      changedWords('Les agents du service enfance la lisent.', 'Les agents de la régie la lisent.'),
    ).toEqual([
      { kind: 'same', text: 'Les agents ' },
      { kind: 'removed', text: 'du service enfance' },
      { kind: 'added', text: 'de la régie' },
      { kind: 'same', text: ' la lisent.' },
    ]);
  });

  it('show two different texts whole', () => {
    expect(changedWords('tout autre chose', 'rien de commun ici')).toEqual([
      { kind: 'removed', text: 'tout autre chose' },
      { kind: 'added', text: 'rien de commun ici' },
    ]);
  });

  it('always give both texts back', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c d', ' ', '\n', 'é')).map((words) => words.join(' '));
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(join(['same', 'removed'], before, after)).toBe(before);
        expect(join(['same', 'added'], before, after)).toBe(after);
      }),
    );
  });

  it('give up on texts too long to compare, without losing them', () => {
    const long = (word: string) => Array.from({ length: 5_000 }, (_, place) => `${word}${place}`).join(' ');
    expect(changedWords(long('a'), long('b'))).toHaveLength(2);
    expect(changedWords(long('a'), `${long('a')} fin`)).toHaveLength(2);
  });
});

describe('age', () => {
  const now = new Date('2026-11-20T10:00:00Z');
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

  it('is late after the target of fifteen days', () => {
    expect(ageOf({ state: 'submitted', lastSubmittedAt: ago(15) }, now, 15)).toMatchObject({
      days: 15,
      late: false,
    });
    expect(ageOf({ state: 'submitted', lastSubmittedAt: ago(16) }, now, 15)).toMatchObject({
      days: 16,
      late: true,
    });
  });

  it('rests while the applicant has the hand, and ends with the decision', () => {
    expect(ageOf({ state: 'changes_requested', lastSubmittedAt: ago(40) }, now, 15).kind).toBe('paused');
    expect(ageOf({ state: 'validated', lastSubmittedAt: ago(40) }, now, 15).kind).toBe('over');
  });
});

describe('what an address or a form says', () => {
  it('a decision reads one box or many, and line ends as typed', () => {
    expect(readDecision({ fields: 'a', words: ' un\r\ndeux ', seen: '3' })).toEqual({
      fields: ['a'],
      words: 'un\ndeux',
      seen: 3,
      category: '',
    });
    expect(readDecision({ fields: ['a', 'b'] }).fields).toEqual(['a', 'b']);
    expect(readDecision({ words: new File([], 'x'), seen: 'x' })).toMatchObject({ words: '', seen: 0 });
    expect(longestWords).toBeGreaterThan(5_000);
  });
});
