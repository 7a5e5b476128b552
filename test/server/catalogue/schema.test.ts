/** The JSON Schemas that editors use are those that the loader obeys. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemaTexts } from '../../../server/catalogue/schema.ts';

test('the schemas of the catalogue are up to date (npm run catalogue:schema)', async () => {
  for (const [path, text] of schemaTexts()) {
    expect(JSON.parse(await readFile(path, 'utf8')), path).toEqual(JSON.parse(text));
  }
});

test.each([
  ['apis', 'schema'],
  ['blocks', 'block.schema'],
  ['common', 'common.schema'],
])('every file of catalogue/%s tells the editor about its schema', async (part, schema) => {
  const folder = join(import.meta.dirname, '../../../catalogue', part);
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name), 'utf8');
    expect(text.split('\n')[0], name).toBe(`# yaml-language-server: $schema=../${schema}.json`);
  }
});
