/**
 * A program of its own, for a PDF that may be hostile: it reads one from its standard input and writes the text of its
 * pages as JSON to its standard output. It is started without any right or secret (`reader.ts`), and may be killed.
 */
import { buffer } from 'node:stream/consumers';
import { getDocumentProxy } from 'unpdf';
import { type Extracted, mostCharacters, mostPages } from './limits.ts';

// Whatever the library has to say must not stand in the answer.
for (const method of ['log', 'warn', 'error', 'info', 'debug'] as const) console[method] = () => {};

const answer = await extracted(new Uint8Array(await buffer(process.stdin)));
process.stdout.write(JSON.stringify(answer), () => process.exit(0));

async function extracted(data: Uint8Array): Promise<Extracted> {
  try {
    const document = await getDocumentProxy(data, { verbosity: 0 });
    const pages: string[] = [];
    let characters = 0;
    for (let number = 1; number <= Math.min(document.numPages, mostPages); number++) {
      const text = await textOf(await document.getPage(number));
      characters += text.length;
      if (characters > mostCharacters) break;
      pages.push(text);
    }
    return { pages, pageCount: document.numPages };
  } catch (error) {
    return { failure: (error as Error).name === 'PasswordException' ? 'encrypted' : 'damaged' };
  }
}

/** One page that cannot be read leaves the others. */
async function textOf(page: Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>) {
  try {
    const { items } = await page.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    page.cleanup();
    // PostgreSQL stores neither NUL nor halves of characters.
    return text.replace(/[\0\p{Surrogate}]/gu, '');
  } catch {
    return '';
  }
}
