import { expect, test } from 'vitest';
import { inline } from '../../catalogue/markup.ts';

test.each([
  ['plain', ['plain']],
  ['', []],
  [
    'see [the law](https://www.legifrance.gouv.fr/x), then',
    ['see ', { text: 'the law', url: 'https://www.legifrance.gouv.fr/x' }, ', then'],
  ],
  [
    '[a](https://a.example)[b](https://b.example)',
    [
      { text: 'a', url: 'https://a.example' },
      { text: 'b', url: 'https://b.example' },
    ],
  ],
  ['[x](javascript:alert(1))', ['[x](javascript:alert(1))']],
  ['[x](http://a.example) <b>', ['[x](http://a.example) <b>']],
])('%s', (text, parts) => {
  expect(inline(text)).toEqual(parts);
});
