/** The page of one decision for several requests: what is decided, for which, and what became of each. */
import { html } from 'hono/html';
import { stepsOf } from '../../../catalogue/steps.ts';
import { beforeView } from '../../examination/before-view.ts';
import type { Language } from '../../http/language.ts';
import { errorList, type FormProblem, fieldGroup, option } from '../../pages/form.ts';
import { type Content, carryLanguage } from '../../pages/layout.ts';
import { stateLabels } from '../../requests/view/words.ts';
import { grantPart } from '../decisions/grant-part.ts';
import type { Asked } from '../decisions/granting.ts';
import { remediesView } from '../decisions/page.ts';
import { previewId, previewPart } from '../decisions/preview-part.ts';
import { answers, type Scene, writtenProblems } from '../decisions/scene.ts';
import { decisionTexts } from '../decisions/words/index.ts';
import { categoryPart, wordsPart } from '../decisions/words-part.ts';
import { type InstructionFile, numberOf, spacedSiret } from '../file.ts';
import { instructionTexts } from '../messages/index.ts';
import { historyLine } from '../sheets-view.ts';
import { type ActName, type Hindrance, mostAtOnce } from './bulk.ts';
import type { Outcome } from './bulk-decide.ts';
import { listTexts } from './words/index.ts';

export interface BulkScene {
  act: ActName;
  /** Requests that may be decided, all alike; more than one group: none may be, before one is chosen. */
  groups: InstructionFile[][];
  /** Of those, the ones to decide; undefined: all. */
  ticked?: ReadonlySet<number> | undefined;
  left: { number: number; file: InstructionFile | undefined; why: Hindrance }[];
  /** What is decided of the one group, as the page of one decision draws it; with what they ask for
   * together, and what stands of the controls of each, by id, before a validation. */
  decision: (Scene & { asked: Asked; lacking: ReadonlyMap<string, string[]> }) | undefined;
  /** What each API is called. */
  apiTitle: (api: string) => string;
  /** After the act. */
  outcomes: Outcome[];
  /** More were chosen than are decided at once. */
  cut: boolean;
  /** The query of the list to go back to. */
  list: string;
  language: Language;
  address: string;
}

/** @param refused the form is sent back: where nothing else is wrong with it, no request is ticked */
export function bulkMain(scene: BulkScene, refused: boolean): Content {
  const { act, groups, left, outcomes, cut, decision, language, address, list } = scene;
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
${group && decision ? form(scene, group, decision, refused) : ''}
${left.length > 0 ? leftView(scene) : ''}
${!group && outcomes.length > 0 ? html`<p><a class="button" href="${back}">${t.back}</a></p>` : ''}
</div>`;
}

function form(
  scene: BulkScene,
  group: InstructionFile[],
  decision: NonNullable<BulkScene['decision']>,
  refused: boolean,
): Content {
  const { act, outcomes, language, address, list } = scene;
  const { name, view, asked, lacking, action, preview } = decision;
  const t = listTexts[language].bulk;
  const d = instructionTexts[language].decision;
  const written: FormProblem[] = writtenProblems(decision);
  const problems = refused && written.length === 0 ? [{ field: 'requests', text: t.errorNone }] : written;
  const again = outcomes.length > 0;
  const { all, each } = shared(group.map(({ request }) => lacking.get(request.id) ?? []));
  return html`<p class="lead">${again ? t.kept : t.lead(group.length)}</p>
<h2 class="decision">${again ? t.again : t.decision}</h2>
${errorList(d.errors(problems.length), problems, 3)}
${all.length > 0 ? beforeView(t.before, all) : ''}
<form method="post" action="${action}" class="stack" novalidate>
<input type="hidden" name="acte" value="${act}"><input type="hidden" name="liste" value="${list}">
${requestBoxes(scene, group, each, problems)}
${name === 'refuse' ? categoryPart(decision) : ''}
${wordsPart(decision)}
${decision.offer?.templates.length ? html`<p class="hint">${t.variables}</p>` : ''}
${name === 'request_changes' ? fieldBoxes(decision) : ''}
${name === 'validate' && !answers(view) ? html`${grantPart(decision, asked)}<p class="hint">${t.own}</p>` : ''}
${name === 'refuse' ? remediesView(view) : ''}
${preview ? html`<p class="hint">${t.previewOf(`${numberOf(view.file.request)} · ${view.file.organisation.name}`)}</p>` : ''}
${previewPart(decision)}
<div class="row"><button class="${name === 'refuse' ? 'danger' : ''}">${t.submit[act](group.length)}</button>
<button class="second" name="preview" value="1" formaction="${action}#${previewId}" formnovalidate>${decisionTexts[language].preview}</button>
<a class="button second" href="${carryLanguage(`/instruction?${list}`, address)}">${d.cancel}</a></div>
</form>`;
}

/** What is said of all of them, and what of each one besides. */
function shared(lines: string[][]): { all: string[]; each: string[][] } {
  const all = (lines[0] ?? []).filter((line) => lines.every((own) => own.includes(line)));
  return { all, each: lines.map((own) => own.filter((line) => !all.includes(line))) };
}

function requestBoxes(
  { ticked, language, address }: BulkScene,
  group: InstructionFile[],
  lacking: string[][],
  problems: readonly FormProblem[],
): Content {
  const t = listTexts[language];
  const { seeRequest } = instructionTexts[language].decision;
  return fieldGroup(
    { id: 'requests', label: t.bulk.chosen, hint: t.bulk.keep, problems },
    group.map(({ request, organisation, history }, place) => {
      const number = numberOf(request);
      const title = request.title || instructionTexts[language].list.untitled;
      const box = {
        id: String(request.number),
        label: html`<b>${number} · ${organisation.name}</b>`,
        hint: html`${title} · <span class="digits">${spacedSiret(organisation.siret)}</span>${lacking[
          place
        ]?.map((line) => html`<br><b>${line}</b>`)}`,
      };
      return html`<div class="chosen">${option('checkbox', 'd', box, !ticked || ticked.has(request.number))}
<input type="hidden" name="vu.${request.number}" value="${history.length}">
<a class="plain" href="${carryLanguage(`/instruction/${number}`, address)}" target="_blank" rel="noopener">${seeRequest}<span class="hidden"> ${number}</span></a></div>`;
    }),
  );
}

/** Every field of the form: what each request was asked may differ. */
function fieldBoxes(decision: Scene): Content {
  const { input, view } = decision;
  const { definition, file, language } = view;
  const t = instructionTexts[language].decision;
  const box = (id: string, label: string) =>
    option('checkbox', 'fields', { id, label }, input.fields.includes(id));
  return fieldGroup(
    {
      id: 'fields',
      label: html`${listTexts[language].bulk.fieldsAll} <span class="hint">${t.optional}</span>`,
      hint: t.fieldsHint,
      problems: writtenProblems(decision),
    },
    stepsOf(definition, file.request.stage).flatMap((step) => {
      const fields = step.fields.filter(({ kind }) => kind !== 'message');
      if (fields.length === 0) return [];
      return html`<details class="boxes" ${fields.some(({ id }) => input.fields.includes(id)) ? 'open' : ''}><summary>${step.title}</summary>
<fieldset><legend class="hidden">${step.title}</legend><div>${box(step.id, t.wholeStep)}${fields.map((field) => box(field.id, field.label))}</div></fieldset></details>`;
    }),
  );
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
