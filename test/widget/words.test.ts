/** The element's words, and what is counted with them. */
import { describe, expect, test } from 'vitest';
import { words as serverWords } from '../../server/requests/view/words.ts';
import { modelWords } from '../../widget/form/models.words.ts';
import { obstacleWords } from '../../widget/form/obstacles.words.ts';
import { handoverWords } from '../../widget/handover/words.ts';
import { failures } from '../../widget/login/failures.ts';
import { peopleWords } from '../../widget/people/words.ts';
import { aloneWords } from '../../widget/requests/alone.words.ts';
import { linkWords } from '../../widget/requests/requests.words.ts';
import { listWords } from '../../widget/requests/words.ts';
import { addWords } from '../../widget/several/add.words.ts';
import { severalWords } from '../../widget/several/words.ts';
import entryEn from '../../widget/shared/messages/en.ts';
import entryFr from '../../widget/shared/messages/fr.ts';
import { uploadWords } from '../../widget/uploads/words.ts';
import en from '../../widget/words/en.ts';
import fr from '../../widget/words/fr.ts';

/** Every text, with the name of its key. The catalogue's words on a wrong answer have tests of their own. */
const texts = (words: object): [key: string, text: string][] =>
  Object.entries(words).flatMap(([key, value]) => {
    if (key === 'problem') return [];
    if (typeof value === 'object') return texts(value);
    return [[key, typeof value === 'function' ? value('2', '3') : value] as [string, string]];
  });

const pairs: [string, object, object][] = [
  ['the eligibility question', entryFr, entryEn],
  ['the journey after it', fr, en],
  ['uploads', uploadWords.fr, uploadWords.en],
  ['the list', listWords.fr, listWords.en],
  ['the list on its own', aloneWords.fr, aloneWords.en],
  ['the link to a request', linkWords.fr, linkWords.en],
  ['what becomes of a request', serverWords.fr, serverWords.en],
  ['those who fill in together', peopleWords.fr, peopleWords.en],
  ['whose request it is', handoverWords.fr, handoverWords.en],
  ['a file of several APIs', severalWords.fr, severalWords.en],
  ['one API more', addWords.fr, addWords.en],
  ['models', modelWords.fr, modelWords.en],
  ['what stands in the way', obstacleWords.fr, obstacleWords.en],
  ['sign-ins that fail', failures.fr, failures.en],
];

/** Words that both languages write alike. */
const alike = /^(version|instruction|at|scope_rule|pdf)$/;

describe('the words', () => {
  test('count days in both languages', () => {
    expect(entryFr.medianDays(1)).toContain('1 jour,');
    expect(entryFr.medianDays(9)).toContain('9 jours');
    expect(entryEn.medianDays(1)).toContain('1 day ');
    expect(entryEn.medianDays(0)).toContain('0 days');
  });

  test.each(pairs)('of %s are written with typographic apostrophes', (_, french, english) => {
    for (const [, text] of [...texts(french), ...texts(english)]) expect(text).not.toContain("'");
  });

  test.each(pairs)('of %s are all there in English, and translated', (_, french, english) => {
    expect(texts(english).map(([key]) => key)).toEqual(texts(french).map(([key]) => key));
    const same = texts(french).filter(
      ([key, text], index) => text === texts(english)[index]?.[1] && !alike.test(key),
    );
    expect(same).toEqual([]);
  });
});
