/**
 * What the schema of a definition cannot say: that the names written in one place exist in the other. Every problem
 * is told at once, in words for the person who writes the file.
 */
import type { Condition, DefinitionFile } from '../../catalogue/definition.ts';
import { checkEligibility } from './eligibility-consistency.ts';
import { distinct, type Inconsistency, known, type Path, type Report } from './report.ts';

type Field = DefinitionFile['steps'][number]['fields'][number];

export function inconsistencies(file: DefinitionFile): Inconsistency[] {
  const found: Inconsistency[] = [];
  const report: Report = (path, message) => found.push({ path, message });
  checkEligibility(file.eligibility, report);
  checkSteps(file, report);
  checkScopes(file, report);
  checkUseCases(file, report);
  for (const list of ['stages', 'use_cases', 'steps', 'commitments', 'refusal_reasons'] as const) {
    distinct(file[list], [list], report);
  }
  return found;
}

function checkSteps(file: DefinitionFile, report: Report): void {
  const fields = file.steps.flatMap((step) => step.fields);
  for (const [s, stage] of file.stages.entries()) {
    for (const [i, id] of stage.steps.entries()) {
      known(id, ids(file.steps), 'a step', ['stages', s, 'steps', i], report);
    }
  }
  for (const [s, step] of file.steps.entries()) {
    if (!file.stages.some((stage) => stage.steps.includes(step.id))) {
      report(['steps', s, 'id'], `a step that a stage uses: no stage names ${step.id}`);
    }
    for (const [f, field] of step.fields.entries()) {
      const path = ['steps', s, 'fields', f];
      if (fields.findIndex(({ id }) => id === field.id) < fields.indexOf(field)) {
        report([...path, 'id'], `another name: ${field.id} is taken by another field`);
      }
      checkField(field, fields, path, report);
      checkCondition(field.visible, file, [...path, 'visible'], report);
      if (typeof field.required === 'object') {
        checkCondition(field.required, file, [...path, 'required'], report);
      }
    }
  }
}

function checkField(field: Field, fields: Field[], path: Path, report: Report): void {
  if ('options' in field) {
    if (field.options.length === 0) report([...path, 'options'], 'at least one option');
    distinct(field.options, [...path, 'options'], report);
  }
  if (field.kind === 'text' && field.pattern && !isExpression(field.pattern.expression)) {
    report([...path, 'pattern', 'expression'], 'a regular expression of JavaScript');
  }
  if (field.kind === 'number' && field.min > field.max) report([...path, 'max'], `a number not below min`);
  if (field.kind === 'person' && field.differs_from) {
    const others = fields.filter((other) => other.kind === 'person' && other !== field);
    known(field.differs_from, ids(others), 'another person field', [...path, 'differs_from'], report);
  }
}

function checkScopes(file: DefinitionFile, report: Report): void {
  const scopes = file.scopes.groups.flatMap((group) => group.scopes);
  for (const [g, group] of file.scopes.groups.entries()) {
    for (const [s, scope] of group.scopes.entries()) {
      const path = ['scopes', 'groups', g, 'scopes', s];
      if (scopes.findIndex(({ id }) => id === scope.id) < scopes.indexOf(scope)) {
        report([...path, 'id'], `another name: ${scope.id} is taken by another scope`);
      }
      checkCondition(scope.offered, file, [...path, 'offered'], report);
    }
  }
  for (const [r, rule] of file.scopes.rules.entries()) {
    for (const [key, value] of Object.entries(rule)) {
      if (key === 'rule' || key === 'message' || typeof value === 'number') continue;
      for (const [i, id] of [value].flat().entries()) {
        const path = ['scopes', 'rules', r, key, ...(Array.isArray(value) ? [i] : [])];
        known(String(id), ids(scopes), 'a scope', path, report);
      }
    }
  }
}

/** What may be written in advance. Never a person (nobody is named by a model), never a document, never a scope. */
const prefillable: Field['kind'][] = ['text', 'long_text', 'url', 'number', 'one_of', 'several_of'];

function checkUseCases(file: DefinitionFile, report: Report): void {
  const fields = file.steps.flatMap((step) => step.fields);
  const scopes = file.scopes.groups.flatMap((group) => group.scopes);
  for (const [u, useCase] of file.use_cases.entries()) {
    for (const [i, id] of useCase.usual_scopes.entries()) {
      known(id, ids(scopes), 'a scope', ['use_cases', u, 'usual_scopes', i], report);
    }
    for (const [id, value] of Object.entries(useCase.prefill)) {
      const path = ['use_cases', u, 'prefill', id];
      const field = fields.find((candidate) => candidate.id === id);
      if (!field) known(id, ids(fields), 'a field', path, report);
      else if (!prefillable.includes(field.kind)) {
        report(path, `nothing: a ${field.kind} field is never filled in advance`);
      } else if (!fits(field, value)) report(path, `an answer that the ${field.kind} field ${id} accepts`);
    }
  }
}

function fits(field: Field, value: string | number | string[]): boolean {
  switch (field.kind) {
    case 'number':
      return typeof value === 'number' && value >= field.min && value <= field.max;
    case 'one_of':
      return field.options.some(({ id }) => id === value);
    case 'several_of':
      return Array.isArray(value) && value.every((item) => field.options.some(({ id }) => id === item));
    default:
      return typeof value === 'string' && (!('max_length' in field) || value.length <= field.max_length);
  }
}

function checkCondition(
  condition: Condition | undefined,
  file: DefinitionFile,
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

function isExpression(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
}

function ids(list: { id: string }[]): string[] {
  return list.map(({ id }) => id);
}
