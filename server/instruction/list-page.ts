/** The list of requests: a table on a desk, cards on a telephone; search and pages are plain links and a GET form. */
import { html } from 'hono/html';
import type { Language } from '../http/language.ts';
import { type Content, carryLanguage } from '../pages/layout.ts';
import type { RequestState } from '../requests/lifecycle.ts';
import { stateLabels } from '../requests/words.ts';
import { ageOf, targetDays } from './age.ts';
import { spacedSiret } from './file.ts';
import { type ListQuery, requestStatesSeen } from './list-query.ts';
import { instructionTexts } from './messages/index.ts';
import { ageView, stateView } from './state-view.ts';

export interface ListItem {
  number: number;
  title: string;
  /** Labels, ready to show. */
  useCase: string;
  stage: string;
  api: string;
  organisation: string;
  siret: string;
  department: string;
  state: RequestState;
  /** Another request of the file has changed an answer in common since anything else happened. */
  told: boolean;
  lastSubmittedAt: Date | null;
}

export interface ListPage {
  items: ListItem[];
  query: ListQuery;
  /** Cursor of each neighbouring page, when there is one. */
  newer: string | undefined;
  older: string | undefined;
  language: Language;
  address: string;
  now: Date;
}

export function listMain(list: ListPage): Content {
  const t = instructionTexts[list.language].list;
  const filtered = list.query.search !== '' || list.query.state !== undefined;
  return html`<h1>${t.title}</h1>
${searchForm(list, filtered)}
${list.items.length > 0 ? table(list) : empty(list, filtered)}
${list.newer || list.older ? pages(list) : ''}`;
}

function searchForm({ query, language, address }: ListPage, filtered: boolean): Content {
  const { list: t } = instructionTexts[language];
  const chosen = new URL(address).searchParams.get('lang');
  return html`<form method="get" action="/instruction" role="search" class="search">
${chosen ? html`<input type="hidden" name="lang" value="${chosen}">` : ''}
<div class="grow"><label class="label" for="q">${t.search} <span class="hint">${t.searchHint}</span></label>
<input type="search" id="q" name="q" value="${query.search}" maxlength="200" autocomplete="off"></div>
<div><label class="label" for="etat">${t.state}</label>
<select id="etat" name="etat"><option value="">${t.anyState}</option>
${requestStatesSeen.map((state) => html`<option value="${state}" ${query.state === state ? 'selected' : ''}>${stateLabels[language][state]}</option>`)}
</select></div>
<div class="row"><button class="second">${t.filter}</button>
${filtered ? html`<a class="plain" href="${carryLanguage('/instruction', address)}">${t.clear}</a>` : ''}</div>
</form>`;
}

// The roles are said again because a table laid out as cards loses its own in some browsers.
function table(list: ListPage): Content {
  const { list: t } = instructionTexts[list.language];
  const head = [t.number, t.project, t.organisation, t.api, t.state, t.age];
  const late = list.items.some((item) => ageOf(item, list.now).late);
  return html`<table class="requests" role="table">
<caption class="hidden">${t.caption}</caption>
<thead role="rowgroup"><tr role="row">${head.map((label) => html`<th scope="col" role="columnheader">${label}</th>`)}</tr></thead>
<tbody role="rowgroup">${list.items.map((item) => row(item, list))}</tbody>
</table>
${late ? html`<p class="hint">${t.lateHint(targetDays)}</p>` : ''}`;
}

function row(item: ListItem, { language, address, now }: ListPage): Content {
  const { list: t } = instructionTexts[language];
  const link = carryLanguage(`/instruction/D${item.number}`, address);
  return html`<tr role="row">
<td role="cell" class="number">D${item.number}</td>
<td role="cell" class="main"><a href="${link}">${item.title || t.untitled}</a>
<span class="hint">${[item.useCase, item.stage].filter(Boolean).join(' · ')}</span>${item.told ? html`<span class="tag warn">${instructionTexts[language].together.told}</span>` : ''}</td>
<td role="cell"><b>${item.organisation}</b>
<span class="hint digits">${item.department ? html`<span class="hidden">${t.department}</span>${item.department} · ` : ''}${spacedSiret(item.siret)}</span></td>
<td role="cell">${item.api}</td>
<td role="cell">${stateView(item.state, language)}</td>
<td role="cell">${ageView(ageOf(item, now), language)}</td>
</tr>`;
}

function empty({ language, address }: ListPage, filtered: boolean): Content {
  const t = instructionTexts[language].list;
  return html`<div class="frame empty">
<h2>${filtered ? t.noMatch : t.empty}</h2>
<p>${filtered ? t.noMatchText : t.emptyText}</p>
${filtered ? html`<p><a class="button second" href="${carryLanguage('/instruction', address)}">${t.clear}</a></p>` : ''}
</div>`;
}

function pages({ newer, older, language, address }: ListPage): Content {
  const t = instructionTexts[language].list;
  const to = (name: 'avant' | 'apres', cursor: string) => {
    const url = new URL(address);
    url.searchParams.delete('avant');
    url.searchParams.delete('apres');
    url.searchParams.set(name, cursor);
    return `${url.pathname}${url.search}`;
  };
  return html`<nav class="row between" aria-label="${t.pages}">
<span>${newer ? html`<a class="button second" rel="prev" href="${to('avant', newer)}">← ${t.newer}</a>` : ''}</span>
<span>${older ? html`<a class="button second" rel="next" href="${to('apres', older)}">${t.older} →</a>` : ''}</span>
</nav>`;
}
