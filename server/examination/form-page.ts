/** The page of one form of the examination: works without scripts, keeps what was typed, says what happened meanwhile. */
import { html } from 'hono/html';
import { fullName } from '../accounts/name.ts';
import type { Person } from '../accounts/person.ts';
import { pathOf } from '../instruction/call.ts';
import type { View } from '../instruction/file.ts';
import { requestHeading } from '../instruction/request-page.ts';
import { errorList, field, fieldGroup, option, type FormProblem as WrittenProblem } from '../pages/form.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { type FormProblem, longestWords } from './input.ts';
import { examinationTexts } from './messages/index.ts';

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
  const written = problems.map((problem) => ({ field: problem.field, text: textOf(problem) }));
  return html`${meanwhile ?? ''}
${errorList(t.errors(problems.length), written, 3)}
${form.lead ? html`<p>${form.lead}</p>` : ''}
<form method="post" action="${carryLanguage(form.action, address)}" class="stack" novalidate>
${form.seen === undefined ? '' : html`<input type="hidden" name="seen" value="${form.seen}">`}
${form.fields.map((one) => fieldView(one, written, t.optional))}
<div class="row">
<button>${form.submit}</button>
<a class="button second" href="${back}">${t.cancel}</a>
</div>
</form>
${form.after ?? ''}`;
}

function fieldView(asked: FormField, problems: WrittenProblem[], optional: string): Content {
  const { name, label, hint } = asked;
  const words = html`${label}${asked.optional ? html` <span class="hint">${optional}</span>` : ''}`;
  const options = { id: name, label: words, hint, problems };
  switch (asked.kind) {
    case 'one_of':
      return fieldGroup(
        options,
        asked.options.map((one) => option('radio', name, one, asked.value === one.id)),
      );
    case 'ticks':
      return fieldGroup(
        options,
        asked.options.map((one) => option('checkbox', name, one, asked.values.includes(one.id))),
      );
    default:
      return field(options, ({ described }) => inputView(asked, described));
  }
}

function inputView(asked: Exclude<FormField, { kind: 'one_of' | 'ticks' }>, about: Content): Content {
  const { name } = asked;
  const required = asked.optional ? '' : 'required';
  switch (asked.kind) {
    case 'words':
      return html`<textarea id="${name}" name="${name}" rows="${asked.rows}" ${required} ${about}>
${asked.value}</textarea>`;
    case 'line':
      return html`<input id="${name}" name="${name}" value="${asked.value}" ${required} ${about}>`;
    case 'day':
      return html`<input type="date" id="${name}" name="${name}" value="${asked.value}" min="${asked.from}" ${required} ${about}>`;
    case 'colleague':
      return html`<input type="email" id="${name}" name="${name}" value="${asked.value}" list="${name}-people" autocomplete="off" ${required} ${about}>
<datalist id="${name}-people">${asked.people.map((person) => html`<option value="${person.email}">${fullName(person)}</option>`)}</datalist>`;
  }
}
