/** The requests: a table on a desk, cards on a telephone. Each line is one link; ticked ones are decided together. */
import { html } from 'hono/html';
import type { Language } from '../../http/language.ts';
import { type Content, carryLanguage } from '../../pages/layout.ts';
import { ageOf } from '../age.ts';
import { spacedSiret } from '../file.ts';
import { instructionTexts } from '../messages/index.ts';
import { ageView, stateView } from '../state-view.ts';
import { type ActName, acts } from './bulk.ts';
import { departmentName } from './places.ts';
import { priorities, priorityAt } from './priority.ts';
import { writeListQuery } from './query.ts';
import type { Scene } from './scene.ts';
import type { Entry } from './store.ts';
import { listTexts } from './words/index.ts';

/** The form of the ticks: beside the table, so that each box names it. */
const formId = 'ensemble';

// The roles are said again because a table laid out as cards loses its own in some browsers.
export function tableView(scene: Scene): Content {
  const { language, query, found, choices } = scene;
  const t = listTexts[language];
  const { number, project, organisation, api, state, assignee } = t.columns;
  const late = found.items.some((item) => age(item, scene).late);
  const instructs = choices.apis.some((one) => one.instructs);
  return html`<table class="entries" role="table">
<caption class="hidden">${t.caption(!query.oldestFirst)}</caption>
<thead role="rowgroup"><tr role="row">
${instructs ? html`<td role="cell"><label class="tick" hidden><input type="checkbox" id="toutes"><span class="hidden">${t.tickAll}</span></label></td>` : ''}
${[number, project, organisation, api, state, t.columns.age, assignee].map((label) => html`<th scope="col" role="columnheader">${label}</th>`)}
</tr></thead>
<tbody role="rowgroup">${found.items.map((item) => row(item, scene, instructs))}</tbody>
</table>
${late ? html`<p class="hint">${t.lateHint}</p>` : ''}
${instructs ? ticks(scene) : ''}`;
}

function row(item: Entry, scene: Scene, instructs: boolean): Content {
  const { language, address, choices } = scene;
  const t = listTexts[language];
  const number = `D${item.number}`;
  const api = choices.apis.find(({ id }) => id === item.api);
  const useCase = api?.useCases.find(({ id }) => id === item.useCase)?.label;
  const place = departmentName(item.department) || item.department;
  return html`<tr role="row">
${
  instructs
    ? html`<td role="cell" class="box">${
        api?.instructs
          ? html`<label class="tick"><input type="checkbox" name="d" value="${item.number}" form="${formId}"><span class="hidden">${t.tick(number)}</span></label>`
          : ''
      }</td>`
    : ''
}
<td role="cell" class="number">${number}</td>
<td role="cell" class="project"><a class="open" href="${carryLanguage(`/instruction/${number}`, address)}">${item.title || instructionTexts[language].list.untitled}</a>
<span class="hint">${[useCase, t.stages[item.stage]].filter(Boolean).join(' · ')}</span>${marks(item, language)}</td>
<td role="cell" class="organisation"><b>${item.organisation}</b>
<span class="hint">${place ? html`<span class="hidden">${t.department}</span>${place} · ` : ''}<span class="digits">${spacedSiret(item.siret)}</span></span></td>
<td role="cell">${api?.title ?? item.api}</td>
<td role="cell">${stateView(item.state, language)}</td>
<td role="cell">${ageView(age(item, scene), language)}</td>
<td role="cell" class="assignee">${item.assignee ?? html`<span class="hint">${item.state === 'submitted' ? t.unassigned : ''}</span>`}</td>
</tr>`;
}

const age = (item: Entry, { now, targets }: Scene) =>
  ageOf(item, now, targets.get(item.api) ?? Math.min(...targets.values()));

function marks(item: Entry, language: Language): Content | '' {
  const t = listTexts[language];
  const priority = priorityAt(item.priority);
  const found = [
    item.priority > 0 && html`<span class="tag no">${t.priorities[priority]}</span>`,
    item.unseen && html`<span class="tag info">${t.flags.unseen}</span>`,
    item.updated && html`<span class="tag info">${t.flags.updated}</span>`,
    item.reopening &&
      html`<span class="tag">${item.reopening === 'renewal' ? t.renewal : t.flags.reopened}</span>`,
    item.unread && html`<span class="tag warn">${t.flags.unread}</span>`,
    item.told && html`<span class="tag warn">${instructionTexts[language].together.told}</span>`,
  ].filter(Boolean);
  return found.length > 0 ? html`<span class="marks">${found}</span>` : '';
}

function ticks({ language, address, query, found, choices }: Scene): Content | '' {
  if (found.items.length === 0) return '';
  const t = listTexts[language];
  const pair = choices.apis.some(({ instructs, twoPeople }) => instructs && twoPeople);
  const shown = (Object.keys(acts) as ActName[]).filter((act) => act !== 'accord' || pair);
  const lang = new URL(address).searchParams.get('lang');
  return html`<form id="${formId}" method="get" action="/instruction/ensemble" class="ticks" aria-labelledby="avec">
${lang ? html`<input type="hidden" name="lang" value="${lang}">` : ''}
<input type="hidden" name="liste" value="${writeListQuery(query)}">
<h2 id="avec" class="group">${t.together} <span id="choisies" class="hint" role="status" data-one="(${t.ticked(1).replace('1', '#')})" data-many="(${t.ticked(2).replace('2', '#')})"></span></h2>
<div class="row">
${shown.map((act) => html`<button class="second" name="acte" value="${act}">${t.acts[act]}</button>`)}
</div>
<div class="row"><label for="donner">${t.labels.priority}</label>
<select id="donner" name="donner">${priorities.map((priority) => html`<option value="${priority}">${t.priorities[priority]}</option>`)}</select>
<button class="second" formmethod="post" formaction="${carryLanguage('/instruction/priorite', address)}">${t.setPriority}</button></div>
</form>`;
}
