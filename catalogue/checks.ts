/**
 * « Ce que l’instructeur vérifiera »: the checks of an API over a request, live in the browser and again on the server.
 * What answers alone do not tell comes from the server as facts; without them a check is unknown, never failed.
 */
import type { Answer, Answers } from './answers.ts';
import { type AnswerContext, holds, isAnswered } from './conditions.ts';
import type { ApiDefinition, Check, Condition, Field } from './definition.ts';
import { mistakesIn, pruned } from './mistakes.ts';
import type { AnswerProblem } from './problems.ts';
import { fieldsOf, isVisible } from './steps.ts';
import { unusualScopes, usualByUseCase } from './usual.ts';
import './dates.ts';

/** What the server found where answers alone do not tell. */
export interface Finding {
  passes: boolean;
  /** What to do, where it is more precise than the check’s own words. */
  message?: string;
  /** Why it is so, in the applicant’s words. */
  explanation?: string;
  /** What it is about: the number of a habilitation. */
  about?: string[];
  /** Where it is put right. */
  field?: string;
}

/** Absent: not known. */
export interface Facts {
  /** Data that past validations of this use case asked for; looked at where its source names none. */
  usual?: readonly string[];
  organisation_may_ask?: Finding;
  no_active_habilitation?: Finding;
}

export interface CheckResult {
  id: string;
  label: string;
  /** `unknown`: nothing that it looks at has been answered, or only the server can tell. */
  state: 'passed' | 'failed' | 'unknown';
  blocking: boolean;
  /** What to do while it fails. */
  message: string;
  /** It passes because the applicant says why it is not as usual: their words. */
  explanation?: string;
  /** What it is about: labels of data, the number of a habilitation. */
  about?: string[];
  /** The field where it is put right; `explanation` for the applicant’s words on their organisation. */
  field?: string;
  /** The field where the applicant may say why; `aside` when no step asks it. */
  reason?: string;
}

/**
 * Those that concern this stage and this request, in the order of the definition.
 * @param checks all of the definition, or some
 */
export function runChecks(
  definition: ApiDefinition,
  stage: string,
  { answers, ...chosen }: AnswerContext,
  facts: Facts = {},
  checks: readonly Check[] = definition.checks ?? [],
): CheckResult[] {
  const context = { ...chosen, answers: pruned(definition, stage, { answers, ...chosen }) };
  const fields = fieldsOf(definition, stage);
  // Several checks look at what is wrong; finding it is most of their work.
  let wrong: AnswerProblem[] | undefined;
  const mistakes = () => {
    wrong ??= mistakesIn(definition, stage, context);
    return wrong;
  };
  return checks.flatMap((check): CheckResult[] => {
    const about = lookedAt(check, fields).filter((id) => fields.some((field) => field.id === id));
    if (check.when && !holds(check.when, context)) return [];
    // A stage that asks none of what a check looks at has nothing to check; the server's own findings look elsewhere.
    if (!about[0] && !isOfServer(check)) return [];
    const found = finding(check.passes, { definition, stage, context, facts, about, mistakes });
    if (found === 'nothing') return [];
    const { id, label, blocking, message, reason } = check;
    const explanation = found && !found.passes ? (found.explanation ?? said(context.answers, reason)) : '';
    const open = about.find((one) => !isAnswered(context.answers[one]));
    const field = found?.field ?? open ?? about[0];
    return [
      {
        ...{ id, label, blocking },
        state: found ? (found.passes || explanation ? 'passed' : 'failed') : 'unknown',
        message: found?.message ?? message,
        ...(explanation && { explanation }),
        ...(found && !found.passes && found.about && { about: found.about }),
        ...(field && { field }),
        ...(reason && { reason }),
      },
    ];
  });
}

/** The fields that a check looks at. @param fields those of the form */
export function lookedAt(
  { passes }: Pick<Check, 'passes'>,
  fields: readonly Pick<Field, 'id' | 'kind'>[],
): string[] {
  if ('in' in passes) return passes.in;
  if ('keeps' in passes) return [passes.keeps];
  if ('fact' in passes) {
    return passes.fact === 'usual_scopes'
      ? fields.flatMap(({ id, kind }) => (kind === 'scopes' ? id : []))
      : [];
  }
  return [...new Set(inCondition(passes))];
}

const isOfServer = ({ passes }: Check): boolean => 'fact' in passes && passes.fact !== 'usual_scopes';

function inCondition(condition: Condition): string[] {
  if ('not' in condition) return inCondition(condition.not);
  if ('all' in condition) return condition.all.flatMap(inCondition);
  if ('any' in condition) return condition.any.flatMap(inCondition);
  return 'field' in condition ? [condition.field] : [];
}

interface Around {
  definition: ApiDefinition;
  stage: string;
  /** Without the answers that are not asked for. */
  context: AnswerContext;
  facts: Facts;
  /** The fields of this stage that the check looks at. */
  about: string[];
  mistakes: () => AnswerProblem[];
}

/** @returns undefined: not known; `nothing`: there is nothing to check here */
function finding(passes: Check['passes'], around: Around): Finding | 'nothing' | undefined {
  const { definition, stage, context, facts, about, mistakes } = around;
  const { answers } = context;
  const answered = about.some((id) => isAnswered(answers[id]));
  if ('fact' in passes) {
    return passes.fact === 'usual_scopes' ? usualFinding(around) : facts[passes.fact];
  }
  if ('keeps' in passes) {
    const model = definition.use_cases.find(({ id }) => id === context.use_case)?.prefill[passes.keeps];
    if (model === undefined) return 'nothing';
    return answered ? { passes: keeps(answers[passes.keeps], model) } : undefined;
  }
  if (!answered) return undefined;
  if (!('in' in passes)) return { passes: holds(passes, context) };
  const wrong = mistakes().find(
    ({ field, code }) => about.includes(field) && (passes.no_problem as string[]).includes(code),
  );
  if (wrong) return { passes: false, field: wrong.field };
  const asked = fieldsOf(definition, stage).filter(
    (field) => about.includes(field.id) && isVisible(field, context),
  );
  return asked.every(({ id }) => isAnswered(answers[id])) ? { passes: true } : undefined;
}

function usualFinding({ definition, context, facts, about }: Around): Finding | 'nothing' | undefined {
  const usual = usualByUseCase(definition, context.use_case) ?? facts.usual;
  if (!usual) return 'nothing';
  const chosen = about.flatMap((id) => (context.answers[id] ?? []) as string[]);
  if (!chosen[0]) return undefined;
  const unusual = unusualScopes(definition, context, chosen, usual);
  const labels = definition.scopes.groups.flatMap(({ scopes }) =>
    scopes.flatMap(({ id, label }) => (unusual.includes(id) ? label : [])),
  );
  return { passes: !unusual[0], about: labels };
}

/** Of a list, all that the model has; of a text, its words. */
function keeps(answer: Answer | undefined, model: string | number | string[]): boolean {
  const plain = (text: unknown) => `${text}`.replace(/\s+/g, ' ').trim();
  return Array.isArray(model)
    ? model.every((item) => Array.isArray(answer) && (answer as unknown[]).includes(item))
    : plain(answer).includes(plain(model));
}

const said = (answers: Answers, field: string | undefined): string =>
  field && typeof answers[field] === 'string' ? answers[field].trim() : '';
