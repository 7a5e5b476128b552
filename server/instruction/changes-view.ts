/** What changed since the last submission: old → new, with words for those who do not see colours. */
import { html } from 'hono/html';
import type { Answer } from '../../catalogue/answers.ts';
import { fieldsOf } from '../../catalogue/steps.ts';
import type { Content } from '../pages/layout.ts';
import { changesSince, type Difference } from '../requests/view/differences.ts';
import { textsOf } from './answer-view.ts';
import type { View } from './file.ts';
import { instructionTexts } from './messages/index.ts';
import { comparedAlready } from './update-view.ts';
import { changedWords } from './words.ts';

/** Nothing on a first submission. */
export function changesView(view: View): Content | '' {
  const { request } = view.file;
  if (!request.previousAnswers || comparedAlready(view)) return '';
  const t = instructionTexts[view.language].request;
  const differences = changesSince(request);
  return html`<section class="frame" aria-labelledby="changes">
<h2 id="changes">${t.changes}</h2>
${differences.length === 0 ? html`<p>${t.noChanges}</p>` : differencesView(differences, view)}
</section>`;
}

/** Field by field, word by word in texts; also against the template of a use case. */
export function differencesView(differences: Difference[], view: View): Content {
  return html`<dl class="answers">${differences.map((one) => differenceView(one, view))}</dl>`;
}

function differenceView({ field: id, before, after }: Difference, view: View): Content {
  const { definition, file } = view;
  const field = fieldsOf(definition, file.request.stage).find((one) => one.id === id);
  if (!view.reads(id)) {
    const t = instructionTexts[view.language].request;
    return html`<div><dt>${field?.label ?? t.goneQuestion}</dt><dd><span class="hint">${t.changedUnseen}</span></dd></div>`;
  }
  const isText = (answer: Answer | undefined) => answer === undefined || typeof answer === 'string';
  const words =
    isText(before) && isText(after)
      ? textChange(textsOf(field, before, view)[0] ?? '', textsOf(field, after, view)[0] ?? '', view)
      : setChange(textsOf(field, before, view), textsOf(field, after, view), view);
  return html`<div><dt>${field?.label ?? id}</dt><dd>${words}</dd></div>`;
}

function textChange(before: string, after: string, view: View): Content {
  const pieces = changedWords(before, after).map(({ kind, text }) =>
    kind === 'same' ? html`${text}` : mark(kind, text, view),
  );
  return html`<span class="said">${pieces}</span>${after === '' ? nothing(view) : ''}`;
}

/** Values that came and went; those that stayed are not repeated. */
function setChange(before: string[], after: string[], view: View): Content {
  const removed = before.filter((text) => !after.includes(text));
  const added = after.filter((text) => !before.includes(text));
  if (before.length < 2 && after.length < 2) {
    return html`${removed.map((text) => mark('removed', text, view))}${added.map((text) => mark('added', text, view))}
${after.length === 0 ? nothing(view) : ''}`;
  }
  return html`<ul class="bare">
${removed.map((text) => html`<li>${mark('removed', text, view)}</li>`)}
${added.map((text) => html`<li>${mark('added', text, view)}</li>`)}
</ul>${after.length === 0 ? nothing(view) : ''}`;
}

function mark(kind: 'removed' | 'added', text: string, { language }: View): Content {
  const t = instructionTexts[language].request;
  return kind === 'removed'
    ? html`<del><span class="hidden">${t.removed}</span>${text}</del> `
    : html`<ins><span class="hidden">${t.added}</span>${text}</ins> `;
}

const nothing = ({ language }: View) =>
  html`<span class="hint">${instructionTexts[language].request.nothing}</span>`;
