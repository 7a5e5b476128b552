/**
 * Where a piece of a definition is written. A definition is put together from several files; what is wrong with it is
 * told where somebody can change it.
 */
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
  const key = path[0] ?? '';
  const has = ({ content }: Source) => typeof content === 'object' && Object.hasOwn(content ?? {}, key);
  const place = [own, ...common].find(has) ?? own;
  const fault = place.told({ path, message });
  return place === own ? fault : { ...fault, shows: [own.file] };
}

/** Tells what is wrong with the definition that the file makes. */
export function toldOfDefinition({ path, message }: Inconsistency, file: ApiFile, origins: Origins): Fault {
  const [key, index, part, ...rest] = path;
  const use = key === 'steps' && typeof index === 'number' ? file.steps[index] : undefined;
  if (!use || !('block' in use)) return toldOfFile({ path, message }, origins);
  const inFile = (...end: Path) => toldOfFile({ path: ['steps', index as number, ...end], message }, origins);
  if (part === 'id') return inFile('block');
  if (part !== 'fields') return inFile(...path.slice(2));

  const [at, ...inField] = rest;
  const place = fieldOfBlock(use, origins.blocks, Number(at));
  if ('list' in place) return inFile(place.list, place.index, ...inField);
  const changed = use.changes[place.id];
  if (changed && Object.hasOwn(changed, inField[0] ?? '')) {
    const suited = `${message} (${place.id} is a ${place.kind} field)`;
    return toldOfFile(
      { path: ['steps', Number(index), 'changes', place.id, ...inField], message: suited },
      origins,
    );
  }
  const block = origins.blocks.get(use.block)?.source ?? origins.own;
  return { ...block.told({ path: ['fields', place.index, ...inField], message }), shows: [origins.own.file] };
}

/** The field of a step that is a block: one that the API adds, or one of the block's file. */
function fieldOfBlock(
  { block, before, without }: BlockUse,
  blocks: Shared['blocks'],
  at: number,
): { list: 'before' | 'after'; index: number } | { id: string; kind: string; index: number } {
  if (at < before.length) return { list: 'before', index: at };
  const fields = (blocks.get(block)?.output.fields ?? []).map(({ id, kind }, index) => ({ id, kind, index }));
  const kept = fields.filter(({ id }) => !without.includes(id));
  return kept[at - before.length] ?? { list: 'after', index: at - before.length - kept.length };
}
