/** Which scopes may be asked for, and the rules between them. */
import { type AnswerContext, holds } from './conditions.ts';
import type { ApiDefinition, Scope, ScopeRule } from './definition.ts';

/** Why a box is not the applicant’s to tick; none: it is. */
export type ScopeState = 'included' | 'locked' | 'disabled' | undefined;

/** What the use case chosen does to the scopes. */
const changesOf = ({ use_cases }: ApiDefinition, { use_case }: AnswerContext) =>
  use_cases.find(({ id }) => id === use_case)?.scopes;

/**
 * The scopes that this applicant sees. A deprecated one is kept by who already holds it.
 * @param held scopes of the habilitation that a reopened request starts from
 */
export function offeredScopes(
  definition: ApiDefinition,
  context: AnswerContext,
  held: readonly string[] = [],
): Scope[] {
  const hidden = changesOf(definition, context)?.hidden;
  return definition.scopes.groups
    .flatMap((group) => group.scopes)
    .filter(
      ({ id, deprecated_since, offered }) =>
        !hidden?.includes(id) &&
        (!deprecated_since || held.includes(id)) &&
        (!offered || holds(offered, context)),
    );
}

/** Included always, locked by the use case, or shown and out of reach. */
export function scopeState(
  definition: ApiDefinition,
  { id, included, disabled }: Scope,
  context: AnswerContext,
): ScopeState {
  const changes = changesOf(definition, context);
  if (included) return 'included';
  if (changes?.locked.includes(id)) return 'locked';
  return changes?.disabled.includes(id) || (disabled && (!disabled.when || holds(disabled.when, context)))
    ? 'disabled'
    : undefined;
}

/** Those that go with every request of this use case, whatever is ticked. */
export function fixedScopes(definition: ApiDefinition, context: AnswerContext): string[] {
  return offeredScopes(definition, context)
    .filter((scope) => ['included', 'locked'].includes(`${scopeState(definition, scope, context)}`))
    .map(({ id }) => id);
}

/** The rules that a choice of scopes breaks, each with its message. */
export function checkScopes(
  { scopes: { rules, rules_rest } }: ApiDefinition,
  chosen: readonly string[],
  context: AnswerContext,
): ScopeRule[] {
  return rules_rest && holds(rules_rest, context) ? [] : rules.filter((rule) => breaks(rule, chosen));
}

function breaks(rule: ScopeRule, chosen: readonly string[]): boolean {
  const has = (id: string) => chosen.includes(id);
  const among = (ids: readonly string[]) => ids.filter(has).length;
  switch (rule.rule) {
    case 'at_least':
      return among(rule.of) < rule.count && !has(rule.unless ?? '');
    case 'at_most':
      return among(rule.of) > rule.count;
    case 'exclusive':
      return has(rule.scope) && (rule.with ? among(rule.with) : chosen.length - 1) > 0;
    case 'incompatible':
      return among(rule.these) > 0 && among(rule.those) > 0;
    case 'requires':
      return has(rule.scope) && among(rule.needs) < rule.needs.length;
  }
}
