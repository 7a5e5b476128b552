/**
 * `npm run bench`: the figures of the README, each a ratio to a neighbour measured in the same run where it can be,
 * because the milliseconds of one machine say little about another.
 *
 *   npm run bench                  everything
 *   npm run bench -- navigation    one part (sizes, navigation, form, autosave, submission, audit, start), or several
 *   npm run bench -- load          what `npm run load:seed` has made, and `load-whole`: only when they are asked for
 *
 * Prints a table and writes `var/bench.json`. Fails when a figure is beyond its limit.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { audit } from './audit.ts';
import { autosave } from './autosave.ts';
import { type Figure, fails, table } from './figures.ts';
import { form } from './form.ts';
import { load, whole } from './large/measure.ts';
import { navigation } from './navigation.ts';
import { sizes } from './sizes.ts';
import { start } from './start.ts';
import { submission } from './submission.ts';

const parts: Record<string, () => Promise<Figure[]>> = {
  sizes,
  navigation,
  form,
  autosave,
  submission,
  audit,
  start,
  load,
  'load-whole': whole,
};
/** Only when they are asked for: of what has to be made first. */
const apart = ['load', 'load-whole'];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no part « ${unknown.join(', ')} »: ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const figures: Figure[] = [];
const loadBefore = loadavg()[0];
for (const [name, measure] of Object.entries(parts)) {
  if (asked.length > 0 ? !asked.includes(name) : apart.includes(name)) continue;
  console.log(`Measuring: ${name} …`);
  figures.push(...(await measure()));
}

const machine = {
  processor: cpus()[0]?.model ?? '',
  cores: cpus().length,
  node: process.version,
  loadBefore,
};
const folder = join(import.meta.dirname, '../../var');
await mkdir(folder, { recursive: true });
await writeFile(
  join(folder, 'bench.json'),
  `${JSON.stringify({ at: new Date().toISOString(), machine, figures }, null, 2)}\n`,
);
console.log(
  `\n${machine.cores} × ${machine.processor}, Node ${machine.node}, load ${loadBefore?.toFixed(1)}\n`,
);
console.log(table(figures));
process.exit(figures.some(fails) ? 1 : 0);
