/** Fills the keys that an API does not write with those that it shares: the files as they are written, unchecked. */

type Written = Record<string, unknown>;

/**
 * A key that the file does not have comes from the first common file that has it. Nothing is merged deeper, but the
 * decision tree: there the questions and verdicts that the answers lead to come from the first file that has them.
 */
export function withCommon(file: object, common: readonly object[]): object {
  const trees = [file, ...common].map((one) => (one as Written).eligibility);
  const all = Object.assign({}, ...common.toReversed(), file);
  return trees.every((tree) => tree === undefined) ? all : { ...all, eligibility: treeOf(trees) };
}

/** @param trees the API’s own, then those that it may take from */
function treeOf(trees: readonly unknown[]): Written {
  const [own = {}, ...shared] = trees.map(record);
  const tree: Written = Object.assign({}, ...shared.toReversed(), own);
  const questions = { ...record(own.questions) };
  const verdicts = { ...record(own.verdicts) };
  const take = (id: unknown, key: 'questions' | 'verdicts', into: Written): boolean => {
    const from = shared.map((one) => record(one[key])).find((list) => Object.hasOwn(list, String(id)));
    if (!from || Object.hasOwn(into, String(id))) return false;
    into[String(id)] = from[String(id)];
    return true;
  };
  const follow = (question: unknown): void => {
    for (const { next, verdict } of list(record(question).options).map(record)) {
      take(verdict, 'verdicts', verdicts);
      if (take(next, 'questions', questions)) follow(questions[String(next)]);
    }
  };
  take(tree.first, 'questions', questions);
  if (!Object.hasOwn(questions, String(tree.first))) take(tree.first, 'verdicts', verdicts);
  Object.values(questions).forEach(follow);
  return { ...tree, questions, verdicts };
}

function record(value: unknown): Written {
  return typeof value === 'object' && value !== null ? (value as Written) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
