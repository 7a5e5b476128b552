/** To whom an API is open, read from its decision tree: what a catalogue shows before anybody answers it. */
import type { EligibilityTree, Verdict } from './definition.ts';

/** As data.gouv.fr names it. */
export type Openness = 'yes' | 'no' | 'under_condition';

/** A verdict that an answer of the first question may lead to. */
export interface Outcome {
  verdict: Verdict;
  /** The answers given after the first one, by their labels; one list per way that leads there. */
  ways: string[][];
}

/** An answer of the first question, and all that may come of it. */
export interface Audience {
  /** Id of the answer, and its words. */
  id: string;
  label: string;
  outcomes: Outcome[];
  openness: Openness;
}

/** The answers of the first question; none where nothing is asked (a signpost). */
export function audiences(tree: EligibilityTree): Audience[] {
  return (tree.questions[tree.first]?.options ?? []).map((option) => {
    const outcomes = new Map<string, Outcome>();
    follow(tree, option, [], outcomes);
    const list = [...outcomes.values()];
    return { id: option.id, label: option.label, outcomes: list, openness: openness(list) };
  });
}

/** What a signpost says to everybody, without asking anything. */
export function signpost(tree: EligibilityTree): Outcome | undefined {
  const verdict = tree.verdicts[tree.first];
  return verdict && { verdict, ways: [] };
}

type Option = EligibilityTree['questions'][string]['options'][number];

function follow(tree: EligibilityTree, option: Option, way: string[], outcomes: Map<string, Outcome>): void {
  const verdict = tree.verdicts[option.verdict ?? ''];
  if (verdict) {
    const known = outcomes.get(option.verdict ?? '') ?? { verdict, ways: [] };
    outcomes.set(option.verdict ?? '', { verdict, ways: [...known.ways, way] });
  }
  for (const next of tree.questions[option.next ?? '']?.options ?? []) {
    follow(tree, next, [...way, next.label], outcomes);
  }
}

/** Yes where every way ends well, no where none does; a proof to show is a condition. */
export function openness(outcomes: readonly Outcome[]): Openness {
  const only = (answer: string) =>
    outcomes.length > 0 && outcomes.every(({ verdict }) => verdict.answer === answer);
  return only('yes') ? 'yes' : only('no') ? 'no' : 'under_condition';
}
