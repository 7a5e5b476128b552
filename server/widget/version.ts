/** Which build of the widget the sources stand for. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** One folder per version, and `manifest.json`. */
export const distFolder = join(root, 'dist/widget');

/** What a build is made from. */
const sources = ['widget', 'catalogue', 'rollup.config.mjs', 'package.json', 'package-lock.json'];

/** The package's version and a hash of everything that the build reads: `1.0.0-1a2b3c4d`. */
export async function buildVersion(): Promise<string> {
  const hash = createHash('sha256');
  for (const path of await files()) hash.update(`${path}\0`).update(await readFile(join(root, path)));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return `${version}-${hash.digest('hex').slice(0, 8)}`;
}

async function files(): Promise<string[]> {
  const found: string[] = [];
  for (const source of sources) {
    if (/\.\w+$/.test(source)) found.push(source);
    else {
      const entries = await readdir(join(root, source), { recursive: true });
      found.push(...entries.filter((path) => /\.(ts|json)$/.test(path)).map((path) => join(source, path)));
    }
  }
  return found.sort();
}
