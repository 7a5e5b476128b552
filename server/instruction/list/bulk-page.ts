/** The page of one decision for several requests: what is decided, for which, and what became of each. */
import { html } from 'hono/html';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import { stepsOf } from '../../../catalogue/steps.ts';
import type { Language } from '../../http/language.ts';
import { type Content, carryLanguage } from '../../pages/layout.ts';
import { grantsHabilitation } from '../../requests/grants.ts';
import { stateLabels } from '../../requests/words.ts';
import { type DecisionProblem, longestWords } from '../decision.ts';
import type { DecisionForm } from '../decisions/input.ts';
import { type InstructionFile, numberOf, spacedSiret } from '../file.ts';
import { instructionTexts } from '../messages/index.ts';
import { remedies } from '../remedies.ts';
import { historyLine } from '../sheets-view.ts';
import { type ActName, acts, type Hindrance, mostAtOnce } from './bulk.ts';
import type { Outcome } from './bulk-decide.ts';
import { listTexts } from './words/index.ts';

export interface BulkScene {
  act: ActName;
  /** Requests that may be decided, all alike; more than one group: none may be, before one is chosen. */
  groups: InstructionFile[][];
  /** Of those, the ones to decide; undefined: all. */
  ticked?: ReadonlySet<number>;
  left: { number: number; file: InstructionFile | undefined; why: Hindrance }[];
  definition: ApiDefinition | undefined;
  /** What each API is called. */
  apiTitle: (api: string) => string;
  input: DecisionForm;
  problems: (DecisionProblem | { field: 'requests'; code: 'required' })[];
  /** After the act. */
  outcomes: Outcome[];
  /** More were chosen than are decided at once. */
  cut: boolean;
  /** The query of the list to go back to. */
  list: string;
  language: Language;
  address: string;
}

export function bulkMain(scene: BulkScene): Content {
  const { act, groups, left, outcomes, cut, language, address, list } = scene;
  const t = listTexts[language].bulk;
  const [group] = groups;
  const back = carryLanguage(`/instruction?${list}`, address);
  const nothing = !group && left.length === 0 && outcomes.length === 0;
  return html`<p><a href="${back}">← ${t.back}</a></p>
<h1>${t.titles[act]}</h1>
<div class="narrow">
${outcomes.length > 0 ? outcomesView(scene) : ''}
${cut ? html`<p class="callout warn">${t.tooMany(mostAtOnce)}</p>` : ''}
${nothing ? html`<div class="frame empty"><h2>${t.nothing}</h2><p>${t.nothingText}</p></div>` : ''}
${groups.length > 1 ? unlike(scene) : ''}
${groups.length === 1 && group ? form(scene, group) : ''}
${left.length > 0 ? leftView(scene) : ''}
${!group && outcomes.length > 0 ? html`<p><a class="button" href="${back}">${t.back}</a></p>` : ''}
</div>`;
}

function form(scene: BulkScene, group: InstructionFile[]): Content {
  const { act, problems, outcomes, language, address, list } = scene;
  const t = listTexts[language].bulk;
  const d = instructionTexts[language].decision;
  const again = outcomes.length > 0;
  return html`${again ? html`<h2 class="decision">${t.again}</h2><p>${t.kept}</p>` : html`<p class="lead">${t.lead(group.length)}</p>`}
${problems.length > 0 ? errors(scene) : ''}
<form method="post" action="${carryLanguage('/instruction/ensemble', address)}" class="stack" novalidate>
<input type="hidden" name="acte" value="${act}"><input type="hidden" name="liste" value="${list}">
${requestBoxes(scene, group)}
${act === 'refus' ? categories(scene) : ''}
${words(scene)}
${act === 'modification' ? fieldBoxes(scene, group) : ''}
${act === 'refus' ? remediesView(scene, group) : ''}
<div class="row"><button class="${act === 'refus' ? 'danger' : ''}">${t.submit[act](group.length)}</button>
<a class="button second" href="${carryLanguage(`/instruction?${list}`, address)}">${d.cancel}</a></div>
</form>`;
}

function requestBoxes({ ticked, language, problems, address }: BulkScene, group: InstructionFile[]): Content {
  const t = listTexts[language];
  const bad = problems.some(({ field }) => field === 'requests');
  return html`<fieldset id="requests" class="${bad ? 'bad' : ''}" aria-describedby="requests-hint">
<legend>${t.bulk.chosen}</legend><p class="hint" id="requests-hint">${t.bulk.keep}</p>
${bad ? html`<p class="message">${t.bulk.errorNone}</p>` : ''}
${group.map(({ request, organisation, history }) => {
  const number = numberOf(request);
  return html`<div class="chosen"><label class="choice"><input type="checkbox" name="d" value="${request.number}" ${!ticked || ticked.has(request.number) ? 'checked' : ''}>
<span><b>${number} · ${organisation.name}</b><span class="hint block-hint">${request.title || instructionTexts[language].list.untitled} · <span class="digits">${spacedSiret(organisation.siret)}</span></span></span></label>
<input type="hidden" name="vu.${request.number}" value="${history.length}">
<a class="plain" href="${carryLanguage(`/instruction/${number}`, address)}" target="_blank" rel="noopener">${instructionTexts[language].decision.seeRequest}<span class="hidden"> ${number}</span></a></div>`;
})}
</fieldset>`;
}

function categories({ definition, input, problems, language }: BulkScene): Content | '' {
  const t = instructionTexts[language].decision;
  const reasons = definition?.refusal_reasons ?? [];
  if (reasons.length === 0) return '';
  const bad = problems.some(({ field }) => field === 'category');
  return html`<fieldset id="category" class="${bad ? 'bad' : ''}"><legend>${t.category}</legend>
${bad ? html`<p class="message">${t.needCategory}</p>` : ''}
${reasons.map(
  ({
    id,
    label,
    hint,
  }) => html`<label class="choice"><input type="radio" name="category" value="${id}" ${input.category === id ? 'checked' : ''}>
<span>${label}${hint ? html`<span class="hint block-hint">${hint}</span>` : ''}</span></label>`,
)}</fieldset>`;
}

function words(scene: BulkScene): Content {
  const { act, input, problems, language } = scene;
  const t = instructionTexts[language].decision;
  const problem = problems.find(({ field }) => field === 'words');
  const answers = act === 'validation' && !grants(scene);
  const optional = act === 'validation' && !answers;
  const hint = {
    validation: answers ? t.answerHint : t.messageHint,
    modification: t.reasonHintChanges,
    refus: t.reasonHintRefuse,
  }[act];
  const label = optional
    ? html`${t.message} <span class="hint">${t.optional}</span>`
    : answers
      ? t.answer
      : t.reason;
  return html`<div class="${problem ? 'bad' : ''}"><label class="label" for="words">${label}</label>
<p class="hint" id="words-hint">${hint}</p>
${problem ? html`<p class="message" id="words-error">${problemText(problem, scene)}</p>` : ''}
<textarea id="words" name="words" rows="8" ${optional ? '' : 'required'} aria-describedby="words-hint${problem ? ' words-error' : ''}"
${problem ? html`aria-invalid="true"` : ''}>
${input.words}</textarea></div>`;
}

/** Whether a validation gives a habilitation, or is an answer. */
function grants({ definition, groups }: BulkScene): boolean {
  const stage = groups[0]?.[0]?.request.stage;
  return !definition || !stage || grantsHabilitation(definition, stage);
}

/** Every field of the form: what each request was asked may differ. */
function fieldBoxes({ definition, input, language }: BulkScene, group: InstructionFile[]): Content | '' {
  const t = instructionTexts[language].decision;
  const stage = group[0]?.request.stage;
  if (!definition || !stage) return '';
  const box = (
    id: string,
    label: string,
  ) => html`<label class="choice"><input type="checkbox" name="fields" value="${id}"
${input.fields.includes(id) ? 'checked' : ''}><span>${label}</span></label>`;
  return html`<fieldset id="fields"><legend>${listTexts[language].bulk.fieldsAll} <span class="hint">${t.optional}</span></legend>
<p class="hint">${t.fieldsHint}</p>
${stepsOf(definition, stage).map((step) => {
  const fields = step.fields.filter(({ kind }) => kind !== 'message');
  if (fields.length === 0) return '';
  return html`<details class="boxes" ${fields.some(({ id }) => input.fields.includes(id)) ? 'open' : ''}><summary>${step.title}</summary>
<fieldset><legend class="hidden">${step.title}</legend><div>${box(step.id, t.wholeStep)}${fields.map((field) => box(field.id, field.label))}</div></fieldset></details>`;
})}</fieldset>`;
}

function remediesView({ definition, language }: BulkScene, [file]: InstructionFile[]): Content | '' {
  if (!definition || !file) return '';
  const t = instructionTexts[language].decision;
  return html`<section class="callout info" aria-labelledby="remedies"><h2 id="remedies">${t.remedies}</h2>
<ul>${remedies({ file, definition, language }).map((text) => html`<li>${text}</li>`)}</ul></section>`;
}

function problemText(problem: BulkScene['problems'][number], { act, language }: BulkScene): string {
  const t = instructionTexts[language].decision;
  if (problem.field === 'requests') return listTexts[language].bulk.errorNone;
  if (problem.code === 'too_long') return t.tooLong(longestWords);
  if (problem.code === 'wrong_character') return t.wrongCharacter;
  if (problem.code === 'unknown') return t.unknownField;
  if (problem.field === 'category') return t.needCategory;
  return { validate: t.needAnswer, refuse: t.needRefusal, request_changes: t.needReason }[acts[act]];
}

function errors(scene: BulkScene): Content {
  const t = instructionTexts[scene.language].decision;
  return html`<div class="callout no" tabindex="-1" autofocus aria-labelledby="errors">
<h2 id="errors">${t.errors(scene.problems.length)}</h2>
<ul>${scene.problems.map((problem) => html`<li><a href="#${problem.field}">${problemText(problem, scene)}</a></li>`)}</ul></div>`;
}

/** Each group by a link of its own. */
function unlike({ act, groups, apiTitle, list, language, address }: BulkScene): Content {
  const t = listTexts[language];
  return html`<div class="callout warn"><h2>${t.bulk.unlike}</h2><p>${t.bulk.unlikeText}</p>
<ul>${groups.map((group) => {
    const [first] = group;
    const parameters = new URLSearchParams({ acte: act, liste: list });
    for (const { request } of group) parameters.append('d', String(request.number));
    const stage = first ? t.stages[first.request.stage] : '';
    const path = carryLanguage(`/instruction/ensemble?${parameters}`, address);
    return html`<li><a href="${path}">${t.bulk.group(apiTitle(first?.request.api ?? ''), stage, group.length)}</a></li>`;
  })}</ul></div>`;
}

function leftView({ left, language, address }: BulkScene): Content {
  const t = listTexts[language].bulk;
  return html`<section aria-labelledby="laissees"><h2 id="laissees" class="decision">${t.left}</h2>
<ul>${left.map(({ number, file, why }) => html`<li>${nameOf(number, file, address)} ${whyText(why, file, language)}</li>`)}</ul></section>`;
}

function outcomesView(scene: BulkScene): Content {
  const { act, outcomes, language, address } = scene;
  const t = listTexts[language].bulk;
  const done = outcomes.filter(({ kind }) => kind === 'done').length;
  const rest = outcomes.length - done;
  return html`<div class="callout ${rest === 0 ? 'ok' : 'warn'}" role="status" tabindex="-1" autofocus aria-labelledby="resultat">
<h2 id="resultat">${t.done[act](done)}${rest > 0 ? html`, ${t.notDone(rest)}` : ''}</h2></div>
<ul class="outcomes">${outcomes.map(
    (outcome) => html`<li>${nameOf(outcome.number, outcome.file, address)}
${outcomeView(outcome, scene)}</li>`,
  )}</ul>`;
}

function outcomeView(outcome: Outcome, { act, language }: BulkScene): Content {
  const t = listTexts[language].bulk;
  switch (outcome.kind) {
    case 'done':
      return html`<span class="tag ok">${t.doneOne[act]}</span>`;
    case 'meanwhile':
      return html`<span class="tag warn">${t.notDoneOne}</span><p>${t.meanwhile}</p>
<ol class="time">${outcome.lines.map((line) => historyLine(line, language))}</ol>
${outcome.possible ? '' : html`<p>${t.keptOver}</p>`}`;
    case 'left':
      return html`<span class="tag warn">${t.notDoneOne}</span><p>D${outcome.number} ${whyText(outcome.why, outcome.file, language)}</p>`;
    case 'refused':
      return html`<span class="tag no">${t.notDoneOne}</span><p><b>${outcome.title}</b> ${outcome.detail}</p>`;
  }
}

function nameOf(number: number, file: InstructionFile | undefined, address: string): Content {
  const name = `D${number}`;
  if (!file) return html`<b>${name}</b>`;
  return html`<a href="${carryLanguage(`/instruction/${name}`, address)}">${name} · ${file.organisation.name}</a>`;
}

function whyText(why: Hindrance, file: InstructionFile | undefined, language: Language): string {
  const t = listTexts[language].bulk.reasons;
  return why === 'state' ? t.state(file ? stateLabels[language][file.request.state] : '') : t[why];
}
