/** The questions of a step as a form that works without scripts: one control per field, its help and its errors. */
import { html } from 'hono/html';
import type { DocumentReference } from '../../../catalogue/answers.ts';
import type { Field } from '../../../catalogue/definition.ts';
import { inline } from '../../../catalogue/markup.ts';
import { offeredScopes, scopeState } from '../../../catalogue/scopes.ts';
import { isRequired } from '../../../catalogue/steps.ts';
import { option } from '../../pages/form.ts';
import type { Content } from '../../pages/layout.ts';
import { personLabels, personParts } from '../../pages/person.ts';
import { guestTexts } from '../words.ts';
import { documentName, type Reading } from './answers.ts';
import { shownName, type Typed } from './read.ts';

export interface Filling extends Reading {
  /** What stands in the controls. */
  values: Typed;
  /** What is wrong, by the name of a control. */
  errors: ReadonlyMap<string, string[]>;
  /** Those attached to the request. */
  documents: (DocumentReference & { field: string })[];
}

/** The name under which a form asks to remove a document. */
export const removeName = 'retirer';

export function fieldView(field: Field, form: Filling): Content {
  const value = form.values[field.id];
  switch (field.kind) {
    case 'message':
      return html`<div class="callout info"><h3>${field.label}</h3>${help(field)}</div>`;
    case 'long_text':
      return single(
        field,
        form,
        (attributes) => html`<textarea ${attributes} rows="6">
${textOf(value)}</textarea>`,
      );
    case 'one_of':
      return group(
        field,
        form,
        field.options.map((one) => option('radio', field.id, shownOption(one), value === one.id)),
      );
    case 'several_of':
      return group(
        field,
        form,
        field.options.map((one) => option('checkbox', field.id, shownOption(one), includes(value, one.id))),
      );
    case 'confirmation':
      return html`<div class="${bad(field.id, form)}" id="${field.id}" tabindex="-1">${shown(field)}
${errorView(field.id, form)}
<label class="choice"><input type="checkbox" name="${field.id}" value="oui" ${value === true ? 'checked' : ''} ${described(field, form)}>
<span>${field.label}${optional(field, form)}</span></label>
${help(field)}</div>`;
    case 'scopes':
      return group(field, form, scopeBoxes(field, form));
    case 'person':
      return group(
        field,
        form,
        personParts.map((part) => personInput(field, part, form)),
        'fields',
      );
    case 'questionnaire':
      return group(
        field,
        form,
        field.questions.map((question) => questionView(field, question, form)),
        'stack',
      );
    case 'documents':
      return documentsView(field, form);
    case 'number':
      return single(
        field,
        form,
        (attributes) => html`<input ${attributes} inputmode="numeric" value="${textOf(value)}">`,
      );
    case 'date':
      return single(
        field,
        form,
        (attributes) => html`<input ${attributes} type="date" value="${textOf(value)}">`,
      );
    default:
      return single(
        field,
        form,
        (attributes) =>
          html`<input ${attributes} type="${inputTypes[field.kind]}" value="${textOf(value)}" ${
            field.kind === 'text' ? html`maxlength="${field.max_length}"` : ''
          }>`,
      );
  }
}

const inputTypes = { text: 'text', email: 'email', phone: 'tel', url: 'url' } as const;

/** A label above one control. */
function single(field: Field, form: Filling, control: (attributes: Content) => Content): Content {
  const attributes = html`id="${field.id}" name="${field.id}" ${described(field, form)} autocomplete="off"`;
  return html`<div class="${bad(field.id, form)}">${shown(field)}
<label class="label" for="${field.id}">${field.label}${optional(field, form)}</label>
${help(field)}
${errorView(field.id, form)}
${control(attributes)}
</div>`;
}

/** A legend above several controls. */
function group(field: Field, form: Filling, controls: Content[], layout = ''): Content {
  return html`<fieldset class="${bad(field.id, form)}" id="${field.id}" tabindex="-1" ${described(field, form, false)}>
<legend>${field.label}${optional(field, form)}</legend>${shown(field)}
${help(field)}
${errorView(field.id, form)}
<div class="${layout}">${controls}</div>
</fieldset>`;
}

function scopeBoxes(field: Field, form: Filling): Content[] {
  const { definition, context, language } = form;
  const t = guestTexts[language].form;
  const offered = offeredScopes(definition, context);
  return definition.scopes.groups.flatMap((one) => {
    const scopes = one.scopes.filter((scope) => offered.includes(scope));
    if (scopes.length === 0) return [];
    const boxes = scopes.map((scope) => {
      const state = scopeState(definition, scope, context);
      const fixed = state === 'included' || state === 'locked';
      const hint = fixed ? t.fixedScope : state === 'disabled' ? t.closedScope : undefined;
      const checked = fixed || (state !== 'disabled' && includes(form.values[field.id], scope.id));
      return option(
        'checkbox',
        field.id,
        { id: scope.id, label: scope.label, hint },
        checked,
        state !== undefined,
      );
    });
    return [html`<fieldset class="boxes"><legend>${one.label}</legend><div>${boxes}</div></fieldset>`];
  });
}

function personInput(
  field: Field & { kind: 'person' },
  part: (typeof personParts)[number],
  form: Filling,
): Content {
  const name = `${field.id}.${part}`;
  const type = part === 'email' ? 'email' : part === 'phone' ? 'tel' : 'text';
  const value = (form.values[field.id] as Record<string, unknown> | undefined)?.[part];
  return html`<div class="${bad(name, form)}">
<label class="label" for="${name}">${personLabels[form.language][part]}</label>
${errorView(name, form)}
<input id="${name}" name="${name}" type="${type}" value="${textOf(value)}" autocomplete="off" ${invalid(name, form)}>
</div>`;
}

type Questionnaire = Extract<Field, { kind: 'questionnaire' }>;

function questionView(
  field: Questionnaire,
  { id, label, hint, options }: Questionnaire['questions'][number],
  form: Filling,
): Content {
  const name = `${field.id}.${id}`;
  const value = (form.values[field.id] as Record<string, unknown> | undefined)?.[id];
  const about = hint ? html`<p class="hint">${rich(hint)}</p>` : '';
  if (options) {
    return html`<fieldset class="${bad(name, form)}" id="${name}" tabindex="-1" ${form.errors.has(name) ? html`aria-describedby="${name}-error"` : ''}>
<legend>${label}</legend>${about}${errorView(name, form)}
${options.map((one) => option('radio', name, shownOption(one), value === one.id))}</fieldset>`;
  }
  return html`<div class="${bad(name, form)}">
<label class="label" for="${name}">${label}</label>${about}${errorView(name, form)}
<textarea id="${name}" name="${name}" rows="4" autocomplete="off" ${invalid(name, form)}>
${textOf(value)}</textarea></div>`;
}

function documentsView(field: Field & { kind: 'documents' }, form: Filling): Content {
  const t = guestTexts[form.language].form;
  const attached = form.documents.filter((one) => one.field === field.id);
  const room = attached.length < field.max_files;
  const types = field.accepts.flatMap((kind) => accepted[kind]).join(',');
  return html`<div class="${bad(field.id, form)}">${shown(field)}
<label class="label" for="${field.id}">${field.label}${optional(field, form)}</label>
${help(field)}
${errorView(field.id, form)}
${
  attached.length > 0
    ? html`<ul class="bare">${attached.map(
        (one) => html`<li class="row between"><span>${documentName(one, form)}</span>
<button class="second" name="${removeName}" value="${one.id}">${t.remove}<span class="hidden"> ${one.name}</span></button></li>`,
      )}</ul>`
    : ''
}
${
  room
    ? html`<input id="${field.id}" name="${field.id}" type="file" accept="${types}" ${field.max_files > 1 ? 'multiple' : ''} ${described(field, form)}>
<p class="hint">${t.files(field.max_size / 1_000_000)}</p>`
    : html`<p class="hint" id="${field.id}" tabindex="-1">${t.full}</p>`
}
</div>`;
}

const accepted = {
  pdf: ['.pdf', 'application/pdf'],
  spreadsheet: ['.ods', '.xlsx', '.xls', '.sxc', '.csv'],
};

/** Tells the server that the field was on the page. */
const shown = (field: Field) => html`<input type="hidden" name="${shownName}" value="${field.id}">`;

function help(field: Field): Content | '' {
  const { help: text, seen_by, example } = field;
  if (!text && !seen_by && !example) return '';
  return html`<div id="${field.id}-help">
${text ? html`<p class="hint">${rich(text)}</p>` : ''}
${example ? html`<p class="hint"><i>${example}</i></p>` : ''}
${seen_by ? html`<p class="hint">${rich(seen_by)}</p>` : ''}
</div>`;
}

const optional = (field: Field, { context, language }: Filling) =>
  isRequired(field, context) ? '' : html` <span class="hint">${guestTexts[language].form.optional}</span>`;

const bad = (name: string, { errors }: Filling) => (errors.has(name) ? 'bad' : '');

const invalid = (name: string, { errors }: Filling) =>
  errors.has(name) ? html`aria-invalid="true" aria-describedby="${name}-error"` : '';

/** @param control false for a group, which is not itself right or wrong */
function described(field: Field, { errors }: Filling, control = true): Content | '' {
  const wrong = errors.has(field.id);
  const hasHelp = field.help || field.seen_by || field.example;
  const ids = [hasHelp ? `${field.id}-help` : '', wrong ? `${field.id}-error` : ''].filter(Boolean);
  return html`${ids.length > 0 ? html`aria-describedby="${ids.join(' ')}"` : ''} ${wrong && control ? html`aria-invalid="true"` : ''}`;
}

function errorView(name: string, { errors }: Filling): Content | '' {
  const texts = errors.get(name);
  return texts ? html`<p class="message" id="${name}-error">${texts.join(' ')}</p>` : '';
}

/** Of the catalogue: its hint may hold links. */
const shownOption = ({ id, label, hint }: { id: string; label: string; hint?: string | undefined }) => ({
  ...{ id, label, hint: hint && rich(hint) },
});

/** `[words](https://…)` of the catalogue. */
function rich(text: string): Content {
  return html`${inline(text).map((part) =>
    typeof part === 'string'
      ? part
      : html`<a href="${part.url}" target="_blank" rel="noopener">${part.text}</a>`,
  )}`;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const includes = (value: unknown, id: string): boolean => Array.isArray(value) && value.includes(id);
