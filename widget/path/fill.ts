/** Answers of the form that the path has given already: written where nothing else stands. */
import { isAnswered } from '../../catalogue/conditions.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { FormContext } from '../form/fields/field.ts';

export interface FromPath {
  now: Record<string, string>;
  /** What another answer had given: still there, it was nobody's own word. */
  before: Record<string, string>;
}

/** On a new request, which may have begun under another stage: what this one does not ask could not be stored. */
export function fill(
  { definition, stage, values, change }: Pick<FormContext, 'definition' | 'stage' | 'values' | 'change'>,
  { now, before }: FromPath,
): void {
  const known = fieldsOf(definition, stage).map(({ id }) => id);
  const write: Record<string, string | undefined> = {};
  for (const id in values) {
    if (values[id] !== undefined && /^\w/.test(id) && !known.includes(id)) write[id] = undefined;
  }
  for (const id in { ...before, ...now }) {
    const value = values[id];
    if (value !== now[id] && (!isAnswered(value as never) || value === before[id])) write[id] = now[id];
  }
  if (Object.keys(write)[0]) change(write);
}
