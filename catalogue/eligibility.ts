/** The decision tree « am I eligible? », walked over the answers given so far. */
import type { EligibilityAnswers } from './answers.ts';
import type { EligibilityTree, Question } from './definition.ts';

export interface Walk {
  /** Questions answered on the path, in order. */
  asked: string[];
  /** The next open question… */
  question?: string;
  /** …or the verdict reached. */
  verdict?: string;
}

type Option = Question['options'][number];

/** Answers to questions off the path, and options that do not exist, are ignored. */
export function walk(tree: EligibilityTree, answers: EligibilityAnswers): Walk {
  const asked: string[] = [];
  // A signpost asks nothing.
  if (!tree.questions[tree.first]) return { asked, verdict: tree.first };
  let id: string | undefined = tree.first;
  // A file with a loop is refused by the loader; the second test keeps a browser with a bad file alive.
  while (id !== undefined && !asked.includes(id)) {
    const question: string = id;
    const option: Option | undefined = tree.questions[question]?.options.find(
      (choice) => choice.id === answers[question],
    );
    if (!option) return { asked, question };
    asked.push(question);
    if (option.verdict !== undefined) return { asked, verdict: option.verdict };
    id = option.next;
  }
  return { asked };
}

/** Asked after the tree where one stage follows another (`paths.ts`): their answers stay beside the tree’s. */
export const pathQuestions = ['developpement', 'editeur'] as const;

/** The answers that led here, and no others: what goes with a request. */
export function onPath(tree: EligibilityTree, answers: EligibilityAnswers): EligibilityAnswers {
  const asked: string[] = [...walk(tree, answers).asked, ...pathQuestions];
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.includes(id)));
}
