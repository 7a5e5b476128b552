import { html, type TemplateResult } from 'lit';
import type { Field, Step } from '../../catalogue/definition.ts';
import { visibleFields } from '../../catalogue/steps.ts';
import { heading } from '../shared/heading.ts';
import type { Language } from '../shared/language.ts';
import type { FormContext, Shown } from './fields/field.ts';
import { readAnswer } from './read.ts';

interface SummaryView {
  form: FormContext;
  steps: Step[];
  language: Language;
  /** What is missing, everywhere. */
  missing: Shown[];
  go(step: string): void;
}

/** Every answer, read-only, before anything with legal consequences is sent (WCAG 3.3.4, RGAA 11.12). */
export function summary({ form, steps, language, missing, go }: SummaryView): TemplateResult {
  const { words, definition, context, level } = form;
  const line = (field: Field) => {
    const wrong = missing.some((error) => error.field === field.id);
    const lines = readAnswer(field, context.answers[field.id], definition, words, language);
    return html`<div id="field-${field.id}"><dt>${field.label}</dt><dd class=${wrong ? 'wrong' : ''}>${
      lines.length
        ? lines.map((text, index) => [index ? html`<br>` : '', text])
        : html`<span class=${wrong ? 'msg' : 'hint'}>${words.noAnswer}</span>`
    }</dd></div>`;
  };
  return html`${steps.map(
    (step) => html`<section class="answers"><div class="row between">${heading(level + 1, step.title)}
      <button type="button" class="second" aria-label=${words.editStep(step.title)} @click=${() => go(step.id)}>${words.edit}</button></div>
      <dl>${visibleFields(step, context)
        .filter(({ kind }) => kind !== 'message')
        .map(line)}</dl></section>`,
  )}`;
}
