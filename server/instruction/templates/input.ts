/** What a manager typed as a template, and whether it can be kept. Pure. */
import { storable, typed } from '../../pages/form.ts';
import { longestWords } from '../decision.ts';
import { type TemplateKind, templateKinds } from './tables.ts';
import { hasUnknown } from './variables.ts';

/** Characters of a title, as in DataPass. */
export const longestTitle = 50;

export interface TemplateInput {
  api: string;
  kind: string;
  title: string;
  content: string;
  /** Of the template that was shown; 0 for a new one. */
  version: number;
  preview: boolean;
}

export type TemplateField = 'api' | 'kind' | 'title' | 'content';

export interface TemplateProblem {
  field: TemplateField;
  code: 'required' | 'too_long' | 'wrong_character' | 'unknown_variable';
}

export function readTemplate(form: Record<string, unknown>): TemplateInput {
  return {
    api: typed(form.api),
    kind: typed(form.kind),
    title: typed(form.title),
    content: typed(form.content),
    version: Number.parseInt(typed(form.version), 10) || 0,
    preview: form.preview !== undefined,
  };
}

/** @param apis ids of those that the writer manages */
export function checkTemplate(input: TemplateInput, apis: readonly string[]): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  if (!apis.includes(input.api)) problems.push({ field: 'api', code: 'required' });
  if (!isKind(input.kind)) problems.push({ field: 'kind', code: 'required' });
  for (const [field, most] of [
    ['title', longestTitle],
    ['content', longestWords],
  ] as const) {
    const text = input[field];
    if (text === '') problems.push({ field, code: 'required' });
    else if (text.length > most) problems.push({ field, code: 'too_long' });
    else if (!storable(text)) problems.push({ field, code: 'wrong_character' });
  }
  if (hasUnknown(input.content)) problems.push({ field: 'content', code: 'unknown_variable' });
  return problems;
}

export const isKind = (text: string): text is TemplateKind =>
  (templateKinds as readonly string[]).includes(text);
