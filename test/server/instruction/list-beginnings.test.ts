/** Beginnings of words, asked for in full: what is found is what the beginnings find. */
import { expect, test } from 'vitest';
import { inFull } from '../../../server/instruction/list/beginnings.ts';
import { searchWords } from '../../../server/instruction/list/tables.ts';
import { testDatabase } from '../../support/database.ts';

const { database } = await testDatabase();
const many = Array.from({ length: 26 }, (_, place) => `com${String.fromCharCode(97 + place)}`);
await database
  .insert(searchWords)
  .values(
    ['cantine', 'cantines', 'cantinier', 'canton', 'jazz', 'jazzy', 'zzz', ...many].map((word) => ({ word })),
  );

test('a beginning becomes the words that begin so, with its plural', async () => {
  expect(await inFull(database, [['cantines']])).toBe("('cantine'|'cantines')");
  expect(await inFull(database, [['canti']])).toBe("('cantine'|'cantines'|'cantinier')");
});

test('also at the end of the alphabet', async () => {
  expect(await inFull(database, [['jazz'], ['zzz']])).toBe("('jazz'|'jazzy')&('zzz')");
});

test('one that too many words have, or none, stays as it is; so do numbers and short words', async () => {
  expect(await inFull(database, [['com'], ['inconnu'], ['21990001600011'], ['59'], ['rh']])).toBe(
    "('com':*)&('inconnu':*)&('21990001600011':*)&('59')&('rh')",
  );
});

test('words that serve as well stand beside each other', async () => {
  expect(await inFull(database, [['canton', 'jazzy'], ['inconnu']])).toBe("('canton'|'jazzy')&('inconnu':*)");
});
