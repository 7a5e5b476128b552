/** The decision tree of a definition: every answer leads somewhere, every question and verdict is reached, no loop. */
import type { Definition } from '../../catalogue/definition.ts';
import { pathQuestions } from '../../catalogue/eligibility.ts';
import { distinct, ids, known, type Report } from './report.ts';

type Tree = Definition['eligibility'];

export function checkEligibility({ eligibility: tree, stages }: Definition, report: Report): void {
  const path = ['eligibility', 'questions'];
  const starts = [...Object.keys(tree.questions), ...Object.keys(tree.verdicts)];
  known(tree.first, starts, 'a question or a verdict', ['eligibility', 'first'], report);
  for (const [id, question] of Object.entries(tree.questions)) {
    const options = [...path, id, 'options'];
    if ((pathQuestions as readonly string[]).includes(id)) {
      report([...path, id], `another name: ${id} is asked after the tree, where one stage follows another`);
    }
    distinct(question.options, options, report);
    if (question.options.length === 0) report(options, 'at least one option');
    for (const [o, { next, verdict }] of question.options.entries()) {
      if ((next === undefined) === (verdict === undefined)) {
        report([...options, o], 'either next (a question) or verdict, one of the two');
      }
      if (next) known(next, Object.keys(tree.questions), 'a question', [...options, o, 'next'], report);
      if (verdict)
        known(verdict, Object.keys(tree.verdicts), 'a verdict', [...options, o, 'verdict'], report);
    }
  }
  const reached = new Set<string>();
  if (loops(tree, tree.first, [], reached)) {
    report(
      ['eligibility', 'questions'],
      'a tree: following `next` from the first question must never come back',
    );
  }
  for (const id of Object.keys(tree.questions)) {
    if (!reached.has(id))
      report([...path, id], 'a question that an answer leads to: nothing reaches this one');
  }
  const options = Object.values(tree.questions).flatMap((question) => question.options);
  for (const [id, verdict] of Object.entries(tree.verdicts)) {
    const at = ['eligibility', 'verdicts', id];
    if (id !== tree.first && !options.some((option) => option.verdict === id)) {
      report(at, 'a verdict that an answer leads to: nothing reaches this one');
    }
    for (const [i, stage] of (verdict.stages ?? []).entries()) {
      known(stage, ids(stages), 'a stage', [...at, 'stages', i], report);
    }
    if (verdict.answer === 'proof' && !verdict.proof) report(at, 'proof: what will have to be shown');
  }
}

/** Walks every path, noting the questions reached. */
function loops(tree: Tree, id: string, above: string[], reached: Set<string>): boolean {
  if (above.includes(id)) return true;
  if (reached.has(id)) return false;
  reached.add(id);
  const next = tree.questions[id]?.options.flatMap((option) => option.next ?? []) ?? [];
  return next.some((question) => loops(tree, question, [...above, id], reached));
}
