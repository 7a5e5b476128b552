/** The pieces that forms of our own pages are made of: labelled fields with their errors, and the list of errors above. */
import { html } from 'hono/html';
import type { Content } from './layout.ts';

/** What is wrong with a field, in words for who fills it in. */
export interface FormProblem<Field extends string = string> {
  field: Field;
  text: string;
}

/** Above the form, in focus: each error leads to its field. @param level of its heading, one below what it stands in */
export function errorList(title: string, problems: readonly FormProblem[], level: 2 | 3 = 2): Content | '' {
  if (problems.length === 0) return '';
  return html`<div class="callout no" tabindex="-1" autofocus aria-labelledby="errors"><h${level} id="errors">${title}</h${level}>
<ul>${problems.map(({ field, text }) => html`<li><a href="#${field}">${text}</a></li>`)}</ul></div>`;
}

export interface FieldOptions {
  id: string;
  label: Content | string;
  /** Words, or a piece of page with lists. */
  hint?: Content | string | undefined;
  problems: readonly FormProblem[];
}

interface Attributes {
  id: string;
  /** `aria-describedby`, and `aria-invalid` where it is wrong. */
  described: Content;
}

/** A label, its hint, its error, and the control that `control` makes with what ties them together. */
export function field(options: FieldOptions, control: (attributes: Attributes) => Content): Content {
  const { id, label } = options;
  const { problem, tied, above } = around(options);
  const described = html`${tied} ${problem ? html`aria-invalid="true"` : ''}`;
  return html`<div class="${problem ? 'bad' : ''}"><label class="label" for="${id}">${label}</label>
${above}
${control({ id, described })}</div>`;
}

/** The same of several controls, below a legend. @param layout class of the group */
export function fieldGroup(options: FieldOptions, controls: Content | Content[], layout = ''): Content {
  const { id, label } = options;
  const { problem, tied, above } = around(options);
  return html`<fieldset id="${id}" class="${layout} ${problem ? 'bad' : ''}" ${tied}><legend>${label}</legend>
${above}
${controls}</fieldset>`;
}

/** What stands between a label and its control, and what ties both to it. */
function around({ id, hint, problems }: FieldOptions) {
  const problem = problems.find((one) => one.field === id);
  const ids = [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ');
  return {
    problem,
    tied: ids ? html`aria-describedby="${ids}"` : '',
    above: html`${hint ? hintView(id, hint) : ''}
${problem ? html`<p class="message" id="${id}-error">${problem.text}</p>` : ''}`,
  };
}

const hintView = (id: string, hint: Content | string): Content =>
  typeof hint === 'string'
    ? html`<p class="hint" id="${id}-hint">${hint}</p>`
    : html`<div id="${id}-hint">${hint}</div>`;

/** A radio button or a box in its label, with a hint of its own. */
export function option(
  type: 'radio' | 'checkbox',
  name: string,
  { id, label, hint }: { id: string; label: Content | string; hint?: Content | string | undefined },
  checked: boolean,
  off = false,
): Content {
  return html`<label class="choice"><input type="${type}" name="${name}" value="${id}" ${checked ? 'checked' : ''} ${off ? 'disabled' : ''}>
<span>${label}${hint ? html`<span class="hint block-hint">${hint}</span>` : ''}</span></label>`;
}

export function textField(
  options: FieldOptions & { value: string; type?: string; maxlength?: number },
): Content {
  const { value, type = 'text', maxlength = 200 } = options;
  return field(
    options,
    ({ id, described }) =>
      html`<input type="${type}" id="${id}" name="${id}" value="${value}" maxlength="${maxlength}" autocomplete="off" ${described}>`,
  );
}

export function textArea(options: FieldOptions & { value: string; rows?: number }): Content {
  return field(
    options,
    ({ id, described }) => html`<textarea id="${id}" name="${id}" rows="${options.rows ?? 4}" ${described}>
${options.value}</textarea>`,
  );
}

/** @param options.ask words of a first choice that is none: with it nothing is chosen for somebody among several */
export function choice(
  options: FieldOptions & { value: string; options: readonly { id: string; label: string }[]; ask?: string },
): Content {
  const { ask } = options;
  const several = options.options.length > 1;
  const offered = ask && several ? [{ id: '', label: ask }, ...options.options] : options.options;
  return field(
    options,
    ({ id, described }) =>
      html`<select id="${id}" name="${id}" ${described}>${offered.map(
        (one) =>
          html`<option value="${one.id}" ${one.id === options.value ? 'selected' : ''}>${one.label}</option>`,
      )}</select>`,
  );
}

/** A typed text without the ends that nobody sees; CRLF, as browsers send it, becomes one line end. */
export const typed = (value: unknown): string =>
  typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';

/** PostgreSQL stores neither NUL nor half of a pair of surrogates; a person cannot see them. */
export const storable = (text: string): boolean => !/[\0\p{Cs}]/u.test(text);
