/**
 * Reads `catalogue/` once, at start. A wrong file stops the start, with the file, the line, the path in the file and
 * what is expected there.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type { ApiDefinition, Definition } from '../../catalogue/definition.ts';
import { type Language, localise } from '../../catalogue/localise.ts';
import { ConfigurationError } from '../config.ts';
import { type Read, readDefinition } from './definition.ts';
import { readShared } from './shared.ts';
import type { TextFile } from './source.ts';

export interface Catalogue {
  /** By its id, or by an alias: one of its own, or the name that DataPass gives to one of its stages. */
  get(api: string): Definition | undefined;
  localised(api: string, language: Language): ApiDefinition | undefined;
  /** In the order of the file names. */
  list(): Definition[];
}

type Right = Extract<Read, { definition: Definition }>;

/** Everything that a folder holds, right or wrong. */
export interface CatalogueFolder {
  /** The APIs that are right, by id. */
  definitions: Map<string, Definition>;
  /** The canonical id of each name that leads to one of them. */
  ids: Map<string, string>;
  /** Names of the files of `apis/`, right or wrong. */
  files: string[];
  /** What is wrong, one line each. */
  problems: string[];
}

/**
 * @param folder with `apis/`, and as they are needed `blocks/` and `common/`
 * @throws {ConfigurationError} with everything that is wrong, one line each.
 */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const { definitions, ids, problems } = await readCatalogue(folder);
  if (problems.length > 0) throw new ConfigurationError(problems.join('\n'));
  const both = (language: Language) =>
    new Map([...definitions].map(([id, file]) => [id, localise(file, language)]));
  const localised = { fr: both('fr'), en: both('en') };
  return {
    get: (api) => definitions.get(ids.get(api) ?? ''),
    localised: (api, language) => localised[language].get(ids.get(api) ?? ''),
    list: () => [...definitions.values()],
  };
}

/** The same, telling what is wrong instead of stopping. */
export async function readCatalogue(folder: string): Promise<CatalogueFolder> {
  const problems: string[] = [];
  const [blocks, common, apis] = await Promise.all(
    ['blocks', 'common', 'apis'].map((part) => filesOf(join(folder, part))),
  );
  const shared = readShared(blocks ?? [], common ?? [], problems);
  const right = new Map<string, Right>();
  for (const file of apis ?? []) {
    const read = readDefinition(file, shared);
    if ('definition' in read) right.set(read.definition.id, read);
    else problems.push(...read.problems);
  }
  const files = (apis ?? []).map(({ name }) => name);
  if (files.length === 0) {
    problems.push(`${join(folder, 'apis')}: expected at least one file NAME.yaml, the description of an API`);
  }
  const ids = idsOf(right, problems);
  const definitions = new Map([...right].map(([id, { definition }]) => [id, definition]));
  return { definitions, ids, files, problems };
}

/** An id or an alias leads to one API only. */
function idsOf(apis: ReadonlyMap<string, Right>, wrong: string[]): Map<string, string> {
  const ids = new Map([...apis.keys()].map((id) => [id, id]));
  for (const [id, { definition, own }] of apis) {
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
      if (taken !== id) wrong.push(own.told({ path, message: `another name: ${name} leads to ${taken}` }));
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
function shown(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}
