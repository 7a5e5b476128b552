/** The JSON Schema that editors use is the one that the loader obeys. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { schemaText } from '../../../server/catalogue/schema.ts';
import { schemaPath } from '../../../server/catalogue/schema-path.ts';

test('catalogue/schema.json is up to date (npm run catalogue:schema)', async () => {
  expect(JSON.parse(await readFile(schemaPath, 'utf8'))).toEqual(JSON.parse(schemaText()));
});

test('every file of the catalogue tells the editor about it', async () => {
  const apis = join(import.meta.dirname, '../../../catalogue/apis');
  for (const name of await readdir(apis)) {
    expect(await readFile(join(apis, name), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=\.\.\/schema\.json\n/,
    );
  }
});
