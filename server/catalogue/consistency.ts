/**
 * What the schema of a definition cannot say: that the names written in one place exist in the other. Every problem
 * is told at once, in words for the person who writes the file.
 */
import type { Definition } from '../../catalogue/definition.ts';
import { checkChecks } from './check-consistency.ts';
import { checkChildren } from './child-consistency.ts';
import { checkCondition } from './condition-consistency.ts';
import { checkControls } from './control-consistency.ts';
import { checkDocuments } from './deliberation-consistency.ts';
import { checkEligibility } from './eligibility-consistency.ts';
import { distinct, type Inconsistency, ids, known, type Path, type Report } from './report.ts';
import { checkEndings, checkRules } from './rule-consistency.ts';
import { checkScopes } from './scope-consistency.ts';

type Field = Definition['steps'][number]['fields'][number];

export function inconsistencies(file: Definition): Inconsistency[] {
  const found: Inconsistency[] = [];
  const report: Report = (path, message) => found.push({ path, message });
  checkEligibility(file, report);
  checkSteps(file, report);
  checkScopes(file, report);
  checkUseCases(file, report);
  checkDocuments(file, report);
  checkChecks(file, report);
  checkControls(file, report);
  checkChildren(file, report);
  checkRules(file, report);
  checkEndings(file, report);
  for (const list of ['stages', 'use_cases', 'steps', 'commitments', 'refusal_reasons'] as const) {
    distinct(file[list], [list], report);
  }
  return found;
}

function checkSteps(file: Definition, report: Report): void {
  const fields = file.steps.flatMap((step) => step.fields);
  for (const [s, stage] of file.stages.entries()) {
    for (const [i, id] of stage.steps.entries()) {
      known(id, ids(file.steps), 'a step', ['stages', s, 'steps', i], report);
    }
    for (const id of Object.keys(stage.use_case_forms ?? {})) {
      known(id, ids(file.use_cases), 'a use case', ['stages', s, 'use_case_forms', id], report);
    }
    if (!stage.follows) continue;
    const path = ['stages', s, 'follows'];
    const others = file.stages.filter((other) => other !== stage);
    known(stage.follows.stage, ids(others), 'another stage', [...path, 'stage'], report);
    for (const [i, id] of stage.follows.asks.entries()) {
      known(id, stage.steps, 'a step of this stage', [...path, 'asks', i], report);
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
      if (field.kind === 'date') checkCondition(field.lasts?.when, file, [...path, 'lasts', 'when'], report);
      checkCondition(field.visible, file, [...path, 'visible'], report);
      if (typeof field.required === 'object') {
        checkCondition(field.required, file, [...path, 'required'], report);
      }
    }
  }
}

function checkField(field: Field, fields: Field[], path: Path, report: Report): void {
  if (field.kind === 'questionnaire') {
    distinct(field.questions, [...path, 'questions'], report);
    for (const [q, { options }] of field.questions.entries()) {
      if (options) distinct(options, [...path, 'questions', q, 'options'], report);
    }
  }
  if ('options' in field) {
    if (field.options.length === 0) report([...path, 'options'], 'at least one option');
    distinct(field.options, [...path, 'options'], report);
  }
  if (field.kind === 'text' && field.pattern && !isExpression(field.pattern.expression)) {
    report([...path, 'pattern', 'expression'], 'a regular expression of JavaScript');
  }
  if (field.kind === 'text' && field.lent) {
    const { by, questionnaire, document, signed } = field.lent;
    const of = (kind: Field['kind']) => ids(fields.filter((other) => other.kind === kind));
    known(by, of('text'), 'a text field', [...path, 'lent', 'by'], report);
    known(questionnaire, of('questionnaire'), 'a questionnaire', [...path, 'lent', 'questionnaire'], report);
    known(signed, of('date'), 'a date field', [...path, 'lent', 'signed'], report);
    if (document)
      known(document, of('documents'), 'a documents field', [...path, 'lent', 'document'], report);
  }
  if (field.kind === 'number' && field.min > field.max) report([...path, 'max'], `a number not below min`);
  if (field.kind === 'date') {
    const others = fields.filter((other) => other.kind === 'date' && other !== field);
    if (field.after) known(field.after, ids(others), 'another date field', [...path, 'after'], report);
  }
  if (field.kind === 'person' && field.differs_from) {
    const others = fields.filter((other) => other.kind === 'person' && other !== field);
    known(field.differs_from, ids(others), 'another person field', [...path, 'differs_from'], report);
  }
}

/** What may be written in advance. Never a person (nobody is named by a model), never a document. */
const prefillable: Field['kind'][] = ['text', 'long_text', 'url', 'number', 'one_of', 'several_of'];

function checkUseCases(file: Definition, report: Report): void {
  const fields = file.steps.flatMap((step) => step.fields);
  for (const [u, useCase] of file.use_cases.entries()) {
    checkCondition(useCase.offered, file, ['use_cases', u, 'offered'], report);
    for (const [i, id] of (useCase.stages ?? []).entries()) {
      known(id, ids(file.stages), 'a stage', ['use_cases', u, 'stages', i], report);
    }
    for (const [i, alias] of (useCase.aliases ?? []).entries()) {
      const others = file.use_cases.filter((other) => other !== useCase);
      if (others.some(({ id, aliases }) => id === alias || aliases?.includes(alias))) {
        report(['use_cases', u, 'aliases', i], `another name: ${alias} leads to another use case`);
      }
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

function isExpression(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
}
