/**
 * Reads `catalogue/` once, at start. A wrong file stops the start, with the file, the line, the path in the file and
 * what is expected there.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import type * as v from 'valibot';
import type { ApiDefinition, Definition } from '../../catalogue/definition.ts';
import { BlockFile, CommonFile } from '../../catalogue/definition-files.ts';
import { type Language, localise } from '../../catalogue/localise.ts';
import { ConfigurationError } from '../config.ts';
import { readDefinition, type Shared } from './definition.ts';
import { parsed, source } from './source.ts';

export interface Catalogue {
  /** By its id, or by an alias: one of its own, or the name that DataPass gives to one of its stages. */
  get(api: string): Definition | undefined;
  localised(api: string, language: Language): ApiDefinition | undefined;
  /** In the order of the file names. */
  list(): Definition[];
}

/**
 * @param folder with `apis/`, and as they are needed `blocks/` and `common/`
 * @throws {ConfigurationError} with everything that is wrong, one line each.
 */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const wrong: string[] = [];
  const shared = await loadShared(folder, wrong);
  const files = new Map<string, Definition>();
  for (const { name, path, text } of await filesOf(join(folder, 'apis'))) {
    const read = readDefinition(text, name, shared);
    if ('definition' in read) files.set(read.definition.id, read.definition);
    else wrong.push(...read.problems.map((problem) => `${path}, ${problem}`));
  }
  if (files.size === 0 && wrong.length === 0) {
    wrong.push(`${join(folder, 'apis')}: expected at least one file NAME.yaml, the description of an API`);
  }
  const ids = idsOf(files, wrong);
  if (wrong.length > 0) throw new ConfigurationError(wrong.join('\n'));
  const both = (language: Language) =>
    new Map([...files].map(([id, file]) => [id, localise(file, language)]));
  const localised = { fr: both('fr'), en: both('en') };
  return {
    get: (api) => files.get(ids.get(api) ?? ''),
    localised: (api, language) => localised[language].get(ids.get(api) ?? ''),
    list: () => [...files.values()],
  };
}

async function loadShared(folder: string, wrong: string[]): Promise<Shared> {
  const read = async <const Schema extends v.GenericSchema>(part: string, schema: Schema) => {
    const found = new Map<string, { content: unknown; output: v.InferOutput<Schema> }>();
    for (const { name, path, text } of await filesOf(join(folder, part))) {
      const file = source(text);
      if ('problems' in file) {
        wrong.push(...file.problems.map((problem) => `${path}, ${problem}`));
        continue;
      }
      const result = parsed(schema, file.content);
      if ('output' in result) found.set(name, { content: file.content, output: result.output });
      else wrong.push(...file.told(result.problems).map((problem) => `${path}, ${problem}`));
    }
    return [...found];
  };
  const blocks = await read('blocks', BlockFile);
  const common = await read('common', CommonFile);
  return {
    blocks: new Map(blocks.map(([name, { output }]) => [name, output])),
    // As it is written: what an API takes over is parsed with the rest of it.
    common: new Map(common.map(([name, { content }]) => [name, content as object])),
  };
}

/** An id or an alias leads to one API only. */
function idsOf(files: ReadonlyMap<string, Definition>, wrong: string[]): Map<string, string> {
  const ids = new Map([...files.keys()].map((id) => [id, id]));
  for (const { id, aliases, stages } of files.values()) {
    for (const alias of new Set([...aliases, ...stages.map((stage) => stage.definition_id)])) {
      const taken = ids.get(alias) ?? id;
      if (taken !== id) wrong.push(`apis/${id}.yaml: expected another alias: ${alias} leads to ${taken}`);
      ids.set(alias, id);
    }
  }
  return ids;
}

async function filesOf(folder: string) {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const yaml = names.filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(
    yaml.map(async (file) => {
      const path = join(folder, file);
      return {
        name: basename(file, '.yaml'),
        path: relative(process.cwd(), path),
        text: await readFile(path, 'utf8'),
      };
    }),
  );
}
