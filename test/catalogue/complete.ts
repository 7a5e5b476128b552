/**
 * Fills any form of the catalogue as a person would: answer what the checker asks for, until it asks for nothing.
 * For tests that need a request ready to submit, whatever the API.
 */
import type { Answer, Answers, Person } from '../../catalogue/answers.ts';
import { checkAnswers, pruned } from '../../catalogue/checker.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import { offeredScopes, scopeState } from '../../catalogue/scopes.ts';
import { fieldsOf } from '../../catalogue/steps.ts';

export interface Filled {
  answers: Answers;
  /** Ids of the fields in the order in which the checker asked for them. */
  asked: string[];
}

/** @param start eligibility answers, use case, and answers given already (the use case's prefill, say) */
export function fill(definition: ApiDefinition, stageId: string, start: AnswerContext): Filled {
  const context = { ...start, answers: { ...start.answers } };
  const asked: string[] = [];
  for (;;) {
    const problem = checkAnswers(definition, stageId, context)[0];
    if (!problem) return { answers: pruned(definition, stageId, context), asked };
    const field = fieldsOf(definition, stageId).find(({ id }) => id === problem.field);
    const mayAnswer = problem.code === 'required' || problem.code === 'scope_rule';
    if (!mayAnswer || !field || asked.includes(field.id)) {
      throw new Error(`${definition.id}, ${stageId}: ${problem.field} cannot be answered (${problem.code})`);
    }
    asked.push(field.id);
    context.answers[field.id] = answerTo(field, definition, context);
  }
}

function answerTo(field: Field, definition: ApiDefinition, context: AnswerContext): Answer {
  switch (field.kind) {
    case 'text':
      return field.example ?? `Réponse à « ${field.label} »`.slice(0, field.max_length);
    case 'long_text':
      return `Réponse à « ${field.label} » `.padEnd(field.min_length ?? 0, '.');
    case 'number':
      return field.min;
    case 'email':
      return 'prenom.nom@commune.example';
    case 'phone':
      return '06 12 34 56 78';
    case 'url':
      return 'https://commune.example/deliberation';
    case 'date':
      return dayAfter(definition, context);
    case 'one_of':
      return field.options[0]?.id ?? '';
    case 'several_of':
      return field.options.slice(0, 1).map(({ id }) => id);
    case 'person':
      return person(field.id);
    case 'documents':
      return [
        { id: 'd1', name: field.accepts.includes('pdf') ? 'deliberation.pdf' : 'besoin.ods', size: 1000 },
      ];
    case 'questionnaire':
      return Object.fromEntries(
        field.questions.map(({ id, options }) => [id, options?.[0]?.id ?? 'Réponse à la question.']),
      );
    case 'scopes':
      return scopesFor(definition, context, context.answers[field.id]);
    default:
      return true;
  }
}

/** A fictitious person with an address of their own. */
export function person(name: string): Person {
  return {
    given_name: 'Camille',
    family_name: 'Exemple',
    email: `${name.replaceAll('_', '.')}@commune.example`,
    phone: '06 12 34 56 78',
    job_title: 'Responsable de service',
  };
}

/** Dates are asked in the order in which things happen: one last January, each other five years after. */
function dayAfter(definition: ApiDefinition, { answers }: AnswerContext): string {
  const dates = definition.steps.flatMap(({ fields }) => fields.filter(({ kind }) => kind === 'date'));
  const given = dates.filter(({ id }) => id in answers).length;
  return `${new Date().getFullYear() + 5 * given}-01-01`;
}

/** What is ticked already, one scope that no rule speaks of, and the first of each « at least » rule. */
function scopesFor(definition: ApiDefinition, context: AnswerContext, ticked: Answer | undefined): string[] {
  const { rules } = definition.scopes;
  const open = offeredScopes(definition, context)
    .filter((scope) => scopeState(definition, scope, context) === undefined)
    .map(({ id }) => id);
  const free = open.find((id) => !JSON.stringify(rules).includes(`"${id}"`)) ?? open[0];
  const needed = rules.flatMap((rule) =>
    rule.rule === 'at_least' ? rule.of.filter((id) => open.includes(id)).slice(0, rule.count) : [],
  );
  const before = Array.isArray(ticked) ? (ticked as string[]) : [];
  return [...new Set([...before, ...needed, ...(free && before.length === 0 ? [free] : [])])];
}
