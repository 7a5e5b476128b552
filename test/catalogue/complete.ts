/**
 * Fills any form of the catalogue as a person would: answer what the checker asks for, until it asks for nothing.
 * For tests that need a request ready to submit, whatever the API.
 */
import type { Answer, Answers, Person } from '../../catalogue/answers.ts';
import { checkAnswers, pruned } from '../../catalogue/checker.ts';
import type { AnswerContext } from '../../catalogue/conditions.ts';
import type { ApiDefinition, Field } from '../../catalogue/definition.ts';
import { offeredScopes } from '../../catalogue/scopes.ts';
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
    if (problem.code !== 'required' || !field || asked.includes(field.id)) {
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
      return '2030-01-31';
    case 'one_of':
      return field.options[0]?.id ?? '';
    case 'several_of':
      return field.options.slice(0, 1).map(({ id }) => id);
    case 'person':
      return person(field.id);
    case 'documents':
      return [{ id: 'd1', name: 'deliberation.pdf', size: 1000 }];
    case 'scopes':
      return scopesFor(definition, context);
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
    phone: '01 23 45 67 89',
    job_title: 'Responsable de service',
  };
}

/** One scope that no rule speaks of, and the first of each « at least » rule. */
function scopesFor(definition: ApiDefinition, context: AnswerContext): string[] {
  const offered = offeredScopes(definition, context).map(({ id }) => id);
  const { rules } = definition.scopes;
  const free = offered.find((id) => !JSON.stringify(rules).includes(`"${id}"`));
  const needed = rules.flatMap((rule) =>
    rule.rule === 'at_least' ? rule.of.filter((id) => offered.includes(id)).slice(0, rule.count) : [],
  );
  return [...new Set([...needed, ...(free ? [free] : [])])];
}
