/** The template of a field, by its kind. */
import { html, type TemplateResult } from 'lit';
import type { EligibilityAnswers } from '../../../catalogue/answers.ts';
import { excluded } from '../../../catalogue/conditions.ts';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { fieldsOf } from '../../../catalogue/steps.ts';
import { callout } from '../../shared/parts.ts';
import { rich } from '../rich.ts';
import { choice, confirmation } from './choice.ts';
import type { FieldView } from './field.ts';
import { person } from './person.ts';
import { scopes } from './scopes.ts';
import { textField } from './text.ts';

/** A text to read, no answer. */
const message = ({ field, form }: FieldView): TemplateResult =>
  callout('info', html`<p>${field.help && rich(field.help, form.t)}</p>`, form.headingLevel + 1, field.label);

/** Those of chunks of their own add themselves, before the form that needs them is drawn. */
export const templates: Partial<Record<FieldView['field']['kind'], unknown>> = {
  one_of: choice,
  several_of: choice,
  confirmation,
  person,
  scopes,
  message,
};

/** Whether a form may ask this person for what `kinds/` adds: then it is loaded before the form is drawn. */
export const needsKinds = (
  definition: ApiDefinition,
  stage: string,
  eligibility: EligibilityAnswers,
): boolean =>
  /"(date|questionnaire)"|(team|mobile|included|sensitive)":true/.test(
    JSON.stringify([
      fieldsOf(definition, stage).filter(({ visible }) => !visible || !excluded(visible, eligibility)),
      definition.scopes,
    ]),
  );

export const fieldTemplate = (view: FieldView): TemplateResult =>
  ((templates[view.field.kind] ?? textField) as (view: FieldView) => TemplateResult)(view);
