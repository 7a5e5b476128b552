/** The answers to come back to: every answer that the applicant was asked, with what it says now; or the whole step. */
import { html } from 'hono/html';
import type { Field } from '../../../catalogue/definition.ts';
import { stepsOf, visibleFields } from '../../../catalogue/steps.ts';
import { fieldGroup, option } from '../../pages/form.ts';
import type { Content } from '../../pages/layout.ts';
import { textsOf } from '../answer-view.ts';
import { contextOf } from '../file.ts';
import { instructionTexts } from '../messages/index.ts';
import { type Scene, writtenProblems } from './scene.ts';
import { decisionTexts } from './words/index.ts';

export function fieldsPart(scene: Scene): Content {
  const { input, view } = scene;
  const t = instructionTexts[view.language].decision;
  const { request } = view.file;
  const context = contextOf(request);
  const box = (id: string, label: string, hint?: string) =>
    option('checkbox', 'fields', { id, label, hint }, input.fields.includes(id));
  const steps = stepsOf(view.definition, request.stage).flatMap((step) => {
    const fields = visibleFields(step, context).filter((field) => field.kind !== 'message');
    if (fields.length === 0) return [];
    return html`<fieldset class="boxes"><legend>${step.title}</legend>
<div>${box(step.id, t.wholeStep)}${fields.map((field) => box(field.id, field.label, presentAnswer(field, scene)))}</div></fieldset>`;
  });
  return fieldGroup(
    {
      ...{
        id: 'fields',
        label: html`${t.fields} <span class="hint">${t.optional}</span>`,
        hint: t.fieldsHint,
      },
      problems: writtenProblems(scene),
    },
    steps,
  );
}

/** Characters of an answer that are enough to know it by. */
const enough = 120;

function presentAnswer(field: Field, { view }: Scene): string {
  const t = instructionTexts[view.language].request;
  if (!view.reads(field.id)) return t.withheld;
  const said = textsOf(field, contextOf(view.file.request).answers[field.id], view).join(', ');
  if (!said) return t.noAnswer;
  const short = said.length > enough ? `${[...said].slice(0, enough).join('').trimEnd()}…` : said;
  return `${decisionTexts[view.language].answer} ${short}`;
}
