/** Makes sure that the widget is built from the present sources: `npm start` calls it. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { ConfigurationError } from '../config.ts';
import type { Manifest } from './measure.ts';
import { buildVersion, distFolder } from './version.ts';

const root = resolve(import.meta.dirname, '../..');

/** The current manifest; undefined when nothing was ever built. */
export async function readManifest(): Promise<Manifest | undefined> {
  const text = await readFile(join(distFolder, 'manifest.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

let building: Promise<void> | undefined;

/**
 * Builds when the widget is missing or older than its sources; some milliseconds when it is fresh.
 * A build without its tools (`npm ci --omit=dev`) is served as it is.
 * @throws {ConfigurationError} with the words of the build that failed, or when there is neither build nor tools
 */
export function ensureBuilt(): Promise<void> {
  building ??= build().finally(() => {
    building = undefined;
  });
  return building;
}

async function build(): Promise<void> {
  const manifest = await readManifest();
  if (manifest?.channels.v1 === (await buildVersion())) return;
  const rollup = join(root, 'node_modules/rollup/dist/bin/rollup');
  if (!existsSync(rollup)) {
    if (manifest) return;
    throw new ConfigurationError(
      'The widget is not built and its tools are not installed: run npm ci, then npm run build.',
    );
  }
  // Another process: what Rollup and its compilers take of memory goes with it.
  await promisify(execFile)(process.execPath, [rollup, '--config', '--silent'], {
    cwd: root,
    env: { ...process.env, WIDGET_BUDGET: 'warn' },
  }).catch((error) => {
    throw new ConfigurationError(
      `The widget could not be built.\n${error.stderr || error.stdout || error.message}`,
    );
  });
}
