/** The lists that everybody has, with how many each holds, and those that this person keeps. */
import { html } from 'hono/html';
import { type Content, carryLanguage } from '../../pages/layout.ts';
import { type Counts, counted, mostCounted } from './counts.ts';
import { type Tab, tabs, unfiltered, writeListQuery } from './query.ts';
import { listPath, type Scene, withChange } from './scene.ts';
import { longestName, mostViews, type ViewProblem } from './views.ts';
import { listTexts } from './words/index.ts';

/** A tab begins anew: what was searched in another one is seldom what is looked for here. */
export function tabsView(scene: Scene): Content {
  const { query, address, language } = scene;
  const t = listTexts[language];
  return html`<nav class="tabs" aria-label="${t.tabsLabel}"><ul>
${(Object.keys(tabs) as Tab[]).map(
  (
    tab,
  ) => html`<li><a href="${listPath({ ...unfiltered(query), tab }, address)}" ${query.tab === tab ? html`aria-current="page"` : ''}>${t.tabs[tab]}
${isCounted(tab) ? counter(scene, tab) : ''}</a></li>`,
)}
</ul></nav>`;
}

const isCounted = (tab: Tab): tab is keyof Counts => (counted as readonly Tab[]).includes(tab);

function counter({ counts, language }: Scene, tab: keyof Counts): Content {
  const t = listTexts[language];
  const count = counts[tab];
  const spoken = count > mostCounted ? t.moreThan(mostCounted) : String(count);
  const shown = count > mostCounted ? `${mostCounted}+` : String(count);
  return html`<span class="count ${tab === 'late' && count > 0 ? 'no' : ''}"><span aria-hidden="true">${shown}</span><span class="hidden">(${t.counted[tab](spoken)})</span></span>`;
}

/** Kept lists as links; removing one, and keeping this one, behind a summary. */
export function viewsView(scene: Scene): Content {
  const { views, query, address, language, view } = scene;
  const t = listTexts[language].views;
  const here = writeListQuery(withChange(query, {}));
  const links = views.map(
    ({ name, query: kept }) =>
      html`<li><a href="${carryLanguage(`/instruction?${kept}`, address)}" ${kept === here ? html`aria-current="page"` : ''}>${name}</a></li>`,
  );
  return html`<section class="views" aria-labelledby="vues"><h2 id="vues" class="group">${t.title}</h2>
${views.length > 0 ? html`<ul>${links}</ul>` : html`<p class="hint">${t.none}</p>`}
<details ${view ? 'open' : ''}><summary>${t.save}</summary>
<div class="stack">
<form method="post" action="${carryLanguage('/instruction/vues', address)}" class="row" novalidate>
<input type="hidden" name="liste" value="${here}">
<div class="grow ${view ? 'bad' : ''}"><label class="label" for="nom">${t.name}</label>
<p class="hint" id="nom-hint">${t.nameHint}</p>
${view ? html`<p class="message" id="nom-error">${problemText(view.problem, scene)}</p>` : ''}
<input id="nom" name="nom" value="${view?.name ?? ''}" required autocomplete="off"
aria-describedby="nom-hint${view ? ' nom-error' : ''}" ${view ? html`aria-invalid="true" autofocus` : ''}></div>
<button class="second">${t.submit}</button>
</form>
${
  views.length > 0
    ? html`<ul class="bare">${views.map(
        ({
          id,
          name,
        }) => html`<li><form method="post" action="${carryLanguage(`/instruction/vues/${id}/suppression`, address)}" class="row">
<input type="hidden" name="liste" value="${here}"><span>${name}</span>
<button class="plain" aria-label="${t.remove(name)}">${t.removeShort}</button></form></li>`,
      )}</ul>`
    : ''
}
</div></details></section>`;
}

function problemText(problem: ViewProblem, { language }: Scene): string {
  const t = listTexts[language].views.errors;
  if (problem === 'too_long') return t.too_long(longestName);
  if (problem === 'too_many') return t.too_many(mostViews);
  return t[problem];
}
