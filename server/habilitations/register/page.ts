/** `/habilitations`: the register, for anybody to read and search. Pure. */
import { html } from 'hono/html';
import type { ApiDefinition } from '../../../catalogue/definition.ts';
import type { Language } from '../../http/language.ts';
import { day } from '../../pages/dates.ts';
import type { Content } from '../../pages/layout.ts';
import { scopeLabels } from '../granted.ts';
import type { Registered, RegisterQuery } from './read.ts';
import { registerTexts } from './words.ts';

export interface RegisterPage {
  query: RegisterQuery;
  found: readonly Registered[];
  /** Whether there are more. */
  more: boolean;
  definitions: readonly ApiDefinition[];
  language: Language;
  /** `lang`, where it was chosen by hand. */
  chosenLanguage: string | undefined;
  /** The same list from another place, or as a file. */
  to: (path: string, after?: string) => string;
}

export function registerMain(shown: RegisterPage): Content {
  const { found, query, language, to } = shown;
  const t = registerTexts[language];
  return html`<h1>${t.title}</h1>
<p class="lead">${t.lead}</p>
${form(shown)}
${
  found.length > 0
    ? html`${table(shown)}${pages(shown)}<ul class="links">
<li><a href="${to('/habilitations.csv')}" download>${t.csv}</a></li>
<li><a href="${to('/stats')}">${t.stats}</a></li></ul>`
    : html`<div class="frame empty" role="status"><h2>${t.none}</h2><p>${t.noneText}</p>
<p><a class="button second" href="${query.search || query.api || query.provider ? '/habilitations' : to('/stats')}">${query.search || query.api || query.provider ? t.all : t.stats}</a></p></div>`
}`;
}

function form({ query, definitions, language, chosenLanguage }: RegisterPage): Content {
  const t = registerTexts[language];
  const providers = new Map(definitions.map(({ provider }) => [provider.id, provider.name]));
  return html`<form method="get" action="/habilitations" class="register-search" role="search">
${chosenLanguage ? html`<input type="hidden" name="lang" value="${chosenLanguage}">` : ''}
<div><label class="label" for="q">${t.search} <span class="hint">${t.searchHint}</span></label>
<input id="q" name="q" type="search" maxlength="200" value="${query.search}"></div>
<div><label class="label" for="provider">${t.provider}</label>
<select id="provider" name="provider"><option value="">${t.allProviders}</option>
${[...providers].map(([id, name]) => html`<option value="${id}" ${id === query.provider ? 'selected' : ''}>${name}</option>`)}
</select></div>
<div><label class="label" for="api">${t.api}</label>
<select id="api" name="api"><option value="">${t.allApis}</option>
${definitions.map(({ id, title }) => html`<option value="${id}" ${id === query.api ? 'selected' : ''}>${title}</option>`)}
</select></div>
<div><button>${t.show}</button></div>
</form>`;
}

function table({ found, definitions, language }: RegisterPage): Content {
  const t = registerTexts[language];
  const names = new Map(definitions.map((definition) => [definition.id, definition]));
  return html`<div class="scrolls" tabindex="0" role="region" aria-label="${t.caption}"><table class="register">
<caption class="hidden">${t.caption}</caption>
<thead><tr>${[t.number, t.organisation, t.api, t.project, t.data, t.since, t.until].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${found.map((one) => line(one, names.get(one.api), language))}
</tbody></table></div>`;
}

function line(one: Registered, definition: ApiDefinition | undefined, language: Language): Content {
  const t = registerTexts[language];
  const number = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB');
  const plural = new Intl.PluralRules(language).select(one.scopes.length) !== 'one';
  const labels = scopeLabels(definition, one.scopes);
  return html`<tr>
<th scope="row" class="number">H${one.number}</th>
<td><b>${one.organisation}</b><span class="hint number">${t.siret} ${one.siret}</span></td>
<td>${definition?.title ?? one.api}${one.stage === 'sandbox' && hasProduction(definition) ? html`<span class="hint">${t.sandbox}</span>` : ''}</td>
<td>${one.title}</td>
<td>${
    labels.length > 0
      ? html`<details><summary>${t.scopes(number.format(labels.length), plural)}</summary><ul>${labels.map((label) => html`<li>${label}</li>`)}</ul></details>`
      : '–'
  }</td>
<td class="number" data-label="${t.since}">${day(one.since, language)}</td>
<td data-label="${t.until}"><span class="number">${day(one.until, language)}</span>${one.prolonged ? html`<span class="hint">${t.prolonged}</span>` : ''}</td>
</tr>`;
}

const hasProduction = (definition: ApiDefinition | undefined): boolean =>
  definition?.stages.some(({ id }) => id === 'production') ?? false;

function pages({ query, found, more, language, to }: RegisterPage): Content | '' {
  const t = registerTexts[language];
  if (!more && !query.after) return '';
  return html`<nav class="row between" aria-label="${t.pages}">
<span>${query.after ? html`<a class="button second" href="${to('/habilitations', '')}">${t.first}</a>` : ''}</span>
<span>${more ? html`<a class="button second" rel="next" href="${to('/habilitations', found.at(-1)?.id)}">${t.next}</a>` : ''}</span>
</nav>`;
}
