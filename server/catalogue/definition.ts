/** One file of `catalogue/apis/` made into a definition, or all that is wrong with it. */
import { compose, withCommon } from '../../catalogue/compose.ts';
import { Definition } from '../../catalogue/definition.ts';
import { ApiFile, type BlockFile } from '../../catalogue/definition-files.ts';
import { inconsistencies } from './consistency.ts';
import { known } from './report.ts';
import { parsed, source } from './source.ts';

/** What the files of APIs may share, by name. */
export interface Shared {
  blocks: ReadonlyMap<string, BlockFile>;
  /** Keys as they are written. */
  common: ReadonlyMap<string, object>;
}

export type Read = { definition: Definition } | { problems: string[] };

/**
 * @param id the name of the file, which its `id` repeats
 * @returns the definition, or what is wrong: « line 12, steps[0].title: expected … »
 */
export function readDefinition(text: string, id: string, { blocks, common }: Shared): Read {
  const read = source(text);
  if ('problems' in read) return read;
  const { content, told } = read;
  const file = parsed(ApiFile, withCommon(asRecord(content), commonOf(content, common)));
  if ('problems' in file) return { problems: told(file.problems) };

  const found: Parameters<typeof told>[0] = [];
  if (file.output.id !== id) found.push({ path: ['id'], message: `${id}, the name of the file` });
  for (const [index, name] of file.output.common.entries()) {
    known(name, common.keys(), 'a file of catalogue/common', ['common', index], (path, message) =>
      found.push({ path, message }),
    );
  }
  const { definition, misfits } = compose(file.output, blocks);
  found.push(...misfits);
  // A change may not suit the kind of its field.
  const whole = parsed(Definition, definition);
  found.push(...('problems' in whole ? whole.problems : inconsistencies(whole.output)));
  return found.length > 0 || 'problems' in whole ? { problems: told(found) } : { definition: whole.output };
}

function commonOf(content: unknown, common: Shared['common']): object[] {
  const names: unknown = asRecord(content).common;
  return Array.isArray(names) ? names.flatMap((name) => common.get(String(name)) ?? []) : [];
}

function asRecord(content: unknown): Record<string, unknown> {
  return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
}
