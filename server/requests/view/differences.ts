/** What changed between the last submission and the one before, field by field. Pure. */
import type { Answer, Answers } from '../../../catalogue/answers.ts';

export interface Difference {
  field: string;
  /** Undefined: not answered then. */
  before: Answer | undefined;
  /** Undefined: not answered any more. */
  after: Answer | undefined;
}

/** Empty after a first submission: there is nothing to compare with. */
export function changesSince(request: {
  previousAnswers: Answers | null;
  submittedAnswers: Answers | null;
}): Difference[] {
  const { previousAnswers: before, submittedAnswers: after } = request;
  if (!before || !after) return [];
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields]
    .filter((field) => !same(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));
}

/** Lists are compared as sets: ticking the same boxes in another order changes nothing. */
export function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort()}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}:${canonical(item)}`)
      .sort()}}`;
  }
  return JSON.stringify(value) ?? '';
}
