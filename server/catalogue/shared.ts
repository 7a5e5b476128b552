/** The files that several APIs share: `catalogue/blocks/` and `catalogue/common/`. */
import type * as v from 'valibot';
import { StepSchema } from '../../catalogue/definition.ts';
import { type BlockFile, BlockUse, CommonFile } from '../../catalogue/definition-files.ts';
import type { Fault } from './fault.ts';
import { parsed, type Source, source, type TextFile } from './source.ts';
import { inSteps } from './step-problems.ts';

/** By the names that APIs call them. */
export interface Shared {
  blocks: ReadonlyMap<string, { source: Source; output: BlockFile }>;
  /** What an API takes over is read with the rest of it: here only the file as it is written. */
  common: ReadonlyMap<string, { source: Source }>;
}

/** @param wrong receives what is wrong with the files */
export function readShared(blocks: TextFile[], common: TextFile[], wrong: Fault[]): Shared {
  const isUse = (content: unknown) => typeof content === 'object' && content !== null && 'block' in content;
  return {
    blocks: read(blocks, (content) => (isUse(content) ? BlockUse : StepSchema), wrong),
    common: read(common, () => CommonFile, wrong),
  };
}

function read<const Schema extends v.GenericSchema>(
  files: TextFile[],
  schemaOf: (content: unknown) => Schema,
  wrong: Fault[],
) {
  const found = new Map<string, { source: Source; output: v.InferOutput<Schema> }>();
  for (const file of files) {
    const text = source(file);
    if ('faults' in text) {
      wrong.push(...text.faults);
      continue;
    }
    const result = parsed(schemaOf(text.content), text.content);
    if ('output' in result) found.set(file.name, { source: text, output: result.output });
    else wrong.push(...inSteps(result.problems, text.content).map(text.told));
  }
  return found;
}
