/** What else the organisation has asked for and holds: duplicates first, where they are seen. */
import { html } from 'hono/html';
import type { View } from '../instruction/file.ts';
import { instructionTexts } from '../instruction/messages/index.ts';
import { stateView } from '../instruction/state-view.ts';
import { day } from '../pages/dates.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import { examinationTexts } from './messages/index.ts';
import { longestList, type RelatedHabilitation, type RelatedRequest } from './related.ts';

/** Nothing where there is none. */
export function duplicatesView(view: View): Content | '' {
  const duplicates = view.examination?.related.duplicates ?? [];
  if (duplicates.length === 0) return '';
  const t = examinationTexts[view.language].related;
  return html`<section class="callout warn" aria-labelledby="duplicates">
<h2 id="duplicates">${t.duplicates}</h2>
<p>${t.duplicatesText}</p>
<ul class="bare">${duplicates.map((one) => requestLine(one, view))}</ul>
</section>`;
}

export function relatedSheet(view: View): Content | '' {
  const related = view.examination?.related;
  if (!related) return '';
  const t = examinationTexts[view.language].related;
  const { requests, habilitations } = related;
  const full = requests.length >= longestList || habilitations.length >= longestList;
  return html`<section class="sheet" aria-labelledby="related">
<h2 id="related">${t.title}</h2>
<h3>${t.requests}</h3>
${requests.length === 0 ? html`<p class="hint">${t.noRequests}</p>` : html`<ul class="bare">${requests.map((one) => requestLine(one, view))}</ul>`}
<h3>${t.habilitations}</h3>
${habilitations.length === 0 ? html`<p class="hint">${t.noHabilitations}</p>` : html`<ul class="bare">${habilitations.map((one) => habilitationLine(one, view))}</ul>`}
${full ? html`<p class="hint">${t.more}</p>` : ''}
</section>`;
}

function requestLine(one: RelatedRequest, view: View): Content {
  const t = examinationTexts[view.language].related;
  const where = view.examination?.apiTitle(one.api, one.stage) ?? one.api;
  const title = one.title || instructionTexts[view.language].list.untitled;
  return html`<li>${link(one.number, view)} ${stateView(one.state, view.language)}
<span class="hint block-hint">${[title, where, one.copy && t[one.copy]].filter(Boolean).join(' · ')}</span></li>`;
}

function habilitationLine(one: RelatedHabilitation, view: View): Content {
  const t = examinationTexts[view.language].related;
  const tone = { active: 'ok', suspended: 'warn', obsolete: '', revoked: 'no', expired: '' }[one.state];
  const where = view.examination?.apiTitle(one.api, one.stage) ?? one.api;
  return html`<li>H${one.number} <span class="tag ${tone}">${t.state[one.state]}</span>
<span class="hint block-hint">${where} · ${t.until(day(one.expiresAt, view.language))} · ${link(one.request, view)}</span></li>`;
}

const link = (number: number, view: View): Content =>
  html`<a href="${carryLanguage(`/instruction/D${number}`, view.address)}">D${number}</a>`;
