/** That what is granted along is asked for in the form, and said of an API and fields that exist. */
import type { Definition } from '../../catalogue/definition.ts';
import { checkCondition } from './condition-consistency.ts';
import { ids, known, type Report } from './report.ts';

export function checkChildren(file: Definition, report: Report): void {
  const scopes = ids(file.scopes.groups.flatMap((group) => group.scopes));
  const fields = ids(file.steps.flatMap((step) => step.fields));
  for (const [c, child] of file.children.entries()) {
    const path = ['children', c];
    checkCondition(child.when, file, [...path, 'when'], report);
    for (const [s, id] of child.scopes.entries())
      known(id, scopes, 'a datum', [...path, 'scopes', s], report);
    for (const [theirs, ours] of Object.entries(child.answers)) {
      known(ours, fields, 'a field', [...path, 'answers', theirs], report);
    }
  }
}
