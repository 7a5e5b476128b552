/** The page of one form of the examination: works without scripts, keeps what was typed, says what happened meanwhile. */
import { html } from 'hono/html';
import { fullName } from '../accounts/name.ts';
import { pathOf } from '../instruction/call.ts';
import type { View } from '../instruction/file.ts';
import { requestHeading } from '../instruction/request-page.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { type FormProblem, longestWords } from './input.ts';
import { examinationTexts } from './messages/index.ts';
import type { Person } from './people.ts';

interface Choice {
  id: string;
  label: string;
}

interface Named {
  name: string;
  label: string;
  hint?: string | undefined;
  optional?: boolean;
}

export type FormField =
  | (Named & { kind: 'words'; value: string; rows: number })
  | (Named & { kind: 'line'; value: string })
  | (Named & { kind: 'day'; value: string; from: string })
  | (Named & { kind: 'colleague'; value: string; people: readonly Person[] })
  | (Named & { kind: 'one_of'; value: string; options: Choice[] })
  | (Named & { kind: 'ticks'; values: string[]; options: Choice[] });

export interface FormPage {
  title: string;
  lead?: Content | string;
  /** Where it is sent, below the page of the request or whole. */
  action: string;
  /** The sequence of the last act about it. */
  seen?: number;
  fields: FormField[];
  submit: string;
  /** Below the form. */
  after?: Content;
}

export interface FormState {
  problems: FormProblem[];
  /** What somebody has done since the form was opened. */
  meanwhile?: Content;
}

/** Of a request. */
export function formMain(view: View, form: FormPage, state: FormState): Content {
  const t = examinationTexts[view.language];
  return html`<p><a href="${pathOf(view)}">← ${t.seeRequest}</a></p>
${requestHeading(view)}
<div class="narrow">
<h2 class="decision">${form.title}</h2>
${formBody(view, pathOf(view), form, state)}
</div>`;
}

/** @param back where « Annuler » leads */
export function formBody(
  { language, address }: Pick<View, 'language' | 'address'>,
  back: string,
  form: FormPage,
  { problems, meanwhile }: FormState,
): Content {
  const t = examinationTexts[language];
  const textOf = ({ field, code }: FormProblem): string => {
    if (code === 'required') return t.required[field] ?? t.problems.unknown;
    return code === 'too_long' ? t.tooLong(longestWords) : t.problems[code];
  };
  const messages = new Map(problems.map((problem) => [problem.field, textOf(problem)]));
  return html`${meanwhile ?? ''}
${
  problems.length > 0
    ? html`<div class="callout no" tabindex="-1" autofocus aria-labelledby="errors">
<h3 id="errors">${t.errors(problems.length)}</h3>
<ul>${problems.map((problem) => html`<li><a href="#${problem.field}">${textOf(problem)}</a></li>`)}</ul>
</div>`
    : ''
}
${form.lead ? html`<p>${form.lead}</p>` : ''}
<form method="post" action="${carryLanguage(form.action, address)}" class="stack" novalidate>
${form.seen === undefined ? '' : html`<input type="hidden" name="seen" value="${form.seen}">`}
${form.fields.map((field) => fieldView(field, messages.get(field.name), t.optional))}
<div class="row">
<button>${form.submit}</button>
<a class="button second" href="${back}">${t.cancel}</a>
</div>
</form>
${form.after ?? ''}`;
}

function fieldView(field: FormField, message: string | undefined, optional: string): Content {
  const { name, label, hint } = field;
  const id = `${name}-hint`;
  const described = [hint && id, message && `${name}-error`].filter(Boolean).join(' ');
  const about = html`${described ? html`aria-describedby="${described}"` : ''} ${message ? html`aria-invalid="true"` : ''}`;
  const words = html`${label}${field.optional ? html` <span class="hint">${optional}</span>` : ''}`;
  const above = html`${hint ? html`<p class="hint" id="${id}">${hint}</p>` : ''}
${message ? html`<p class="message" id="${name}-error">${message}</p>` : ''}`;
  if (field.kind === 'one_of' || field.kind === 'ticks') {
    return html`<fieldset id="${name}" class="${message ? 'bad' : ''}" ${described ? html`aria-describedby="${described}"` : ''}>
<legend>${words}</legend>
${above}
${field.options.map((option) => choiceView(field, option))}
</fieldset>`;
  }
  return html`<div class="${message ? 'bad' : ''}">
<label class="label" for="${name}">${words}</label>
${above}
${inputView(field, about)}
</div>`;
}

function choiceView(field: FormField & { kind: 'one_of' | 'ticks' }, { id, label }: Choice): Content {
  const type = field.kind === 'ticks' ? 'checkbox' : 'radio';
  const checked = field.kind === 'ticks' ? field.values.includes(id) : field.value === id;
  return html`<label class="choice"><input type="${type}" name="${field.name}" value="${id}" ${checked ? 'checked' : ''}><span>${label}</span></label>`;
}

function inputView(field: Exclude<FormField, { kind: 'one_of' | 'ticks' }>, about: Content): Content {
  const { name } = field;
  const required = field.optional ? '' : 'required';
  switch (field.kind) {
    case 'words':
      return html`<textarea id="${name}" name="${name}" rows="${field.rows}" ${required} ${about}>
${field.value}</textarea>`;
    case 'line':
      return html`<input id="${name}" name="${name}" value="${field.value}" ${required} ${about}>`;
    case 'day':
      return html`<input type="date" id="${name}" name="${name}" value="${field.value}" min="${field.from}" ${required} ${about}>`;
    case 'colleague':
      return html`<input type="email" id="${name}" name="${name}" value="${field.value}" list="${name}-people" autocomplete="off" ${required} ${about}>
<datalist id="${name}-people">${field.people.map((person) => html`<option value="${person.email}">${fullName(person)}</option>`)}</datalist>`;
  }
}
