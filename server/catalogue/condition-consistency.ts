/** That a condition looks at fields, questions, options and use cases that exist. */
import type { Condition, Definition } from '../../catalogue/definition.ts';
import { hasPath, isPathAnswer } from '../../catalogue/paths.ts';
import { ids, known, type Path, type Report } from './report.ts';

export function checkCondition(
  condition: Condition | undefined,
  file: Definition,
  path: Path,
  report: Report,
): void {
  if (!condition) return;
  if ('not' in condition) checkCondition(condition.not, file, [...path, 'not'], report);
  else if ('all' in condition || 'any' in condition) {
    const [key, parts] = 'all' in condition ? ['all', condition.all] : ['any', condition.any];
    for (const [i, part] of parts.entries()) checkCondition(part, file, [...path, key, i], report);
  } else if ('use_case' in condition) {
    for (const [i, id] of condition.use_case.entries()) {
      known(id, ids(file.use_cases), 'a use case', [...path, 'use_case', i], report);
    }
  } else if ('eligibility' in condition) {
    const { questions } = file.eligibility;
    const question = questions[condition.eligibility];
    if (hasPath(file) && isPathAnswer(condition.eligibility, condition.equals)) return;
    if (question) known(condition.equals, ids(question.options), 'an option', [...path, 'equals'], report);
    else known(condition.eligibility, Object.keys(questions), 'a question', [...path, 'eligibility'], report);
  } else {
    const fields = file.steps.flatMap((step) => step.fields);
    const field = fields.find(({ id }) => id === condition.field);
    if (!field) known(condition.field, ids(fields), 'a field', [...path, 'field'], report);
    else if ('options' in field && ('equals' in condition || 'includes' in condition)) {
      const [key, value] =
        'equals' in condition ? ['equals', condition.equals] : ['includes', condition.includes];
      known(String(value), ids(field.options), 'an option', [...path, key], report);
    }
  }
}
