/** Answers of the form that the path has given already: written where nothing else stands. */
import { isAnswered } from '../../catalogue/conditions.ts';
import type { FormContext } from '../form/fields/field.ts';

export interface FromPath {
  now: Record<string, string>;
  /** What another answer had given: still there, it was nobody's own word. */
  before: Record<string, string>;
}

export function fill(
  { values, change }: Pick<FormContext, 'values' | 'change'>,
  { now, before }: FromPath,
): void {
  const write: Record<string, string | undefined> = {};
  for (const id in { ...before, ...now }) {
    const value = values[id];
    if (value !== now[id] && (!isAnswered(value as never) || value === before[id])) write[id] = now[id];
  }
  if (Object.keys(write)[0]) change(write);
}
