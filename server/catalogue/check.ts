/**
 * `npm run catalogue:check [-- folder]`: says what is wrong with the files of the catalogue, where, and what to write
 * there. Stricter than the start of the server: texts and references between APIs are looked at too.
 */
import { join } from 'node:path';
import type { Definition } from '../../catalogue/definition.ts';
import { type Fault, faultText, merged } from './fault.ts';
import { readCatalogue } from './load.ts';
import { type Inconsistency, known, type Report } from './report.ts';
import { wordingProblems } from './wording.ts';

export interface Checked {
  faults: Fault[];
  /** How many APIs there are, and how many of them nothing is wrong with. */
  apis: number;
  right: number;
}

export async function checkCatalogue(folder: string): Promise<Checked> {
  const { apis, ids, files, faults } = await readCatalogue(folder);
  const more = [...apis.values()].flatMap(({ definition, told }) =>
    [...wordingProblems(definition), ...strayReferences(definition, ids)].map(told),
  );
  const all = merged([...faults, ...more]);
  const spoilt = new Set(all.flatMap(({ file, shows }) => [file, ...shows]));
  const right = [...apis.values()].filter(({ file }) => !spoilt.has(file));
  return { faults: all, apis: files.length, right: right.length };
}

/** What sends people to another API of this catalogue, which is not there. */
function strayReferences(
  { eligibility, scopes, steps, children }: Definition,
  ids: ReadonlyMap<string, string>,
): Inconsistency[] {
  const found: Inconsistency[] = [];
  const report: Report = (path, message) => found.push({ path, message });
  const check = (api: string | undefined, path: Inconsistency['path']) => {
    if (api !== undefined) known(api, ids.keys(), 'an API', path, report);
  };
  for (const [id, { instead }] of Object.entries(eligibility.verdicts)) {
    check(instead?.api, ['eligibility', 'verdicts', id, 'instead', 'api']);
  }
  for (const [s, { fields }] of steps.entries()) {
    for (const [f, field] of fields.entries()) {
      if (field.kind === 'text') check(field.habilitation, ['steps', s, 'fields', f, 'habilitation']);
      for (const [o, option] of ('options' in field ? field.options : []).entries()) {
        check(option.in_file, ['steps', s, 'fields', f, 'options', o, 'in_file']);
      }
    }
  }
  for (const [index, { api }] of children.entries()) check(api, ['children', index, 'api']);
  for (const [index, { api }] of (scopes.gone ?? []).entries()) check(api, ['scopes', 'gone', index, 'api']);
  return found;
}

/** What the command prints. */
export function checkReport({ faults, apis, right }: Checked): string {
  const lines = faults.map((fault) => `✗ ${faultText(fault)}`);
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
  const sum =
    faults.length === 0
      ? `✓ ${count(apis, 'API')}, all right.`
      : `${right} of ${count(apis, 'API')} right, ${count(faults.length, 'fault')} to mend.`;
  return [...lines, sum].join('\n');
}

if (import.meta.main) {
  const checked = await checkCatalogue(process.argv[2] ?? join(import.meta.dirname, '../../catalogue'));
  console.log(checkReport(checked));
  process.exitCode = checked.faults.length > 0 ? 1 : 0;
}
