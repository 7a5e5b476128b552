/**
 * The end of the widget's build: compresses every file, writes `integrity.json` and `manifest.json`, prints the sizes,
 * and fails above the budget. Used by `rollup.config.mjs`.
 */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { OutputChunk, Plugin } from 'rollup';
import { distFolder } from './version.ts';

/** Builds kept: pages loaded before a deployment still ask for the chunks of theirs. */
const KEPT = 5;

/** `dist/widget/manifest.json`. */
export interface Manifest {
  /** Folder of each channel's current build. */
  channels: Record<string, string>;
  /** Folders kept, newest first. */
  versions: string[];
  /** Brotli bytes, by group of `size-budget.json`. */
  sizes: Record<string, number>;
}

interface Size {
  build: string;
  file: string;
  /** Of `size-budget.json`. */
  group: string;
  minified: number;
  gzip: number;
  brotli: number;
}

const sizes: Size[] = [];

/** Brotli bytes. */
interface Limits {
  /** What to reach. */
  goal: number;
  /** Above it the build fails. */
  fail: number;
  /** The limit agreed on, where it is not met yet: `fail` then only keeps the group from growing. */
  issue?: number;
  note?: string;
}

const { unit: _, ...budget }: { unit: string } & Record<string, Limits> = JSON.parse(
  await readFile(resolve(distFolder, '../../widget/size-budget.json'), 'utf8'),
);

const brotli = (code: Buffer): Buffer =>
  brotliCompressSync(code, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: code.length },
  });
const gzip = (code: Buffer): Buffer => gzipSync(code, { level: 9 });

/** Notes the sizes of one build's chunks. */
export function measure(build: string): Plugin {
  return {
    name: 'measure',
    writeBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk') sizes.push(sizeOf(build, chunk));
    },
  };
}

/** The badge, which comes with the element as well, is measured alone. */
const asideOf = (name: string): string => (name === 'badge' ? '' : name in budget ? name : 'path');

/** A chunk with a budget of its own is a group; any other is on the path of every applicant. */
function sizeOf(build: string, chunk: OutputChunk): Size {
  const code = Buffer.from(chunk.code);
  return {
    build,
    file: chunk.fileName,
    group: build === 'datapass' ? (chunk.isEntry ? 'entry' : asideOf(chunk.name)) : build,
    minified: code.length,
    gzip: gzip(code).length,
    brotli: brotli(code).length,
  };
}

/** After the last build. */
export function finish(dir: string, version: string): Plugin {
  return {
    name: 'finish',
    async closeBundle() {
      const totals = report();
      await writeCompressed(dir);
      await putInPlace(dir, join(distFolder, version));
      const manifest: Manifest = {
        channels: { v1: version },
        versions: await versions(version),
        sizes: totals,
      };
      await writeWhole(join(distFolder, 'manifest.json'), JSON.stringify(manifest, null, 2));
      checkBudget(totals);
    },
  };
}

async function putInPlace(made: string, place: string): Promise<void> {
  // The same sources make the same files: who comes second has nothing to add.
  await rename(made, place).catch(() => rm(made, { recursive: true }));
}

/** The builds to keep, newest first; removes the others. */
async function versions(current: string): Promise<string[]> {
  const folders = (await readdir(distFolder, { withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== current,
  );
  const dated = await Promise.all(
    folders.map(async ({ name }) => ({ name, at: (await stat(join(distFolder, name))).mtimeMs })),
  );
  const old = dated.sort((a, b) => b.at - a.at).map(({ name }) => name);
  for (const name of old.slice(KEPT - 1)) await rm(join(distFolder, name), { recursive: true, force: true });
  return [current, ...old.slice(0, KEPT - 1)];
}

async function writeCompressed(dir: string): Promise<void> {
  const integrity: Record<string, string> = {};
  for (const file of (await readdir(dir)).filter((name) => /\.(js|map)$/.test(name))) {
    const code = await readFile(join(dir, file));
    await writeWhole(join(dir, `${file}.br`), brotli(code));
    await writeWhole(join(dir, `${file}.gz`), gzip(code));
    if (file.endsWith('.js'))
      integrity[file] = `sha384-${createHash('sha384').update(code).digest('base64')}`;
  }
  await writeWhole(join(dir, 'integrity.json'), JSON.stringify(integrity, null, 2));
}

/** Nobody ever reads half a file. */
async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  await mkdir(resolve(path, '..'), { recursive: true });
  await writeFile(`${path}.${process.pid}`, content);
  await rename(`${path}.${process.pid}`, path);
}

/** Prints every chunk; returns brotli bytes by group. */
function report(): Record<string, number> {
  console.log('\nwidget                                    minified     gzip   brotli');
  for (const { file, minified, gzip, brotli } of sizes) console.log(line(file, minified, gzip, brotli));
  const of = (name: string): number =>
    sizes.filter(({ group }) => group === name).reduce((sum, { brotli }) => sum + brotli, 0);
  const groups = Object.keys(budget).map((name) => [name, of(name)] as const);
  return { ...Object.fromEntries(groups), path: of('entry') + of('path') };
}

const line = (name: string, ...figures: number[]): string =>
  name.padEnd(40) + figures.map((figure) => String(figure).padStart(9)).join('');

/** A limit agreed on and missed is said at every build, though it does not fail it. */
function verdict(size: number, { goal, fail, issue = fail }: Limits): string {
  if (size > fail) return '✗';
  if (size > issue) return `✗ limit missed: ${issue}, by ${size - issue}`;
  return size > goal ? 'above the goal' : '✓';
}

/** @throws Error naming the groups above the limit that fails the build */
function checkBudget(totals: Record<string, number>): void {
  console.log(`\n${'group (brotli)'.padEnd(40)}     size     goal     fail`);
  const over = Object.entries(totals).filter(([group, size]) => {
    const limits = budget[group] as Limits;
    console.log(`${line(group, size, limits.goal, limits.fail)}  ${verdict(size, limits)}`);
    return size > limits.fail;
  });
  if (over.length === 0) return;
  const message = `The widget is over its budget: ${over.map(([group, size]) => `${group} ${size}`).join(', ')}`;
  // A developer's `npm start` goes on with a widget that is too big; the build of a release does not.
  if (process.env.WIDGET_BUDGET === 'warn') console.warn(message);
  else throw new Error(message);
}
