/**
 * Reads `catalogue/` once, at start. A wrong file stops the start, with the file, the line, the path in the file and
 * what is expected there.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { ApiDefinition, Definition } from '../../catalogue/definition.ts';
import type { EditorsFile } from '../../catalogue/definition-editors.ts';
import type { Editors } from '../../catalogue/editors.ts';
import { type Language, localise } from '../../catalogue/localise.ts';
import { ConfigurationError } from '../config.ts';
import { type RightFile, readDefinition } from './definition.ts';
import { readEditors } from './editors.ts';
import { type Fault, faultText, merged } from './fault.ts';
import { readShared } from './shared.ts';
import type { TextFile } from './source.ts';

export interface Catalogue {
  /** By its id, or by an alias: one of its own, or the name that DataPass gives to one of its stages. */
  get(api: string): Definition | undefined;
  localised(api: string, language: Language): ApiDefinition | undefined;
  /** In the order of the file names. */
  list(): Definition[];
  /** Software publishers, and what to ask them. */
  editors: Record<Language, Editors>;
}

/** Everything that a folder holds, right or wrong. */
export interface CatalogueFolder {
  /** The APIs that are right, by id. */
  apis: Map<string, RightFile>;
  /** The id that each name of theirs leads to. */
  ids: Map<string, string>;
  /** Names of the files of `apis/`, right or wrong. */
  files: string[];
  /** Names of the files of `blocks/` that are right. */
  blocks: string[];
  editors: EditorsFile;
  faults: Fault[];
}

/**
 * @param folder with `apis/`, and as they are needed `blocks/`, `common/` and `editors.yaml`
 * @throws {ConfigurationError} with everything that is wrong, one line each.
 */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const { apis, ids, editors, faults } = await readCatalogue(folder);
  if (faults.length > 0) throw new ConfigurationError(faults.map(faultText).join('\n'));
  const definitions = [...apis.values()].map(({ definition }) => definition);
  const both = (language: Language) =>
    new Map(definitions.map((definition) => [definition.id, localise(definition, language)]));
  const localised = { fr: both('fr'), en: both('en') };
  return {
    get: (api) => apis.get(ids.get(api) ?? '')?.definition,
    localised: (api, language) => localised[language].get(ids.get(api) ?? ''),
    list: () => definitions,
    editors: { fr: localise(editors, 'fr'), en: localise(editors, 'en') },
  };
}

/** The same, telling what is wrong instead of stopping. */
export async function readCatalogue(folder: string): Promise<CatalogueFolder> {
  const faults: Fault[] = [];
  const [blocks = [], common = [], texts = [], top = []] = await Promise.all(
    ['blocks', 'common', 'apis', '.'].map((part) => filesOf(join(folder, part))),
  );
  const shared = readShared(blocks, common, faults);
  const apis = new Map<string, RightFile>();
  for (const text of texts) {
    const read = readDefinition(text, shared);
    if ('definition' in read) apis.set(read.definition.id, read);
    else faults.push(...read.faults);
  }
  if (texts.length === 0) {
    const expected = 'at least one file NAME.yaml, the description of an API';
    faults.push({ file: shown(join(folder, 'apis')), path: '', expected, shows: [] });
  }
  const ids = idsOf(apis, faults);
  const files = texts.map(({ name }) => name);
  const right = [...apis.values()].map(({ definition }) => definition);
  const read = readEditors(
    top.find(({ name }) => name === 'editors'),
    right,
    files,
  );
  faults.push(...read.faults);
  return {
    apis,
    ids,
    files,
    blocks: [...shared.blocks.keys()],
    editors: read.editors,
    faults: merged(faults),
  };
}

/** An id or an alias leads to one API only. */
function idsOf(apis: ReadonlyMap<string, RightFile>, faults: Fault[]): Map<string, string> {
  const ids = new Map([...apis.keys()].map((id) => [id, id]));
  for (const [id, { definition, told }] of apis) {
    const aliases = [
      ...definition.aliases.map((name, i) => ({ name, path: ['aliases', i] })),
      ...definition.stages.map((stage, i) => ({
        name: stage.definition_id,
        path: ['stages', i, 'definition_id'],
      })),
    ];
    for (const { name, path } of aliases) {
      const taken = ids.get(name) ?? id;
      ids.set(name, taken);
      if (taken !== id) faults.push(told({ path, message: `another name: ${name} leads to ${taken}` }));
    }
  }
  return ids;
}

async function filesOf(folder: string): Promise<TextFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const yaml = names.filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    yaml.map(async (name) => {
      const path = join(folder, name);
      return { name: basename(name, '.yaml'), file: shown(path), text: await readFile(path, 'utf8') };
    }),
  );
}

/** From where the command runs, when it is below; else whole. */
export function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
