/** One file of `catalogue/apis/` made into a definition, or all that is wrong with it. */
import { compose, withCommon } from '../../catalogue/compose.ts';
import { Definition } from '../../catalogue/definition.ts';
import { ApiFile } from '../../catalogue/definition-files.ts';
import { inconsistencies } from './consistency.ts';
import { type Origins, toldOfDefinition, toldOfFile } from './origin.ts';
import { type Inconsistency, known } from './report.ts';
import type { Shared } from './shared.ts';
import { parsed, type Source, source, type TextFile } from './source.ts';
import { inSteps } from './step-problems.ts';

/** `own` tells what is wrong between this API and others. */
export type Read = { definition: Definition; own: Source } | { problems: string[] };

/**
 * @param text the file; its `id` repeats its name
 * @returns the definition, or what is wrong: « catalogue/apis/x.yaml, line 12, steps[0].title: expected … »
 */
export function readDefinition(text: TextFile, { blocks, common }: Shared): Read {
  const own = source(text);
  if ('problems' in own) return own;
  const content = asRecord(own.content);
  const named = Array.isArray(content.common) ? content.common : [];
  const origins: Origins = {
    own,
    blocks,
    common: named.flatMap((name) => common.get(String(name))?.source ?? []),
  };
  const shared = origins.common.map((file) => asRecord(file.content));
  const filled = withCommon(content, shared);
  const file = parsed(ApiFile, filled);
  const told = (problems: Inconsistency[]) => problems.map((problem) => toldOfFile(problem, origins));
  const found: Inconsistency[] = [];
  for (const [index, name] of named.entries()) {
    const report = (path: Inconsistency['path'], message: string) => found.push({ path, message });
    known(String(name), common.keys(), 'a file of catalogue/common', ['common', index], report);
  }
  // Without a file that it names, most of what is missing is there.
  if (found.length > 0) return { problems: told(found) };
  if ('problems' in file) return { problems: told(inSteps(file.problems, filled)) };

  if (file.output.id !== text.name)
    found.push({ path: ['id'], message: `${text.name}, the name of the file` });
  const outputs = new Map([...blocks].map(([name, { output }]) => [name, output]));
  const { definition, misfits } = compose(file.output, outputs);
  found.push(...misfits);
  // Without a block that it names, conditions would look at fields that seem missing.
  if (misfits.length > 0) return { problems: told(found) };
  // A change may not suit the kind of its field.
  const whole = parsed(Definition, definition);
  const wrong = 'problems' in whole ? whole.problems : inconsistencies(whole.output);
  if (found.length === 0 && wrong.length === 0 && 'output' in whole) return { definition: whole.output, own };
  return {
    problems: [...told(found), ...wrong.map((problem) => toldOfDefinition(problem, file.output, origins))],
  };
}

function asRecord(content: unknown): Record<string, unknown> {
  return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
}
