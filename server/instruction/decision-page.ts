/** The page of one decision: works without scripts, keeps what was typed, says what happened meanwhile. */
import { html } from 'hono/html';
import { stepsOf, visibleFields } from '../../catalogue/steps.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { grantsHabilitation } from '../requests/stages.ts';
import {
  type DecisionField,
  type DecisionInput,
  type DecisionName,
  type DecisionProblem,
  decisionPaths,
  longestWords,
} from './decision.ts';
import { contextOf, type HistoryLine, numberOf, type View } from './file.ts';
import { instructionTexts } from './messages/index.ts';
import { remedies } from './remedies.ts';
import { requestHeading } from './request-page.ts';
import { historyLine } from './sheets-view.ts';

export interface DecisionPageOptions {
  name: DecisionName;
  input: DecisionInput;
  problems: DecisionProblem[];
  /** After a lost race: what others did since this instructor opened the request, newest first. */
  meanwhile?: HistoryLine[];
  /** Whether the decision can (still) be made. */
  permitted: boolean;
}

/** The name of each decision, as its page's title. */
export function decisionTitle(name: DecisionName, view: View): string {
  const t = instructionTexts[view.language].request;
  const validate = answers(view) ? t.answer : t.validate;
  return { request_changes: t.requestChanges, refuse: t.refuse, validate }[name];
}

export function decisionMain(view: View, options: DecisionPageOptions): Content {
  const { problems, meanwhile, permitted } = options;
  return html`<p><a href="${requestPath(view)}">← ${instructionTexts[view.language].decision.seeRequest}</a></p>
${requestHeading(view)}
<div class="narrow">
<h2 class="decision">${decisionTitle(options.name, view)}</h2>
${meanwhile ? meanwhileView(meanwhile, view, permitted) : ''}
${problems.length > 0 ? errorSummary(problems, options, view) : ''}
${permitted ? form(view, options) : keptWords(view, options)}
</div>`;
}

function form(view: View, options: DecisionPageOptions): Content {
  const { name } = options;
  const t = instructionTexts[view.language].decision;
  const { request } = view.file;
  const submitValidate = answers(view) ? t.submitAnswer : t.submitValidate;
  const label = { request_changes: t.submitChanges, refuse: t.submitRefuse, validate: submitValidate }[name];
  const action = `/instruction/${numberOf(request)}/${decisionPaths[name]}`;
  return html`<form method="post" action="${carryLanguage(action, view.address)}" class="stack" novalidate>
<input type="hidden" name="seen" value="${view.file.history.length}">
${name === 'refuse' ? categories(view, options) : ''}
${words(view, options)}
${name === 'request_changes' ? fieldBoxes(view, options) : ''}
${name === 'refuse' ? remediesView(view) : ''}
${name === 'validate' ? consequences(view) : ''}
<div class="row">
<button class="${name === 'refuse' ? 'danger' : ''}">${label}</button>
<a class="button second" href="${requestPath(view)}">${t.cancel}</a>
</div>
</form>`;
}

function categories(view: View, options: DecisionPageOptions): Content | '' {
  const { input, problems } = options;
  const t = instructionTexts[view.language].decision;
  const reasons = view.definition.refusal_reasons;
  if (reasons.length === 0) return '';
  const bad = problems.some(({ field }) => field === 'category');
  return html`<fieldset id="category" class="${bad ? 'bad' : ''}" ${bad ? html`aria-describedby="category-error"` : ''}>
<legend>${t.category}</legend>
${problemView('category', options, view)}
${reasons.map(
  ({ id, label, hint }) => html`<label class="choice"><input type="radio" name="category" value="${id}"
${input.category === id ? 'checked' : ''}><span>${label}${hint ? html`<span class="hint block-hint">${hint}</span>` : ''}</span></label>`,
)}
</fieldset>`;
}

function words(view: View, options: DecisionPageOptions): Content {
  const { name, input, problems } = options;
  const t = instructionTexts[view.language].decision;
  const bad = problems.some(({ field }) => field === 'words');
  const hint = {
    request_changes: t.reasonHintChanges,
    refuse: t.reasonHintRefuse,
    validate: answers(view) ? t.answerHint : t.messageHint,
  }[name];
  const optional = name === 'validate' && !answers(view);
  const label = optional
    ? html`${t.message} <span class="hint">${t.optional}</span>`
    : name === 'validate'
      ? t.answer
      : t.reason;
  return html`<div class="${bad ? 'bad' : ''}">
<label class="label" for="words">${label}</label>
<p class="hint" id="words-hint">${hint}</p>
${problemView('words', options, view)}
<textarea id="words" name="words" rows="8" ${optional ? '' : 'required'} aria-describedby="words-hint${bad ? ' words-error' : ''}"
${bad ? html`aria-invalid="true"` : ''}>
${input.words}</textarea>
</div>`;
}

/** Every answer that the applicant was asked, by step; or the whole step. */
function fieldBoxes(view: View, options: DecisionPageOptions): Content {
  const { input } = options;
  const t = instructionTexts[view.language].decision;
  const { request } = view.file;
  const context = contextOf(request);
  const box = (
    id: string,
    label: string,
  ) => html`<label class="choice"><input type="checkbox" name="fields" value="${id}"
${input.fields.includes(id) ? 'checked' : ''}><span>${label}</span></label>`;
  const steps = stepsOf(view.definition, request.stage).map((step) => {
    const fields = visibleFields(step, context).filter((field) => field.kind !== 'message');
    if (fields.length === 0) return '';
    return html`<fieldset class="boxes"><legend>${step.title}</legend>
<div>${box(step.id, t.wholeStep)}${fields.map((field) => box(field.id, field.label))}</div></fieldset>`;
  });
  return html`<fieldset id="fields" aria-describedby="fields-hint">
<legend>${t.fields} <span class="hint">${t.optional}</span></legend>
<p class="hint" id="fields-hint">${t.fieldsHint}</p>
${problemView('fields', options, view)}
${steps}
</fieldset>`;
}

function remediesView(view: View): Content {
  const t = instructionTexts[view.language].decision;
  return html`<section class="callout info" aria-labelledby="remedies"><h3 id="remedies">${t.remedies}</h3>
<ul>${remedies(view).map((text) => html`<li>${text}</li>`)}</ul></section>`;
}

function consequences(view: View): Content {
  const t = instructionTexts[view.language].decision;
  const stage = view.definition.stages.find(({ id }) => id === view.file.request.stage);
  return html`<section class="callout info" aria-labelledby="what"><h3 id="what">${t.whatHappens}</h3>
<p>${answers(view) ? t.whatAnswerText : t.whatHappensText(stage?.validity_months ?? 0)}</p></section>`;
}

/** Whether a validation is an answer, without a habilitation. */
const answers = ({ definition, file }: View) => !grantsHabilitation(definition, file.request.stage);

function problemText({ field, code }: DecisionProblem, name: DecisionName, view: View): string {
  const t = instructionTexts[view.language].decision;
  if (code === 'too_long') return t.tooLong(longestWords);
  if (code === 'wrong_character') return t.wrongCharacter;
  if (code === 'unknown') return t.unknownField;
  if (field === 'category') return t.needCategory;
  if (name === 'validate') return t.needAnswer;
  return name === 'refuse' ? t.needRefusal : t.needReason;
}

function errorSummary(problems: DecisionProblem[], { name }: DecisionPageOptions, view: View): Content {
  const t = instructionTexts[view.language].decision;
  return html`<div class="callout no" tabindex="-1" autofocus aria-labelledby="errors">
<h3 id="errors">${t.errors(problems.length)}</h3>
<ul>${problems.map((problem) => html`<li><a href="#${problem.field}">${problemText(problem, name, view)}</a></li>`)}</ul>
</div>`;
}

function problemView(
  field: DecisionField,
  { name, problems }: DecisionPageOptions,
  view: View,
): Content | '' {
  const problem = problems.find((one) => one.field === field);
  if (!problem) return '';
  return html`<p class="message" id="${field}-error">${problemText(problem, name, view)}</p>`;
}

function meanwhileView(lines: HistoryLine[], view: View, permitted: boolean): Content {
  const t = instructionTexts[view.language].decision;
  return html`<div class="callout warn" tabindex="-1" autofocus aria-labelledby="meanwhile">
<h3 id="meanwhile">${t.meanwhile}</h3>
${lines.length > 0 ? html`<ol class="time">${lines.map((line) => historyLine(line, view.language))}</ol>` : ''}
<p>${permitted ? t.meanwhileAgain : t.meanwhileOver}</p>
</div>`;
}

/** The decision is no longer possible: nothing that was typed is lost. */
function keptWords(view: View, { input }: DecisionPageOptions): Content {
  const t = instructionTexts[view.language].decision;
  return html`<div class="stack">
${
  input.words
    ? html`<div><label class="label" for="words">${t.yourWords}</label>
<textarea id="words" rows="8" readonly>
${input.words}</textarea></div>`
    : ''
}
<p><a class="button" href="${requestPath(view)}">${t.seeRequest}</a></p>
</div>`;
}

function requestPath(view: View): string {
  return carryLanguage(`/instruction/${numberOf(view.file.request)}`, view.address);
}
