/** A step is written out, or is a block: only the reader knows which of the two was meant, and what it lacks. */
import { StepSchema } from '../../catalogue/definition.ts';
import { BlockUse } from '../../catalogue/definition-files.ts';
import type { Inconsistency } from './report.ts';
import { parsed } from './source.ts';

/** Says what is wrong inside a step, where the schema of the file says that it is neither of the two. */
export function inSteps(problems: Inconsistency[], content: unknown): Inconsistency[] {
  const { steps } = (content ?? {}) as { steps?: unknown[] };
  return problems.flatMap((problem) => {
    const [key, index, ...inside] = problem.path;
    const step = Array.isArray(steps) ? steps[Number(index)] : undefined;
    if (key !== 'steps' || inside.length > 0 || typeof step !== 'object' || step === null) return [problem];
    const result = 'block' in step ? parsed(BlockUse, step) : parsed(StepSchema, step);
    if ('output' in result) return [problem];
    return result.problems.map(({ path, message }) => ({ path: [...problem.path, ...path], message }));
  });
}
