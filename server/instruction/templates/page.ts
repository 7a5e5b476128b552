/** The pages of templates: the list, and the form of one. They work without scripts, and keep what was typed. */
import { html } from 'hono/html';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { Actor } from '../../accounts/actor.ts';
import { holdsRoleSomewhere } from '../../accounts/roles.ts';
import type { Language } from '../../http/language.ts';
import { choice, errorList, field } from '../../pages/form.ts';
import { type Content, carryLanguage } from '../../pages/layout.ts';
import { longestWords } from '../decision.ts';
import { isKind, longestTitle, type TemplateInput, type TemplateProblem } from './input.ts';
import type { Template } from './store.ts';
import { templateKinds } from './tables.ts';
import { filled, variables, written } from './variables.ts';
import { templateWords } from './words.ts';

export const templatesPath = '/instruction/modeles';

interface Frame {
  language: Language;
  address: string;
}

/** Below the list of requests, for managers alone. */
export function templatesLink(actor: Actor, { language, address }: Frame): Content | '' {
  if (!holdsRoleSomewhere(actor, 'manager')) return '';
  return html`<p><a href="${carryLanguage(templatesPath, address)}">${templateWords[language].title}</a></p>`;
}

export interface TemplateList extends Frame {
  /** Those that this person manages. */
  apis: ApiDefinition[];
  templates: Template[];
  /** By id of a template. */
  uses: ReadonlyMap<string, number>;
  /** What has just been done. */
  done: 'saved' | 'removed' | undefined;
}

export function listMain({ apis, templates, uses, done, language, address }: TemplateList): Content {
  const t = templateWords[language];
  const to = (path: string) => carryLanguage(path, address);
  const groups = apis
    .map((api) => ({ api, rows: templates.filter((one) => one.api === api.id) }))
    .filter(({ rows }) => rows.length > 0);
  const line = (one: Template) =>
    html`<li><a href="${to(`${templatesPath}/${one.id}`)}">${one.title}</a> <span class="hint">${t.uses(uses.get(one.id) ?? 0)}</span></li>`;
  return html`<p><a href="${to('/instruction')}">← ${t.requests}</a></p>
${done ? html`<div class="callout ok" role="status"><p>${t[done]}</p></div>` : ''}
<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
<p><a class="button" href="${to(`${templatesPath}/nouveau`)}">${t.add}</a></p>
${groups.length === 0 ? html`<p class="hint">${t.none}</p>` : ''}
${groups.map(
  ({
    api,
    rows,
  }) => html`<section class="step" aria-labelledby="api-${api.id}"><h2 id="api-${api.id}">${api.title}</h2>
${templateKinds.map((kind) => {
  const ofKind = rows.filter((one) => one.kind === kind);
  return ofKind.length > 0 ? html`<h3>${t.kinds[kind]}</h3><ul class="bare">${ofKind.map(line)}</ul>` : '';
})}</section>`,
)}`;
}

export interface TemplateForm extends Frame {
  apis: ApiDefinition[];
  input: TemplateInput;
  problems: TemplateProblem[];
  /** Undefined: a new one. */
  template: Template | undefined;
  /** Somebody has saved it meanwhile: `template` is theirs. */
  conflict: boolean;
}

export const formTitle = ({ template, language }: Pick<TemplateForm, 'template' | 'language'>): string =>
  template ? templateWords[language].edit(template.title) : templateWords[language].create;

export function formMain(form: TemplateForm): Content {
  const { apis, input, template, conflict, language, address } = form;
  const t = templateWords[language];
  const path = carryLanguage(`${templatesPath}/${template?.id ?? 'nouveau'}`, address);
  const problems = form.problems.map((one) => ({ field: one.field, text: problemText(one, language) }));
  return html`<p><a href="${carryLanguage(templatesPath, address)}">← ${t.back}</a></p>
<div class="narrow">
<h1>${formTitle(form)}</h1>
${conflict && template ? conflictView(template, language) : ''}
${errorList(t.errors(problems.length), problems)}
<form method="post" action="${path}" class="stack" novalidate>
<input type="hidden" name="version" value="${template?.version ?? 0}">
${
  template
    ? fixedView(form)
    : html`${choice({
        ...{ id: 'api', label: t.api, value: input.api, ask: t.choose, problems },
        options: apis.map(({ id, title }) => ({ id, label: title })),
      })}${choice({
        ...{ id: 'kind', label: t.kind, value: input.kind, ask: t.choose, problems },
        options: templateKinds.map((id) => ({ id, label: t.kinds[id] })),
      })}`
}
${field(
  { id: 'title', label: t.name, hint: t.nameHint(longestTitle), problems },
  ({ described }) =>
    html`<input id="title" name="title" maxlength="${longestTitle}" value="${input.title}" required autocomplete="off" ${described}>`,
)}
${field(
  { id: 'content', label: t.content, hint: variablesView(t), problems },
  ({ described }) => html`<textarea id="content" name="content" rows="10" required ${described}>
${input.content}</textarea>`,
)}
${input.preview ? exampleView(form) : ''}
<div class="row">
<button>${t.save}</button>
<button class="second" name="preview" value="1" formaction="${path}#exemple">${t.preview}</button>
<a class="button second" href="${carryLanguage(templatesPath, address)}">${t.cancel}</a>
</div>
</form>
${template ? removeView(template, form) : ''}
</div>`;
}

const variablesView = (t: (typeof templateWords)['fr']): Content =>
  html`<p class="hint">${t.variables}</p><ul class="hint">${variables.map((name) => html`<li><code>${written(name)}</code> ${t.variable[name]}</li>`)}</ul>`;

/** Written once for all: a template does not move to another API or decision. */
function fixedView({ apis, input, language }: TemplateForm): Content {
  const t = templateWords[language];
  const api = apis.find(({ id }) => id === input.api)?.title ?? input.api;
  return html`<p>${[api, isKind(input.kind) ? t.kinds[input.kind] : ''].join(' · ')}</p>`;
}

function exampleView({ input, language }: TemplateForm): Content {
  const t = templateWords[language];
  return html`<section class="frame" id="exemple" aria-labelledby="exemple-title"><h2 id="exemple-title">${t.previewTitle}</h2>
<p class="hint">${t.previewHint}</p><p class="said quote">${filled(input.content, t.example)}</p></section>`;
}

function removeView({ id, version }: Template, { language, address }: TemplateForm): Content {
  const t = templateWords[language];
  return html`<details class="block"><summary>${t.remove}</summary>
<form method="post" action="${carryLanguage(`${templatesPath}/${id}/suppression`, address)}" class="stack">
<p>${t.removeSure}</p><input type="hidden" name="version" value="${version}">
<button class="danger">${t.removeDo}</button></form></details>`;
}

function conflictView({ title, content }: Template, language: Language): Content {
  const t = templateWords[language];
  return html`<div class="callout warn" tabindex="-1" autofocus aria-labelledby="changed"><h2 id="changed">${t.changed}</h2>
<p>${t.changedText}</p><p><b>${t.present}</b> · ${title}</p><p class="said quote">${content}</p></div>`;
}

function problemText({ field, code }: TemplateProblem, language: Language): string {
  const t = templateWords[language];
  if (code === 'unknown_variable') return t.unknownVariable(variables.map(written).join(', '));
  if (code === 'wrong_character') return t.wrongCharacter;
  if (field === 'title') return code === 'too_long' ? t.longTitle(longestTitle) : t.needTitle;
  if (field === 'content') return code === 'too_long' ? t.longContent(longestWords) : t.needContent;
  return field === 'api' ? t.needApi : t.needKind;
}
