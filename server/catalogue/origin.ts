/**
 * Where a piece of a definition is written. A definition is put together from several files; what is wrong with it is
 * told where somebody can change it.
 */
import { stepOf } from '../../catalogue/compose.ts';
import type { ApiFile, BlockUse } from '../../catalogue/definition-files.ts';
import type { Fault } from './fault.ts';
import type { Inconsistency, Path } from './report.ts';
import type { Shared } from './shared.ts';
import type { Source } from './source.ts';

/** The files of one API. */
export interface Origins extends Pick<Shared, 'blocks'> {
  own: Source;
  /** Those of `catalogue/common/` that it names, in its order. */
  common: Source[];
}

/** Tells what is wrong with the file of an API, its common keys filled in. */
export function toldOfFile({ path, message }: Inconsistency, { own, common }: Origins): Fault {
  // Of the decision tree, each question and each verdict may stand in another file.
  const keys = path.slice(0, path[0] === 'eligibility' ? 3 : 1);
  const place = [own, ...common].find(({ content }) => has(content, keys)) ?? own;
  const fault = place.told({ path, message });
  return place === own ? fault : { ...fault, shows: [own.file] };
}

/** Tells what is wrong with the definition that the file makes. */
export function toldOfDefinition({ path, message }: Inconsistency, api: ApiFile, origins: Origins): Fault {
  const [key, index, part, ...rest] = path;
  const use = key === 'steps' && typeof index === 'number' ? api.steps[index] : undefined;
  if (!use || !('block' in use)) return toldOfFile({ path, message }, origins);
  const inFile = (...end: Path) => toldOfFile({ path: ['steps', index as number, ...end], message }, origins);
  if (part === 'id') return inFile('block');
  if (part !== 'fields') return inFile(...path.slice(2));

  const [at, ...inField] = rest;
  const { block, changed, path: inStep } = placeOf(use, origins.blocks, Number(at), inField[0] ?? '');
  const problem = {
    path: [...inStep, ...inField],
    message: changed ? `${message} (${changed.id} is a ${changed.kind} field)` : message,
  };
  const file = block === undefined ? undefined : origins.blocks.get(block)?.source;
  if (!file) return toldOfFile({ ...problem, path: ['steps', Number(index), ...problem.path] }, origins);
  return { ...file.told(problem), shows: [origins.own.file] };
}

interface Place {
  /** The name of the block in whose file it stands; none: in the step of the API. */
  block?: string;
  path: Path;
  /** The field, when what is said stands in `changes`. */
  changed?: { id: string; kind: string };
}

/** Where a key of a step's field is written, of a step that is a block. */
function placeOf(
  { block: name, before, without, changes }: BlockUse,
  blocks: Shared['blocks'],
  at: number,
  key: string | number,
): Place {
  if (at < before.length) return { path: ['before', at] };
  const block = blocks.get(name)?.output;
  const outputs = new Map([...blocks].map(([other, { output }]) => [other, output]));
  const fields = (block && stepOf(block, outputs, () => {})?.fields) ?? [];
  const kept = fields.map((_, index) => index).filter((index) => !without.includes(fields[index]?.id ?? ''));
  const index = kept[at - before.length];
  const field = fields[index ?? -1];
  if (index === undefined || !field) return { path: ['after', at - before.length - kept.length] };
  if (Object.hasOwn(changes[field.id] ?? {}, key)) return { path: ['changes', field.id], changed: field };
  const inner = block && 'block' in block ? placeOf(block, blocks, index, key) : { path: ['fields', index] };
  return { block: name, ...inner };
}

function has(content: unknown, keys: Path): boolean {
  const [key = '', ...rest] = keys;
  if (typeof content !== 'object' || content === null || !Object.hasOwn(content, key)) return false;
  return rest.length === 0 || has((content as Record<string, unknown>)[key], rest);
}
