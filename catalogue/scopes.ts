/** Which scopes may be asked for, and the rules between them. */
import { type AnswerContext, holds } from './conditions.ts';
import type { ApiDefinition, Scope, ScopeRule } from './definition.ts';

/**
 * The scopes that this applicant may choose. A deprecated one is kept by who already holds it.
 * @param held scopes of the habilitation that a reopened request starts from
 */
export function offeredScopes(
  definition: ApiDefinition,
  context: AnswerContext,
  held: readonly string[] = [],
): Scope[] {
  return definition.scopes.groups
    .flatMap((group) => group.scopes)
    .filter(
      (scope) =>
        (!scope.deprecated_since || held.includes(scope.id)) &&
        (!scope.offered || holds(scope.offered, context)),
    );
}

/** The rules that a choice of scopes breaks, each with its message. */
export function checkScopes(definition: ApiDefinition, chosen: readonly string[]): ScopeRule[] {
  return definition.scopes.rules.filter((rule) => breaks(rule, chosen));
}

function breaks(rule: ScopeRule, chosen: readonly string[]): boolean {
  const among = (ids: readonly string[]) => ids.filter((id) => chosen.includes(id)).length;
  switch (rule.rule) {
    case 'at_least':
      return among(rule.of) < rule.count && !(rule.unless && chosen.includes(rule.unless));
    case 'at_most':
      return among(rule.of) > rule.count;
    case 'exclusive':
      return chosen.includes(rule.scope) && (rule.with ? among(rule.with) > 0 : chosen.length > 1);
    case 'incompatible':
      return among(rule.these) > 0 && among(rule.those) > 0;
    case 'requires':
      return chosen.includes(rule.scope) && among(rule.needs) < rule.needs.length;
  }
}
