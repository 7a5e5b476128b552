/** Puts a definition together: the steps that are blocks become steps, with what the API says differently. */
import type { Definition } from './definition.ts';
import type { ApiFile, BlockFile, BlockUse } from './definition-files.ts';

/** What does not fit, and where in the API's file. */
export interface Misfit {
  path: (string | number)[];
  message: string;
}

/** A key that the file does not have comes from the first common file that has it. Nothing is merged deeper. */
export function withCommon(file: object, common: readonly object[]): object {
  return Object.assign({}, ...common.toReversed(), file);
}

/** @param blocks by name */
export function compose(
  { common: _, steps, ...file }: ApiFile,
  blocks: ReadonlyMap<string, BlockFile>,
): { definition: Definition; misfits: Misfit[] } {
  const misfits: Misfit[] = [];
  const composed = steps.flatMap((step, index) => {
    if (!('block' in step)) return [step];
    const report = (path: Misfit['path'], message: string) =>
      misfits.push({ path: ['steps', index, ...path], message });
    const block = blocks.get(step.block);
    if (block) return [adapted(block, step, report)];
    report(
      ['block'],
      `the name of a block: ${step.block} does not exist. There are: ${[...blocks.keys()].join(', ')}`,
    );
    return [];
  });
  return { definition: { ...file, steps: composed }, misfits };
}

function adapted(
  block: BlockFile,
  { title, introduction, without, changes, before, after }: BlockUse,
  report: (path: Misfit['path'], message: string) => void,
): BlockFile {
  const known = block.fields.map(({ id }) => id);
  for (const [index, id] of without.entries()) {
    if (!known.includes(id)) report(['without', index], `a field of the block: ${known.join(', ')}`);
  }
  for (const id of Object.keys(changes)) {
    if (!known.includes(id) || without.includes(id)) {
      report(['changes', id], `a field of the block: ${known.join(', ')}`);
    }
  }
  const kept = block.fields
    .filter(({ id }) => !without.includes(id))
    .map((field) => ({ ...field, ...changes[field.id] }) as BlockFile['fields'][number]);
  const text = introduction ?? block.introduction;
  return {
    id: block.id,
    title: title ?? block.title,
    ...(text !== undefined && { introduction: text }),
    fields: [...before, ...kept, ...after],
  };
}
