/** The page of the list: tabs, kept lists, filters, the requests, what may be done with them all. */
import { html } from 'hono/html';
import type { Content } from '../../pages/layout.ts';
import { filtersView } from './filters-view.ts';
import { isFiltered, parameterNames } from './query.ts';
import { listPath, type Scene, withChange } from './scene.ts';
import { tableView } from './table-view.ts';
import { tabsView, viewsView } from './tabs-view.ts';
import { listTexts } from './words/index.ts';

export function listMain(scene: Scene): Content {
  const { found, query, language, done } = scene;
  const t = listTexts[language];
  return html`<h1>${t.title}</h1>
${done ? html`<div class="callout ok" role="status"><p>${done}</p></div>` : ''}
${tabsView(scene)}
${viewsView(scene)}
${filtersView(scene)}
${query.ignored.length > 0 ? ignored(scene) : ''}
${found.near ? html`<p class="callout info">${t.near} <b>${found.near.join(', ')}</b></p>` : ''}
${found.items.length > 0 ? tableView(scene) : empty(scene)}
${found.previous || found.next ? pages(scene) : ''}
${found.items.length > 0 ? exportsView(scene) : ''}
${found.items.length > 0 ? keyboard(scene) : ''}`;
}

/** What the address says is not said back: only the names of our own fields are. */
function ignored({ query, language }: Scene): Content {
  const t = listTexts[language];
  const labels: Partial<Record<string, string>> = Object.fromEntries(
    Object.entries(t.labels).map(([name, label]) => [parameterNames[name as keyof typeof t.labels], label]),
  );
  const named = query.ignored.map((name) => labels[name] ?? t.pages);
  return html`<div class="callout warn" role="status"><p>${t.ignored} <b>${[...new Set(named)].join(', ')}</b>.</p><p>${t.ignoredHint}</p></div>`;
}

function empty({ query, language, address }: Scene): Content {
  const t = listTexts[language];
  const [title, text] = isFiltered(query) ? [t.noMatch, t.noMatchText] : t.empty[query.tab];
  return html`<div class="frame empty">
<h2>${title}</h2>
<p>${text}</p>
<p><a class="button second" href="${listPath(withChange(query, { tab: 'all' }), address)}">${t.tabs.all}</a></p>
</div>`;
}

function pages({ found, query, language, address }: Scene): Content {
  const t = listTexts[language];
  const near = found.near !== undefined || query.near;
  const here = listPath({ ...query, near }, address);
  const to = (name: 'before' | 'after', cursor: string) => `${here}&${parameterNames[name]}=${cursor}`;
  const { previous, next } = found;
  return html`<nav class="row between" aria-label="${t.pages}">
<span>${previous ? html`<a class="button second" rel="prev" href="${to('before', previous)}">← ${t.newer}</a>` : ''}</span>
<span>${next ? html`<a class="button second" rel="next" href="${to('after', next)}">${t.older} →</a>` : ''}</span>
</nav>`;
}

function exportsView({ query, language, address }: Scene): Content {
  const t = listTexts[language];
  const link = (extension: string) => listPath(query, address, `/instruction/export.${extension}`);
  return html`<section class="exports" aria-labelledby="exporter"><h2 id="exporter" class="group">${t.export}</h2>
<p class="hint">${t.exportHint}</p>
<p class="row"><a class="button second" href="${link('xlsx')}" download>${t.xlsx}</a>
<a class="button second" href="${link('csv')}" download>${t.csv}</a></p></section>`;
}

/** Shown by the script that it speaks of. */
function keyboard({ language }: Scene): Content {
  const t = listTexts[language].keys;
  return html`<section id="clavier" class="keys" aria-labelledby="touches" hidden><h2 id="touches" class="group">${t.title}</h2>
<p class="hint">${t.text}</p>
<p><button class="second" type="button" aria-pressed="true" data-on="${t.on}" data-off="${t.off}">${t.on}</button></p></section>`;
}
