/** That the scopes of a definition are named once, and that rules and use cases speak of those that exist. */
import type { Definition } from '../../catalogue/definition.ts';
import { checkCondition } from './condition-consistency.ts';
import { ids, known, type Report } from './report.ts';

export function checkScopes(file: Definition, report: Report): void {
  const scopes = file.scopes.groups.flatMap((group) => group.scopes);
  for (const [g, group] of file.scopes.groups.entries()) {
    // `x:cnaf:reporter` would be a role on the API « cnaf » of a provider « x » as well.
    if (group.id && file.id === file.provider.id) {
      report(['scopes', 'groups', g, 'id'], `no group: the API has the id of its provider, ${file.id}`);
    }
    for (const [s, scope] of group.scopes.entries()) {
      const path = ['scopes', 'groups', g, 'scopes', s];
      if (scopes.findIndex(({ id }) => id === scope.id) < scopes.indexOf(scope)) {
        report([...path, 'id'], `another name: ${scope.id} is taken by another scope`);
      }
      checkCondition(scope.offered, file, [...path, 'offered'], report);
      checkCondition(scope.disabled?.when, file, [...path, 'disabled', 'when'], report);
    }
  }
  checkCondition(file.scopes.rules_rest, file, ['scopes', 'rules_rest'], report);
  for (const [r, rule] of file.scopes.rules.entries()) {
    for (const [key, value] of Object.entries(rule)) {
      if (key === 'rule' || key === 'message' || typeof value === 'number') continue;
      for (const [i, id] of [value].flat().entries()) {
        const path = ['scopes', 'rules', r, key, ...(Array.isArray(value) ? [i] : [])];
        known(String(id), ids(scopes), 'a scope', path, report);
      }
    }
  }
  for (const [u, { usual_scopes, scopes: changes }] of file.use_cases.entries()) {
    const lists = { usual_scopes, ...changes };
    for (const [key, list] of Object.entries(lists)) {
      const path = ['use_cases', u, ...(key === 'usual_scopes' ? [key] : ['scopes', key])];
      for (const [i, id] of list.entries()) known(id, ids(scopes), 'a scope', [...path, i], report);
    }
  }
}
