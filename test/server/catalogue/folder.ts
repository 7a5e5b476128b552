/** A catalogue of one's own to spoil: the example's files, some of them changed, in a temporary folder. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { faultText } from '../../../server/catalogue/fault.ts';
import { readCatalogue } from '../../../server/catalogue/load.ts';

export const example = join(import.meta.dirname, 'example');
export const exampleApi = 'apis/library-loans.yaml';

/** A file, relative to the folder, and its new text; or what to replace in the old one. */
export type Change = [file: string, text: string] | [file: string, from: string | RegExp, to: string];

const made: string[] = [];
afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))));

export async function folderWith(...changes: Change[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'datapass-catalogue-'));
  made.push(folder);
  await cp(example, folder, { recursive: true });
  for (const [file, from, to] of changes) {
    const path = join(folder, file);
    if (to === undefined) await writeFile(path, String(from));
    else {
      const before = await readFile(path, 'utf8');
      const after = before.replace(from, to);
      expect(after, `${from} stands in the file`).not.toBe(before);
      await writeFile(path, after);
    }
  }
  return folder;
}

/** What is said when one piece of a good file is replaced. */
export async function problems(file: string, from: string | RegExp, to: string): Promise<string> {
  return (await readCatalogue(await folderWith([file, from, to]))).faults.map(faultText).join('\n');
}
