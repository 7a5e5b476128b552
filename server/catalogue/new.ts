/**
 * `npm run catalogue:new <id> [folder]`: starts the file of a new API, which is right at once, and says what to do
 * next.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Id } from '../../catalogue/definition-fields.ts';
import { readCatalogue, shown } from './load.ts';
import { template } from './template.ts';

/** @returns the file written, or why none was: in words for who typed the id */
export async function startApi(
  id: string | undefined,
  folder: string,
): Promise<{ file: string } | { refusal: string }> {
  if (!id) return { refusal: 'Which API? npm run catalogue:new cadastre' };
  if (!v.is(Id, id) || !/^[a-z][a-z0-9-]*$/.test(id)) {
    return {
      refusal:
        'An id is made of small letters, digits and « - », and starts with a letter: carte-grise. It stands in addresses, and never changes.',
    };
  }
  const { files, ids, blocks } = await readCatalogue(folder);
  const path = join(folder, 'apis', `${id}.yaml`);
  if (files.includes(id)) return { refusal: `There is already ${shown(path)}. Choose another id.` };
  // The name that DataPass would give to it is an alias too.
  const holder = ids.get(id) ?? ids.get(id.replaceAll('-', '_'));
  if (holder) return { refusal: `${id} is another name of ${holder} already. Choose another id.` };
  await writeFile(path, template(id, blocks), { flag: 'wx' });
  return { file: shown(path) };
}

const next = (file: string, id: string) => `${file} is written, and right as it stands.

Next:
  1. Open it, and replace what is « to write ». Editors that know YAML schemas complete and check it as you type
     (Visual Studio Code with the extension « YAML » of Red Hat, IntelliJ, Helix…).
  2. npm run catalogue:check   says what is wrong, where, and what to write.
  3. npm start                 then http://localhost:3000/demande/${id} shows the form.
  4. accepting: true           opens it to requests.`;

if (import.meta.main) {
  const [id, folder = join(import.meta.dirname, '../../catalogue')] = process.argv.slice(2);
  const started = await startApi(id, folder);
  if ('file' in started) console.log(next(started.file, id ?? ''));
  else {
    console.error(started.refusal);
    process.exitCode = 1;
  }
}
