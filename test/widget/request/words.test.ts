/** The element's words, and what is counted with them. */
import { describe, expect, test } from 'vitest';
import laterEn from '../../../widget/request/messages/en.ts';
import laterFr from '../../../widget/request/messages/fr.ts';
import en from '../../../widget/shared/messages/en.ts';
import fr from '../../../widget/shared/messages/fr.ts';

const texts = (messages: object): string[] =>
  Object.values(messages).flatMap((value) =>
    typeof value === 'function' ? [value(2)] : typeof value === 'object' ? texts(value) : [value],
  );

describe('the words', () => {
  test('count days in both languages', () => {
    expect(fr.medianDays(1)).toContain('1 jour,');
    expect(fr.medianDays(9)).toContain('9 jours');
    expect(en.medianDays(1)).toContain('1 day ');
    expect(en.medianDays(0)).toContain('0 days');
  });

  test('are written with typographic apostrophes', () => {
    for (const text of [fr, laterFr, en, laterEn].flatMap(texts)) expect(text).not.toContain("'");
  });

  test('are all there in English, and translated', () => {
    const pairs: [object, object][] = [
      [fr, en],
      [laterFr, laterEn],
    ];
    for (const [french, english] of pairs) {
      expect(Object.keys(english)).toEqual(Object.keys(french));
      const shared = texts(english).filter((text) => texts(french).includes(text));
      expect(shared).toEqual([]);
    }
  });
});
