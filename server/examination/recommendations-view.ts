/** The recommendations of a control, below its verdict. */
import { html } from 'hono/html';
import type { Control } from '../../catalogue/definition.ts';
import type { View } from '../instruction/file.ts';
import { dateInWords, day } from '../pages/dates.ts';
import type { Content } from '../pages/layout.ts';
import type { Recommendation } from './examination.ts';
import { examinationTexts } from './messages/index.ts';
import { actionButton, below } from './pieces.ts';
import type { RequestShown } from './shown.ts';

export function recommendationsView(control: Control, shown: RequestShown, view: View): Content | '' {
  const t = examinationTexts[view.language].recommendations;
  const list = shown.recommendations.filter(({ said }) => said.facts.control === control.id);
  const writes = shown.may.control(control);
  if (list.length === 0 && !writes) return '';
  return html`<div id="recommendations">
${list.length > 0 ? html`<h4>${t.title}</h4><ul class="bare">${list.map((one) => recommendationView(one, writes, shown, view))}</ul>` : ''}
${writes ? html`<p><a class="plain" href="${below(view, `controles/${control.id}/recommandation`)}">${t.add}</a></p>` : ''}
</div>`;
}

function recommendationView(one: Recommendation, writes: boolean, shown: RequestShown, view: View): Content {
  const { recommendations: t, erased } = examinationTexts[view.language];
  const { facts, words } = one.said;
  const kind = one.done ? 'done' : facts.planned < shown.today ? 'late' : 'open';
  const tone = { done: 'ok', late: 'no', open: 'info' }[kind];
  const what = html`<span class="hidden"> : ${words.text ?? erased}</span>`;
  return html`<li><p><span class="tag ${tone}">${t[kind]}</span> <span class="said">${words.text ?? erased}</span></p>
<p class="hint">${t.for(words.owner ?? erased, dateInWords(facts.planned, view.language))} · ${
    one.committed ? t.committed(day(one.committed.at, view.language)) : t.notCommitted
  }</p>
${
  writes
    ? html`<div class="row"><a class="plain" href="${below(view, `recommandations/${one.id}`)}">${t.edit}${what}</a>
${actionButton(view, `recommandations/${one.id}/etat`, html`${one.done ? t.reopen : t.close}${what}`, { done: one.done ? 0 : 1 }, 'plain')}</div>`
    : ''
}</li>`;
}
