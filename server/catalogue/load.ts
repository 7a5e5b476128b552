/**
 * Reads `catalogue/apis/` once, at start. A wrong file stops the start, with the file, the line, the path in the file
 * and what is expected there.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import * as v from 'valibot';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { type ApiDefinition, DefinitionFile } from '../../catalogue/definition.ts';
import { type Language, localise } from '../../catalogue/localise.ts';
import { ConfigurationError } from '../config.ts';
import { inconsistencies } from './consistency.ts';
import { expectation } from './expectation.ts';
import type { Inconsistency, Path } from './report.ts';

export interface Catalogue {
  get(api: string): DefinitionFile | undefined;
  localised(api: string, language: Language): ApiDefinition | undefined;
  /** In the order of the file names. */
  list(): DefinitionFile[];
}

/** @throws {ConfigurationError} with everything that is wrong, one line each. */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const wrong: string[] = [];
  const files = new Map<string, DefinitionFile>();
  for (const name of names) {
    const path = join(folder, name);
    const read = readDefinition(await readFile(path, 'utf8'), basename(name, '.yaml'));
    if ('definition' in read) files.set(read.definition.id, read.definition);
    else wrong.push(...read.problems.map((problem) => `${relative(process.cwd(), path)}, ${problem}`));
  }
  if (names.length === 0)
    wrong.push(`${folder}: expected at least one file NAME.yaml, the description of an API`);
  if (wrong.length > 0) throw new ConfigurationError(wrong.join('\n'));
  const both = (language: Language) =>
    new Map([...files].map(([id, file]) => [id, localise(file, language)]));
  const localised = { fr: both('fr'), en: both('en') };
  return {
    get: (api) => files.get(api),
    localised: (api, language) => localised[language].get(api),
    list: () => [...files.values()],
  };
}

/**
 * @param id the name of the file, which its `id` repeats
 * @returns the definition, or what is wrong: « line 12, steps[0].title: expected … »
 */
export function readDefinition(
  text: string,
  id: string,
): { definition: DefinitionFile } | { problems: string[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(
        (error) =>
          `line ${lines.linePos(error.pos[0]).line}: expected YAML that can be read. ${error.message}`,
      ),
    };
  }
  const parsed = v.safeParse(DefinitionFile, document.toJS());
  const found: Inconsistency[] = parsed.success
    ? inconsistencies(parsed.output)
    : parsed.issues.map((issue) => ({
        path: (issue.path ?? []).map(({ key }) => key as string | number),
        message: expectation(issue),
      }));
  if (parsed.success && parsed.output.id !== id) {
    found.push({ path: ['id'], message: `${id}, the name of the file` });
  }
  if (parsed.success && found.length === 0) return { definition: parsed.output };
  return {
    problems: found.map(
      ({ path, message }) => `line ${lineOf(document, lines, path)}, ${written(path)}: expected ${message}`,
    ),
  };
}

/** The line of what the path leads to, or of the nearest thing around it when it is missing. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function written(path: Path): string {
  const text = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return text.replace(/^\./, '') || 'the whole file';
}
