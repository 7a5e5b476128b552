/** The page of one decision: works without scripts, keeps what was typed, says what happened meanwhile. */
import { html } from 'hono/html';
import { errorList } from '../../pages/form.ts';
import { type Content, carryLanguage } from '../../pages/layout.ts';
import { clockWords } from '../clock-words.ts';
import { type HistoryLine, numberOf, type View } from '../file.ts';
import { instructionTexts } from '../messages/index.ts';
import { remedies } from '../remedies.ts';
import { requestHeading } from '../request-page.ts';
import { historyLine } from '../sheets-view.ts';
import { forFile, grave } from './decisions.ts';
import { fieldsPart } from './fields-part.ts';
import { grantPart } from './grant-part.ts';
import { askedOf } from './granting.ts';
import { previewId, previewPart } from './preview-part.ts';
import { duePart, hearingPart, membersPart, urgentPart } from './revocation-part.ts';
import { answers, decisionTitle, type Scene, writtenProblems } from './scene.ts';
import { decisionTexts } from './words/index.ts';
import { categoryPart, wordsPart } from './words-part.ts';

export function decisionMain(scene: Scene): Content {
  const { view, name, problems, meanwhile, permitted } = scene;
  return html`<p><a href="${requestPath(view)}">← ${instructionTexts[view.language].decision.seeRequest}</a></p>
${requestHeading(view)}
<div class="narrow">
<h2 class="decision">${decisionTitle(name, view)}</h2>
${meanwhile ? meanwhileView(meanwhile, view, permitted) : ''}
${errorList(instructionTexts[view.language].decision.errors(problems.length), writtenProblems(scene), 3)}
${permitted ? form(scene) : keptWords(scene)}
</div>`;
}

function form(scene: Scene): Content {
  const { view, name, input, action } = scene;
  const t = instructionTexts[view.language].decision;
  const more = decisionTexts[view.language];
  const label =
    name === 'validate' && answers(view)
      ? t.submitAnswer
      : name === 'refuse' && view.file.request.reopening
        ? decisionTitle(name, view)
        : more.submit[name];
  return html`${consequences(scene)}
${scene.before ?? ''}
<form method="post" action="${action}" class="stack" novalidate>
<input type="hidden" name="seen" value="${input.seen}">
${name === 'refuse' ? categoryPart(scene) : ''}
${name === 'revoke' ? hearingPart(scene) : ''}
${wordsPart(scene)}
${name === 'request_changes' ? fieldsPart(scene) : ''}
${name === 'validate' && !answers(view) ? grantPart(scene, askedOf(view.definition, view.file.request)) : ''}
${name === 'announce_revocation' ? duePart(scene) : ''}
${forFile.includes(name) ? membersPart(scene) : ''}
${name === 'revoke' ? urgentPart(scene) : ''}
${name === 'refuse' ? remediesView(view) : ''}
${previewPart(scene)}
<div class="row">
<button class="${grave.includes(name) ? 'danger' : ''}">${label}</button>
<button class="second" name="preview" value="1" formaction="${action}#${previewId}" formnovalidate>${more.preview}</button>
<a class="button second" href="${requestPath(view)}">${t.cancel}</a>
</div>
</form>`;
}

/** What the decision does, before it is made. */
function consequences({ view, name, held }: Scene): Content | '' {
  const t = instructionTexts[view.language].decision;
  const more = decisionTexts[view.language];
  const texts: string[] = [];
  if (name === 'refuse' && view.file.request.reopening && held)
    texts.push(more.updateStays(`H${held.number}`));
  if (Object.hasOwn(more.what, name)) texts.push(more.what[name as keyof typeof more.what]);
  if (name === 'validate') {
    const stage = view.definition.stages.find(({ id }) => id === view.file.request.stage);
    texts.push(answers(view) ? t.whatAnswerText : t.whatHappensText(stage?.validity_months ?? 0));
    if (stage?.ends_with[0]) texts.push(clockWords[view.language].endsSooner);
  }
  if (texts.length === 0) return '';
  return html`<div class="callout info">${texts.map((text) => html`<p>${text}</p>`)}</div>`;
}

export function remediesView(view: View): Content {
  const t = instructionTexts[view.language].decision;
  return html`<section class="callout info" aria-labelledby="remedies"><h3 id="remedies">${t.remedies}</h3>
<ul>${remedies(view).map((text) => html`<li>${text}</li>`)}</ul></section>`;
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
function keptWords({ view, input }: Scene): Content {
  const t = instructionTexts[view.language].decision;
  const words = [input.words, input.conditions].filter(Boolean).join('\n\n');
  return html`<div class="stack">
${
  words
    ? html`<div><label class="label" for="words">${t.yourWords}</label>
<textarea id="words" rows="8" readonly>
${words}</textarea></div>`
    : ''
}
<p><a class="button" href="${requestPath(view)}">${t.seeRequest}</a></p>
</div>`;
}

export function requestPath(view: View): string {
  return carryLanguage(`/instruction/${numberOf(view.file.request)}`, view.address);
}
