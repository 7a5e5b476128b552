/** One file of `catalogue/apis/` made into a definition, or all that is wrong with it. */
import { compose } from '../../catalogue/compose.ts';
import { Definition } from '../../catalogue/definition.ts';
import { ApiFile } from '../../catalogue/definition-files.ts';
import { withCommon } from '../../catalogue/with-common.ts';
import { inconsistencies } from './consistency.ts';
import type { Fault } from './fault.ts';
import { type Origins, toldOfDefinition, toldOfFile } from './origin.ts';
import { type Inconsistency, known } from './report.ts';
import type { Shared } from './shared.ts';
import { parsed, source, type TextFile } from './source.ts';
import { inSteps } from './step-problems.ts';

/** A definition that the server may use. */
export interface RightFile {
  definition: Definition;
  /** Its path, as it is shown. */
  file: string;
  /** Where a piece of it is written, for what only somebody else can find wrong with it. */
  told(problem: Inconsistency): Fault;
}

/** @param text the file; its `id` repeats its name */
export function readDefinition(text: TextFile, { blocks, common }: Shared): RightFile | { faults: Fault[] } {
  const own = source(text);
  if ('faults' in own) return own;
  const content = asRecord(own.content);
  const named = Array.isArray(content.common) ? content.common : [];
  const origins: Origins = {
    own,
    blocks,
    common: named.flatMap((name) => common.get(String(name))?.source ?? []),
  };
  const told = (problems: Inconsistency[]) => ({
    faults: problems.map((problem) => toldOfFile(problem, origins)),
  });
  const found: Inconsistency[] = [];
  for (const [index, name] of named.entries()) {
    known(String(name), common.keys(), 'a file of catalogue/common', ['common', index], (path, message) =>
      found.push({ path, message }),
    );
  }
  // Without a file that it names, most of what is missing is there.
  if (found.length > 0) return told(found);
  const filled = withCommon(
    content,
    origins.common.map((file) => asRecord(file.content)),
  );
  const file = parsed(ApiFile, filled);
  if ('problems' in file) return told(inSteps(file.problems, filled));

  if (file.output.id !== text.name)
    found.push({ path: ['id'], message: `${text.name}, the name of the file` });
  const outputs = new Map([...blocks].map(([name, { output }]) => [name, output]));
  const { definition, misfits } = compose(file.output, outputs);
  found.push(...misfits);
  // Without a block that it names, conditions would look at fields that seem missing.
  if (misfits.length > 0) return told(found);
  // A change may not suit the kind of its field.
  const whole = parsed(Definition, definition);
  const toldOfWhole = (problem: Inconsistency) => toldOfDefinition(problem, file.output, origins);
  const wrong = 'problems' in whole ? whole.problems : inconsistencies(whole.output);
  if (found.length === 0 && wrong.length === 0 && 'output' in whole) {
    return { definition: whole.output, file: text.file, told: toldOfWhole };
  }
  return { faults: [...told(found).faults, ...wrong.map(toldOfWhole)] };
}

function asRecord(content: unknown): Record<string, unknown> {
  return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
}
