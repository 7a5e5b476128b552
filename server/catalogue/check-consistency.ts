/** That the checks of a definition look at fields that exist, and ask for reasons where words can be written. */
import type { Definition } from '../../catalogue/definition.ts';
import { checkCondition } from './condition-consistency.ts';
import { distinct, ids, known, type Report } from './report.ts';

export function checkChecks(file: Definition, report: Report): void {
  const checks = file.checks ?? [];
  const fields = file.steps.flatMap((step) => step.fields);
  distinct(checks, ['checks'], report);
  for (const [c, { when, passes, reason }] of checks.entries()) {
    const path = ['checks', c, 'passes'];
    checkCondition(when, file, ['checks', c, 'when'], report);
    if ('keeps' in passes) known(passes.keeps, ids(fields), 'a field', [...path, 'keeps'], report);
    else if ('in' in passes) {
      for (const [i, id] of passes.in.entries())
        known(id, ids(fields), 'a field', [...path, 'in', i], report);
    } else if (!('fact' in passes)) checkCondition(passes, file, path, report);
    const texts = fields.filter(({ kind }) => kind === 'text' || kind === 'long_text');
    if (reason) known(reason, ids(texts), 'a text field', ['checks', c, 'reason'], report);
  }
}
