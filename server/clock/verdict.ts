/** What a rule says of a request, condition by condition: of facts, without a look at the database. Pure. */
import type { CheckResult } from '../../catalogue/checks.ts';
import type { ApiDefinition, Rule } from '../../catalogue/definition.ts';
import type { RequestRow } from '../requests/life/events.ts';
import type { HistoryEntry } from '../requests/view/history.ts';

/** In the order in which they are shown. */
export const conditionNames = [
  'checks',
  'organisation',
  'scopes',
  'officer',
  'documents',
  'occasion',
  'untouched',
] as const;
export type ConditionName = (typeof conditionNames)[number];

export interface Condition {
  name: ConditionName;
  met: boolean;
  /** What stands against it: labels of checks, of data, names of documents. */
  against: string[];
}

export interface RuleVerdict {
  rule: Rule;
  conditions: Condition[];
  /** Every condition is met. */
  green: boolean;
  /** A person decides all the same. */
  drawn: boolean;
  /** It would be validated, or was, without a person: the rule decides, everything is met, and it was not drawn. */
  decides: boolean;
}

/** What was found of a request as it was last sent. */
export interface Found {
  checks: readonly CheckResult[];
  /** The applicant's link to the organisation is verified still, and it is what they say it is. */
  organisation: boolean;
  /** Labels of what is asked for, and of what of it the model does not have. */
  scopes: { asked: number; beyond: string[] };
  /** The data protection officer has confirmed what was sent. */
  officer: boolean;
  /** Names of documents that the scanner has not found sound. */
  unsound: string[];
  history: readonly Pick<HistoryEntry, 'name' | 'role'>[];
  drawn: boolean;
}

/** The rule of an API for a request: the first that names its use case and stage. */
export function ruleFor(
  { rules }: Pick<ApiDefinition, 'rules'>,
  { useCase, stage }: Pick<RequestRow, 'useCase' | 'stage'>,
): Rule | undefined {
  return rules.find(
    ({ use_cases, stages }) => use_cases.includes(useCase) && (!stages || stages.includes(stage)),
  );
}

export function verdictOf(
  rule: Rule,
  { two_people }: Pick<ApiDefinition, 'two_people'>,
  found: Found,
): RuleVerdict {
  const { checks, scopes, history } = found;
  // One that passes by the applicant's words is for somebody to read.
  const notGreen = checks.filter(({ state, explanation }) => state !== 'passed' || explanation);
  const occasion = occasionOf(history);
  const met: Record<ConditionName, boolean> = {
    checks: checks.length > 0 && notGreen.length === 0,
    organisation: found.organisation,
    scopes: scopes.asked > 0 && scopes.beyond.length === 0,
    officer: found.officer,
    documents: found.unsound.length === 0,
    occasion: occasion === 'first' || (occasion === 'renewal' && rule.renewals),
    untouched: !isTouched(history),
  };
  const against: Partial<Record<ConditionName, string[]>> = {
    checks: notGreen.map(({ label }) => label),
    scopes: scopes.beyond,
    documents: found.unsound,
  };
  const conditions = conditionNames.map((name) => ({ name, met: met[name], against: against[name] ?? [] }));
  const green = conditions.every((condition) => condition.met);
  const decides = rule.decides && !two_people && green && !found.drawn;
  return { rule, conditions, green, drawn: found.drawn, decides };
}

/** What begins the way to a decision. */
const beginnings = ['create', 'claim', 'reopen', 'renew'];

const fromBeginning = (history: Found['history']): Found['history'] =>
  history.slice(
    Math.max(
      0,
      history.findLastIndex(({ name }) => beginnings.includes(name)),
    ),
  );

/** Whether it is asked for the first time, again as it is, or with changes, which a person always reads. */
function occasionOf(history: Found['history']): 'first' | 'renewal' | 'update' {
  const [beginning] = fromBeginning(history);
  if (beginning?.name === 'renew') return 'renewal';
  return beginning?.name === 'reopen' ? 'update' : 'first';
}

/** Somebody of the provider has begun with it: what they prepared, asked for, or wrote, a rule does not judge. */
function isTouched(history: Found['history']): boolean {
  const own = ['validate', 'refuse'];
  return fromBeginning(history).some(
    ({ name, role }) =>
      name === 'claim' || (['instructor', 'administrator'].includes(role) && !own.includes(name)),
  );
}
