/** That the rules of a definition can decide, and that what may end a habilitation says when. */

import type { Definition } from '../../catalogue/definition.ts';
import { officerField } from '../../catalogue/definition-rules.ts';
import { isEnding } from '../../catalogue/endings.ts';
import { modelScopes } from '../../catalogue/usual.ts';
import { distinct, ids, known, type Report } from './report.ts';

export function checkRules(file: Definition, report: Report): void {
  const { rules, use_cases, stages, checks = [], two_people } = file;
  distinct(rules, ['rules'], report);
  if (rules.length > 0) checkGround(file, report);
  for (const [r, rule] of rules.entries()) {
    const path = ['rules', r];
    if (rule.use_cases.length === 0) report([...path, 'use_cases'], 'at least one use case');
    for (const [u, id] of rule.use_cases.entries()) {
      const place = [...path, 'use_cases', u];
      const useCase = use_cases.find((one) => one.id === id);
      if (!useCase) known(id, ids(use_cases), 'a use case', place, report);
      else if (modelScopes(file, id).length === 0) {
        report(place, `a use case whose model has data of its own: ${id} names none`);
      }
    }
    for (const [s, id] of (rule.stages ?? []).entries()) {
      known(id, ids(stages), 'a stage', [...path, 'stages', s], report);
    }
    if (rule.decides && checks.length === 0) {
      report([...path, 'decides'], 'false: an API without checks gives a rule nothing to decide by');
    }
    if (rule.decides && two_people) {
      report([...path, 'decides'], 'false: two_people asks for two people, and a rule is none');
    }
  }
}

function checkGround({ steps }: Definition, report: Report): void {
  const people = steps.flatMap(({ fields }) => fields).filter(({ kind }) => kind === 'person');
  if (people.some(({ id }) => id === officerField)) return;
  report(
    ['rules'],
    `absent from an API that does not ask for a person as ${officerField}, who has to confirm`,
  );
}

export function checkEndings(file: Definition, report: Report): void {
  for (const [s, stage] of file.stages.entries()) {
    const fields = file.steps.filter(({ id }) => stage.steps.includes(id)).flatMap((step) => step.fields);
    for (const [e, id] of stage.ends_with.entries()) {
      const what = 'a date of this stage, or of a questionnaire that is lent';
      known(id, ids(fields.filter(isEnding)), what, ['stages', s, 'ends_with', e], report);
    }
  }
}
