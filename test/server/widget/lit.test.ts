/** What the build leaves out of Lit (`server/widget/lit.ts`) must not be used. */
import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

const leftOut: Record<string, RegExp> = {
  'a directive': /from 'lit\//,
  'what Lit’s base class can do besides':
    /\b(reflect|hasChanged|converter|noAccessor|attribute: false|removeController|createRenderRoot|shouldUpdate|scheduleUpdate|getUpdateComplete|hostUpdated?)\b/,
  'a drawing or a formula of its own': /(?<![.\w])(svg|mathml)`/,
  'a value in a comment': /<!--[^>]*\$\{/,
  'a value in raw text': /<(textarea|title|style|script)\b[^`]*?(?<!=)>\s*\$\{/,
  'a style sheet with values': /\bcss`[^`]*\$\{/,
  'options of a listener': /@\w+=\$\{\{/,
};

const sources: { file: string; code: string }[] = [];
for await (const file of glob('widget/!(lit)/**/*.ts', { cwd: root })) {
  sources.push({ file, code: await readFile(join(root, file), 'utf8') });
}

describe('templates of the widget', () => {
  for (const [what, pattern] of Object.entries(leftOut)) {
    it(`do without ${what}`, () => {
      expect(sources.filter(({ code }) => pattern.test(code)).map(({ file }) => file)).toEqual([]);
    });
  }
});
