/** The search and the filters: one form that asks for an address, so that a list can be kept, shared and gone back to. */
import { html } from 'hono/html';
import type { Content } from '../../pages/layout.ts';
import { stateLabels } from '../../requests/view/words.ts';
import { placesByRegion } from './places.ts';
import { priorities } from './priority.ts';
import {
  type AgeRange,
  ages,
  type Flag,
  filtersOf,
  flags,
  isFiltered,
  mine,
  nobody,
  pageSizes,
  parameterNames,
  requestStatesSeen,
  tabs,
  unfiltered,
} from './query.ts';
import { listPath, type Scene } from './scene.ts';
import { listTexts } from './words/index.ts';

export function filtersView(scene: Scene): Content {
  const { query, language, address, choices } = scene;
  const t = listTexts[language];
  const chosen = new URL(address).searchParams.get('lang');
  // The search, state and API are always at hand; the others count as « more ».
  const more = filtersOf({ ...query, state: undefined, api: undefined }).length;
  return html`<form method="get" action="/instruction" role="search" class="filters">
<input type="hidden" name="${parameterNames.tab}" value="${tabs[query.tab]}">
${chosen ? html`<input type="hidden" name="lang" value="${chosen}">` : ''}
<div class="first">
<div><label class="label" for="q">${t.search} <span class="hint">${t.searchHint}</span></label>
<input type="search" id="q" name="${parameterNames.search}" value="${query.search}" maxlength="200" autocomplete="off"></div>
${select(
  scene,
  'state',
  requestStatesSeen.map((state) => [state, stateLabels[language][state]]),
)}
${select(
  scene,
  'api',
  choices.apis.map(({ id, title }) => [id, title]),
)}
<div class="row"><button class="second">${t.filter}</button>
${isFiltered(query) ? html`<a class="plain" href="${listPath(unfiltered(query), address)}">${t.clear}</a>` : ''}</div>
</div>
<details ${more > 0 ? 'open' : ''}><summary>${t.more}${more > 0 ? html` <span class="tag info">${t.active(more)}</span>` : ''}</summary>
<div class="others">${others(scene)}</div>
</details>
</form>`;
}

function others(scene: Scene): Content {
  const { query, language, choices, colleagues } = scene;
  const t = listTexts[language];
  const api = choices.apis.find(({ id }) => id === query.api);
  const people = colleagues.map(({ id, name }): Option => [id, name]);
  return html`${select(
    scene,
    'useCase',
    (api?.useCases ?? []).map(({ id, label }) => [id, label]),
    api ? undefined : t.useCaseNeedsApi,
  )}
${select(scene, 'stage', Object.entries(t.stages))}
${select(
  scene,
  'region',
  placesByRegion().map(({ code, name }) => [code, name]),
)}
${departments(scene)}
${select(
  scene,
  'priority',
  priorities.map((priority) => [priority, t.priorities[priority]]),
)}
${select(scene, 'assignee', [[mine, t.mine], [nobody, t.nobody], ...people])}
${select(
  scene,
  'age',
  (Object.keys(ages) as AgeRange[]).map((age) => [age, t.ages[age]]),
)}
<div><label class="label" for="${parameterNames.oldestFirst}">${t.labels.oldestFirst}</label>
<select id="${parameterNames.oldestFirst}" name="${parameterNames.oldestFirst}"><option value="">${t.newestFirst}</option>
<option value="anciennes" ${query.oldestFirst ? 'selected' : ''}>${t.oldestFirst}</option></select></div>
<div><label class="label" for="${parameterNames.size}">${t.labels.size}</label>
<select id="${parameterNames.size}" name="${parameterNames.size}">
${pageSizes.map((size) => html`<option value="${size}" ${query.size === size ? 'selected' : ''}>${size}</option>`)}
</select></div>
<fieldset class="marks"><legend>${t.labels.flags}</legend>
${(Object.keys(flags) as Flag[]).map(
  (
    flag,
  ) => html`<label class="choice"><input type="checkbox" name="${parameterNames.flags}" value="${flags[flag]}"
${query.flags.includes(flag) ? 'checked' : ''}><span>${t.flags[flag]}<span class="hint block-hint">${t.flagHints[flag]}</span></span></label>`,
)}
</fieldset>`;
}

/** Value and label. */
type Option = [string, string];

type Selectable = keyof (typeof listTexts)['fr']['any'];

function select(
  { query, language }: Scene,
  name: Selectable,
  options: Option[],
  any: string = listTexts[language].any[name],
): Content {
  const field = parameterNames[name];
  return html`<div><label class="label" for="${field}">${listTexts[language].labels[name]}</label>
<select id="${field}" name="${field}"><option value="">${any}</option>
${options.map(([value, label]) => html`<option value="${value}" ${query[name] === value ? 'selected' : ''}>${label}</option>`)}
</select></div>`;
}

/** By region, which a person knows better than the order of the codes. */
function departments({ query, language }: Scene): Content {
  const t = listTexts[language];
  const field = parameterNames.department;
  return html`<div><label class="label" for="${field}">${t.labels.department}</label>
<select id="${field}" name="${field}"><option value="">${t.any.department}</option>
${placesByRegion().map(
  (region) =>
    html`<optgroup label="${region.name}">${region.departments.map(
      ({ code, name }) =>
        html`<option value="${code}" ${query.department === code ? 'selected' : ''}>${code} – ${name}</option>`,
    )}</optgroup>`,
)}</select></div>`;
}
