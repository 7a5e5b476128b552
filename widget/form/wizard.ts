/** The summary, which follows the steps of every stage. */
export const SUMMARY = 'synthese';

/** Where somebody stands in the form. */
export interface Position {
  /** Id of the step shown, `synthese` for the summary. */
  id: string;
  /** Counted from 1, as people read it. */
  number: number;
  /** Steps in all, the summary included. */
  count: number;
  previous: string | undefined;
  next: string | undefined;
}

/**
 * The position at a step. A step that does not exist any more (a draft from an older definition, a hand-made
 * address) is the first one.
 */
export function positionAt(steps: readonly { id: string }[], id: string): Position {
  const ids = [...steps.map((step) => step.id), SUMMARY];
  const index = Math.max(0, ids.indexOf(id));
  return {
    id: ids[index] as string,
    number: index + 1,
    count: ids.length,
    previous: ids[index - 1],
    next: ids[index + 1],
  };
}
