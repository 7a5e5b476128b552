/** The pieces that forms of our own pages are made of: labelled fields with their errors, and the list of errors above. */
import { html } from 'hono/html';
import type { Content } from './layout.ts';

/** What is wrong with a field, in words for who fills it in. */
export interface FormProblem<Field extends string = string> {
  field: Field;
  text: string;
}

/** Above the form, in focus: each error leads to its field. */
export function errorList(title: string, problems: readonly FormProblem[]): Content | '' {
  if (problems.length === 0) return '';
  return html`<div class="callout no" tabindex="-1" autofocus aria-labelledby="errors"><h2 id="errors">${title}</h2>
<ul>${problems.map(({ field, text }) => html`<li><a href="#${field}">${text}</a></li>`)}</ul></div>`;
}

export interface FieldOptions {
  id: string;
  label: string;
  hint?: string;
  problems: readonly FormProblem[];
}

interface Attributes {
  id: string;
  /** `aria-describedby`, and `aria-invalid` where it is wrong. */
  described: Content;
}

/** A label, its hint, its error, and the control that `control` makes with what ties them together. */
export function field(options: FieldOptions, control: (attributes: Attributes) => Content): Content {
  const { id, label, hint, problems } = options;
  const problem = problems.find((one) => one.field === id);
  const tied = [hint && `${id}-hint`, problem && `${id}-error`].filter(Boolean).join(' ');
  const described = html`${tied ? html`aria-describedby="${tied}"` : ''} ${problem ? html`aria-invalid="true"` : ''}`;
  return html`<div class="${problem ? 'bad' : ''}"><label class="label" for="${id}">${label}</label>
${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}
${problem ? html`<p class="message" id="${id}-error">${problem.text}</p>` : ''}
${control({ id, described })}</div>`;
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

export function choice(
  options: FieldOptions & { value: string; options: readonly { id: string; label: string }[] },
): Content {
  return field(
    options,
    ({ id, described }) =>
      html`<select id="${id}" name="${id}" ${described}>${options.options.map(
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
