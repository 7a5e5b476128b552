/** Puts a definition together: the steps that are blocks become steps, with what the API says differently. */
import { lookedAt } from './checks.ts';
import type { Definition, StepFile } from './definition.ts';
import type { CheckFile } from './definition-checks.ts';
import type { ApiFile, BlockFile, BlockUse } from './definition-files.ts';

/** What does not fit, and where in the API's file. */
export interface Misfit {
  path: (string | number)[];
  message: string;
}

type Report = (path: Misfit['path'], message: string) => void;

/** By name. */
type Blocks = ReadonlyMap<string, BlockFile>;

export function compose(
  { common: _, steps, checks, ...file }: ApiFile,
  blocks: Blocks,
): { definition: Definition; misfits: Misfit[] } {
  const misfits: Misfit[] = [];
  const composed = steps.flatMap(
    (step, index) =>
      stepOf(step, blocks, (path, message) => misfits.push({ path: ['steps', index, ...path], message })) ??
      [],
  );
  return { definition: { ...file, ...withReasons(composed, checks) }, misfits };
}

/** The questions that checks ask become fields of the step that they are about, so that they are kept as any answer. */
function withReasons(
  steps: StepFile[],
  checks: CheckFile[] | undefined,
): Pick<Definition, 'steps' | 'checks'> {
  if (!checks) return { steps };
  let asked = steps;
  const named = checks.map(({ reason, ...check }) => {
    if (!reason || typeof reason === 'string') return { ...check, ...(reason && { reason }) };
    const id = `raison_${check.id}`;
    const about = lookedAt(
      check,
      steps.flatMap(({ fields }) => fields),
    );
    const field: Field = {
      ...reason,
      ...{ id, kind: 'long_text', required: false, aside: true, max_length: 2000 },
    };
    const place = Math.max(
      0,
      steps.findIndex(({ fields }) => fields.some((one) => about.includes(one.id))),
    );
    asked = asked.map((step, i) => (i === place ? { ...step, fields: [...step.fields, field] } : step));
    return { ...check, reason: id };
  });
  return { steps: asked, checks: named };
}

/** @param within the blocks that led here: one that led to itself would never end */
export function stepOf(
  step: BlockFile,
  blocks: Blocks,
  report: Report,
  within: readonly string[] = [],
): StepFile | undefined {
  if (!('block' in step)) return step;
  const block = within.includes(step.block) ? undefined : blocks.get(step.block);
  if (!block) {
    const names = [...blocks.keys()].filter((name) => !within.includes(name)).join(', ');
    report(['block'], `the name of a block: ${step.block} does not exist. There are: ${names}`);
    return undefined;
  }
  const reportInside: Report = (path, message) =>
    report(
      ['block'],
      `a block that is right: in ${step.block}, ${path.join('.')} is expected to be ${message}`,
    );
  const inner = stepOf(block, blocks, reportInside, [...within, step.block]);
  return inner && adapted(inner, step, report);
}

function adapted(
  block: StepFile,
  { title, introduction, without, changes, before, after }: BlockUse,
  report: Report,
): StepFile {
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
    .map((field) => changed(field, changes[field.id], report));
  const text = introduction ?? block.introduction;
  return {
    id: block.id,
    title: title ?? block.title,
    ...(text !== undefined && { introduction: text }),
    fields: [...before, ...kept, ...after],
  };
}

type Field = StepFile['fields'][number];

function changed(field: Field, change: BlockUse['changes'][string] | undefined, report: Report): Field {
  const { keep, ...rest } = change ?? {};
  const options = 'options' in field ? field.options : [];
  for (const [index, id] of (keep ?? []).entries()) {
    if (options.some((option) => option.id === id)) continue;
    const names = options.map((option) => option.id).join(', ');
    report(['changes', field.id, 'keep', index], `an option of the block: ${names || 'it has none'}`);
  }
  const kept = keep && { options: options.filter(({ id }) => keep.includes(id)) };
  return { ...field, ...kept, ...rest } as Field;
}
